"use client";

import type { Plan } from "#lib/domain/api/plan";
import { formatCount, formatMicros } from "@/components/format/numbers";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { USAGE_TEXTS as T } from "./texts.ts";

interface PlanDialogProps {
  plans: readonly Plan[];
  currentId: string;
  isPending: boolean;
  error: string | null;
  onTake: (plan: Plan) => void;
  onClose: () => void;
}

export function PlanDialog({ plans, currentId, isPending, error, onTake, onClose }: PlanDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={T.changeTitle}
      description={T.changeNote}
    >
      {error ? <Notice tone="bad">{error}</Notice> : null}
      <ul className="flex flex-col gap-2">
        {plans.map((plan) => (
          <li
            key={plan.id}
            className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line px-4 py-3"
          >
            <div>
              <p className="font-medium">
                {plan.name} · {formatMicros(plan.price_micros)}
              </p>
              <p className="text-xs text-ink-3">
                {formatCount(plan.minutes)} minutes · {formatCount(plan.max_concurrent_calls)} {T.atOnce}
              </p>
            </div>
            {plan.id === currentId ? (
              <span className="text-sm text-ink-3">{T.current}</span>
            ) : (
              <Button
                aria-label={`${T.take}: ${plan.name}`}
                disabled={isPending}
                onClick={() => onTake(plan)}
              >
                {T.take}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
