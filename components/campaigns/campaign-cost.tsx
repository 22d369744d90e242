import type { CampaignStats } from "#lib/domain/api/campaign-stats";
import { formatMicros } from "@/components/format/numbers";
import { Card, CardHeader } from "@/components/ui/card";
import { Fact } from "@/components/ui/fact";
import { Notice } from "@/components/ui/notice";
import { ProgressBar } from "@/components/ui/progress-bar";
import { CAMPAIGN_TEXTS as T } from "./texts.ts";

/** What the calls have cost, and what is left of the budget where there is one. */
export function CampaignCost({ stats }: { stats: CampaignStats }) {
  const { budget, cost_micros: cost, goals_achieved: goals } = stats;
  const isWaiting =
    stats.status === "running" && stats.reasons.some(({ reason }) => reason === "budget_exhausted");
  return (
    <Card aria-label={T.cost}>
      <CardHeader title={T.cost} note={T.costNote} />
      {isWaiting ? (
        <Notice tone="warn" className="mx-4 mt-3">
          {T.budgetWaits}
        </Notice>
      ) : null}
      <dl className="grid gap-x-8 px-4 py-2 sm:grid-cols-2">
        <Fact label={T.costSoFar}>{formatMicros(cost)}</Fact>
        <Fact label={T.costPerGoal}>{goals === 0 ? null : formatMicros(Math.round(cost / goals))}</Fact>
        <Fact label={T.budget}>{budget === null ? T.budgetNone : formatMicros(budget.budget_micros)}</Fact>
        {budget === null ? null : (
          <>
            <Fact label={T.budgetSpent}>{formatMicros(budget.spent_micros)}</Fact>
            <Fact label={T.budgetReserved}>{formatMicros(budget.reserved_micros)}</Fact>
            <Fact label={T.budgetLeft}>{formatMicros(Math.max(0, budget.left_micros))}</Fact>
          </>
        )}
      </dl>
      {budget === null || budget.budget_micros === 0 ? null : (
        <div className="px-4 pb-4">
          <ProgressBar
            label={T.budgetSpent}
            value={(budget.spent_micros + budget.reserved_micros) / budget.budget_micros}
          />
        </div>
      )}
    </Card>
  );
}
