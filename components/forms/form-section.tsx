import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";

interface FormSectionProps {
  id: string;
  title: string;
  note: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** What it is about on the left, its fields on the right; one above the other on a phone. */
export function FormSection({ id, title, note, actions, children }: FormSectionProps) {
  return (
    <Card aria-labelledby={id} className="grid gap-x-8 gap-y-4 p-5 md:grid-cols-[14rem_1fr]">
      <header>
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        <p className="mt-0.5 text-sm text-ink-3">{note}</p>
        {actions ? <div className="mt-3">{actions}</div> : null}
      </header>
      <div className="flex min-w-0 flex-col gap-4">{children}</div>
    </Card>
  );
}
