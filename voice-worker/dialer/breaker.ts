import { recentAttempts } from "#lib/data/recent-attempts";
import { BREAKER, tripBreaker } from "#lib/domain/dialing/breaker";
import type { DialerContext } from "./dialer-context.ts";
import { pauseByItself } from "./pause-by-itself.ts";

/** Pauses each campaign whose calls fail, and writes down which ones tripped it. */
export async function watchBreaker(ctx: DialerContext): Promise<void> {
  const since = new Date(ctx.now().getTime() - BREAKER.withinMs);
  for (const campaign of await recentAttempts(ctx.db, since)) {
    const tripped = tripBreaker(campaign.attempts);
    if (!tripped) continue;
    const reason = `calls failing: ${tripped.length} of ${campaign.attempts.length}`;
    await pauseByItself(ctx, campaign, reason, {
      jobs: tripped.map((attempt) => attempt.jobId),
      calls: tripped.flatMap((attempt) => (attempt.callId ? [attempt.callId] : [])),
    });
  }
}
