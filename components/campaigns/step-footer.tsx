import type { ReactNode } from "react";
import { BottomBar } from "@/components/forms/bottom-bar";
import { LinkButton } from "@/components/ui/link-button";
import { BUILDER_TEXTS as T } from "./builder-texts.ts";

/** The two ways from a step; what is kept meanwhile is said between them. */
export function StepFooter({ backHref, children }: { backHref: string; children: ReactNode }) {
  return (
    <BottomBar className="mt-auto flex-wrap items-center justify-between">
      <LinkButton href={backHref} look="quiet">
        {T.back}
      </LinkButton>
      <span className="text-xs text-ink-3 max-sm:hidden">{T.saved}</span>
      <div className="flex flex-wrap gap-2">{children}</div>
    </BottomBar>
  );
}
