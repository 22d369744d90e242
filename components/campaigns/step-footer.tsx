import type { ReactNode } from "react";
import { LinkButton } from "@/components/ui/link-button";
import { BUILDER_TEXTS as T } from "./builder-texts.ts";

/** The two ways from a step; what is kept meanwhile is said between them. */
export function StepFooter({ backHref, children }: { backHref: string; children: ReactNode }) {
  return (
    <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center justify-between gap-2 border-t border-line bg-canvas/95 px-4 py-3 sm:mx-0 sm:px-0">
      <LinkButton href={backHref} look="quiet">
        {T.back}
      </LinkButton>
      <span className="text-xs text-ink-3 max-sm:hidden">{T.saved}</span>
      <div className="flex flex-wrap gap-2">{children}</div>
    </div>
  );
}
