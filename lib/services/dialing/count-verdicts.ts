import { setImmediate as breathe } from "node:timers/promises";
import type { VerdictCounts } from "#lib/domain/api/verdict";
import type { StoredFacts } from "#lib/domain/dialing/gate";
import type { GateReason } from "#lib/domain/statuses";
import { judgeDial } from "./judge-dial.ts";

const AT_A_TIME = 50;

/** What the gate says of each of them now, were their campaign running; counted, the most frequent reason first. */
export async function countVerdicts(facts: readonly StoredFacts[], now: Date): Promise<VerdictCounts> {
  const reasons = new Map<GateReason, { count: number; nextAt: Date | null }>();
  let allowed = 0;
  for (const [at, fact] of facts.entries()) {
    const campaign = { ...fact.campaign, status: "running" as const };
    const { reason, lookAgainAt } = judgeDial({ ...fact, campaign }, now);
    if (reason === null) allowed += 1;
    else {
      const seen = reasons.get(reason) ?? { count: 0, nextAt: null };
      reasons.set(reason, { count: seen.count + 1, nextAt: earlier(seen.nextAt, lookAgainAt) });
    }
    if (at % AT_A_TIME === 0) await breathe();
  }
  return {
    allowed,
    reasons: [...reasons]
      .map(([reason, { count, nextAt }]) => ({ reason, count, next_at: nextAt?.toISOString() ?? null }))
      .toSorted((a, b) => b.count - a.count),
  };
}

const earlier = (a: Date | null, b: Date | null): Date | null =>
  a === null || (b !== null && b < a) ? b : a;
