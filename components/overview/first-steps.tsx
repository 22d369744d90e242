import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { SandboxNumbers } from "@/components/landing/sandbox-numbers";
import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/class-names";
import { FIRST_STEPS_TEXTS as T } from "./texts.ts";

export interface FirstStep {
  id: string;
  title: string;
  text: string;
  isDone: boolean;
  action: ReactNode;
}

/** What there is to do first; the next of it stands out. */
export function FirstSteps({ steps, isSandbox }: { steps: FirstStep[]; isSandbox: boolean }) {
  const next = steps.find(({ isDone }) => !isDone)?.id;
  return (
    <Card aria-label={T.title}>
      <CardHeader title={T.title} note={isSandbox ? T.lead : T.leadReal} />
      <ol className="divide-y divide-line">
        {steps.map(({ id, title, text, isDone, action }, i) => (
          <li
            key={id}
            className={cn(
              "flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3",
              id === next && "bg-subtle/60",
            )}
          >
            <span
              aria-hidden
              className={cn(
                "grid size-6 shrink-0 place-items-center rounded-full text-xs font-semibold",
                isDone ? "bg-good-soft text-good" : "border border-line-strong text-ink-3",
                id === next && "border-accent text-accent",
              )}
            >
              {isDone ? <Check className="size-3.5" /> : i + 1}
            </span>
            <div className="min-w-52 flex-1">
              <h3 className={cn("text-sm font-medium", isDone && "text-ink-2")}>
                {title}
                {isDone ? <span className="sr-only">: {T.done}</span> : null}
              </h3>
              <p className="text-xs text-ink-3">{text}</p>
            </div>
            {action}
          </li>
        ))}
      </ol>
      {isSandbox ? (
        <details className="border-t border-line">
          <summary className="px-4 py-3 text-sm font-medium text-ink-2 hover:text-ink">
            {T.numbersTitle}
          </summary>
          <p className="px-4 pb-3 text-sm text-ink-2">{T.numbersLead}</p>
          <div className="px-4 pb-4">
            <SandboxNumbers />
          </div>
        </details>
      ) : null}
    </Card>
  );
}
