"use client";

import { ArrowDown, ArrowUp, X } from "lucide-react";
import { Dialog } from "radix-ui";
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { TABLE_TEXTS as T } from "./texts.ts";

interface RowSheetProps {
  title: string;
  badge?: ReactNode;
  /** The page of the same thing. */
  href: string;
  onOpenPage: () => void;
  onClose: () => void;
  /** null: there is no row that way. */
  onStep: { previous: (() => void) | null; next: (() => void) | null };
  /** What can be done with the row. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A row in more detail, beside the list. Arrows go to the rows around it, Enter opens its page, Escape closes. */
export function RowSheet(props: RowSheetProps) {
  const { title, badge, href, onOpenPage, onClose, onStep, actions, children } = props;
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      if (target.matches("input, select, textarea, [role=menuitem], [role=slider]")) return;
      // A question that it asked has the keys to itself.
      const dialog = target.closest("[role=dialog]");
      if (dialog && dialog !== sheet.current) return;
      const act = {
        ArrowDown: onStep.next,
        ArrowUp: onStep.previous,
        Enter: target.closest("a, button") ? null : onOpenPage,
      }[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [onStep, onOpenPage]);
  return (
    <Dialog.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Content
          ref={sheet}
          aria-describedby={undefined}
          onInteractOutside={(event) => event.preventDefault()}
          // Not on its first button: Enter is to open the page.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          className="fixed inset-y-0 right-0 z-40 flex w-[min(30rem,100vw)] flex-col border-l border-line bg-surface shadow-float outline-none"
        >
          <header className="flex flex-wrap items-center gap-x-2 border-b border-line px-4 py-2.5">
            <Dialog.Title className="min-w-0 flex-1 truncate text-base font-semibold">{title}</Dialog.Title>
            <Step label={T.previous} onStep={onStep.previous}>
              <ArrowUp aria-hidden />
            </Step>
            <Step label={T.next} onStep={onStep.next}>
              <ArrowDown aria-hidden />
            </Step>
            <LinkButton href={href} size="sm">
              {T.open}
            </LinkButton>
            <Dialog.Close asChild>
              <Button look="quiet" size="icon" aria-label={T.close}>
                <X aria-hidden />
              </Button>
            </Dialog.Close>
            {badge ? <div className="w-full">{badge}</div> : null}
          </header>
          {actions ? (
            <div className="flex flex-wrap items-center justify-end gap-2 border-b border-line px-4 py-2">
              {actions}
            </div>
          ) : null}
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface StepProps {
  label: string;
  onStep: (() => void) | null;
  children: ReactNode;
}

function Step({ label, onStep, children }: StepProps) {
  return (
    <Button look="quiet" size="icon" aria-label={label} disabled={onStep === null} onClick={() => onStep?.()}>
      {children}
    </Button>
  );
}
