import { CircleAlert, RotateCw } from "lucide-react";
import { Button } from "./button.tsx";

interface ErrorStateProps {
  title: string;
  text: string;
  retryLabel?: string;
  onRetry?: () => void;
}

export function ErrorState({ title, text, retryLabel = "Try again", onRetry }: ErrorStateProps) {
  return (
    <div role="alert" className="flex flex-col items-center gap-3 px-6 py-12 text-center">
      <span className="grid size-10 place-items-center rounded-full bg-bad-soft text-bad">
        <CircleAlert aria-hidden className="size-5" />
      </span>
      <div className="max-w-sm">
        <h2 className="text-base font-semibold text-ink">{title}</h2>
        <p className="mt-1 text-sm text-ink-2">{text}</p>
      </div>
      {onRetry ? (
        <Button onClick={onRetry}>
          <RotateCw aria-hidden />
          {retryLabel}
        </Button>
      ) : null}
    </div>
  );
}
