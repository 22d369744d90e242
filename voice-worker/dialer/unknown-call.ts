import { knownCarrierCalls, unansweredCalls, writeCarrierAnswer, type UnansweredCall } from "#lib/data/calls";
import type { CarrierCall } from "#lib/providers/telephony/port";
import { applyCarrierCall } from "./carrier-events.ts";
import type { DialerContext } from "./dialer-context.ts";
import { settle } from "./settle.ts";

/** What could not be learned by then is closed as unknown. */
export const GIVE_UP_MS = 15 * 60_000;
/** The carrier lists a call at once; events tell even sooner. */
const ASK_AFTER_MS = 10_000;
/** Not in the carrier's list for so long: it never was placed. */
const NEVER_PLACED_MS = 60_000;
/** Our clock and the carrier's. */
const CLOCK_SLACK_MS = 30_000;

/**
 * Calls of which nobody knows whether the carrier took them: the answer got lost, or the worker died before it came. The
 * carrier's own list is asked; none of them is ever dialled again for the same attempt.
 */
export async function resolveUnknownCalls(ctx: DialerContext): Promise<void> {
  const now = ctx.now();
  const open = (await unansweredCalls(ctx.db)).filter(
    (call) => now.getTime() - call.requestedAt.getTime() > ASK_AFTER_MS,
  );
  const first = open[0];
  if (!first) return;
  const listed = await listOwnerless(ctx, new Date(first.requestedAt.getTime() - CLOCK_SLACK_MS), now);
  for (const call of open) await resolve(ctx, call, listed, now);
}

/** null: the carrier could not be asked. */
async function listOwnerless(ctx: DialerContext, from: Date, now: Date): Promise<CarrierCall[] | null> {
  try {
    const listed = await ctx.telephony.listCalls(from, new Date(now.getTime() + CLOCK_SLACK_MS));
    const known = await knownCarrierCalls(
      ctx.db,
      listed.map((one) => one.carrierCallId),
    );
    return listed.filter((one) => !known.has(one.carrierCallId));
  } catch (err) {
    ctx.log.warn({ err }, "the carrier could not be asked for its calls");
    return null;
  }
}

async function resolve(
  ctx: DialerContext,
  call: UnansweredCall,
  listed: CarrierCall[] | null,
  now: Date,
): Promise<void> {
  const ageMs = now.getTime() - call.requestedAt.getTime();
  const found = listed?.findIndex((one) => isTheSame(call, one)) ?? -1;
  const match = listed?.[found];
  if (listed && match) {
    // Two unknown calls to one number (of two tenants) must not take the same one.
    listed.splice(found, 1);
    if (await writeCarrierAnswer(ctx.db, call.callId, match)) {
      ctx.log.warn({ callId: call.callId, status: match.status }, "a lost call was found at the carrier");
      await applyCarrierCall(ctx, call.callId, match);
      if (call.workerId === ctx.worker.id) ctx.host.placed(call.callId, match.carrierCallId);
      await settle(ctx, call.callId);
    }
    return;
  }
  const neverPlaced = listed !== null && ageMs > NEVER_PLACED_MS;
  if (!neverPlaced && ageMs < GIVE_UP_MS) return;
  ctx.log.error({ callId: call.callId, neverPlaced }, "a call is closed as unknown");
  await settle(ctx, call.callId, { isLost: true, isWorkerLost: true });
}

/** The carrier cannot look up our own id, so a call is known by its number and its moment. */
function isTheSame(call: UnansweredCall, listed: CarrierCall): boolean {
  if (listed.to !== call.phoneNumber) return false;
  if (!listed.startedAt) return true;
  return listed.startedAt.getTime() >= call.requestedAt.getTime() - CLOCK_SLACK_MS;
}
