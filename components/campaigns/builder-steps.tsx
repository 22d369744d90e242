import { Check } from "lucide-react";
import { Link } from "@/components/ui/link";
import { cn } from "@/components/ui/class-names";
import { BUILDER_TEXTS as T } from "./builder-texts.ts";

export interface BuilderStepLink {
  label: string;
  /** null: it cannot be gone to yet. */
  href: string | null;
  isCurrent: boolean;
  isDone: boolean;
}

/** Where one is, and the way back and forth. */
export function BuilderSteps({ steps }: { steps: BuilderStepLink[] }) {
  return (
    <nav aria-label={T.steps} className="mb-5">
      <ol className="flex flex-wrap gap-y-2 sm:gap-x-1">
        {steps.map(({ label, href, isCurrent, isDone }, i) => {
          const content = (
            <>
              <span
                aria-hidden
                className={cn(
                  "grid size-5 place-items-center rounded-full text-2xs font-semibold",
                  isCurrent
                    ? "bg-accent-fill text-on-accent"
                    : isDone
                      ? "bg-good-soft text-good"
                      : "border border-line-strong",
                )}
              >
                {isDone && !isCurrent ? <Check className="size-3" /> : i + 1}
              </span>
              <span className={cn(!isCurrent && "max-sm:sr-only")}>{label}</span>
            </>
          );
          const look = cn(
            "flex h-8 items-center gap-2 rounded-md px-1 text-sm sm:px-2 font-medium",
            isCurrent ? "text-ink" : "text-ink-3",
          );
          return (
            <li key={label} className="flex items-center">
              {i > 0 ? <span aria-hidden className="h-px w-2 bg-line-strong sm:mr-1 sm:w-4 lg:w-8" /> : null}
              {href ? (
                <Link
                  href={href}
                  aria-current={isCurrent ? "step" : undefined}
                  className={cn(look, "hover:text-ink")}
                >
                  {content}
                </Link>
              ) : (
                <span aria-current={isCurrent ? "step" : undefined} className={look}>
                  {content}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
