import { randomUUID } from "node:crypto";
import { dueCampaigns } from "#lib/data/campaign-run";
import { claimDueJobs, countClaimed } from "#lib/data/dialer-jobs";
import { fairTurns } from "#lib/domain/dialing/fair-turns";
import { judgeDial } from "#lib/services/dialing/judge-dial";
import type { DialerContext } from "./dialer-context.ts";
import { pauseByItself } from "./pause-by-itself.ts";

/** A claim that was not begun by then is anybody's again. */
export const LEASE_MS = 30_000;
/** Jobs that one campaign claims at least before the next has its turn; more where there is room for all. */
const CLAIMS_A_TURN = 2;
/** Claimed ahead of the carrier's rate: more would only grow old waiting for it. */
const LOOK_AHEAD_MS = 3000;
const LOOK_AHEAD_AT_LEAST = 6;

let turn = 0;

/** Claims what may be dialled now, campaign by campaign in fair turns, and wakes the dialling of each. */
export async function runPump(ctx: DialerContext): Promise<number> {
  const refused = ctx.refusedProvider();
  if (refused !== null) {
    for (const campaign of await dueCampaigns(ctx.db, ctx.now(), { withFreeSlot: false }))
      await pauseByItself(ctx, campaign, `${refused}: credentials refused`);
    return 0;
  }
  const ahead = Math.max(LOOK_AHEAD_AT_LEAST, Math.ceil((ctx.carrier.callsPerSecond * LOOK_AHEAD_MS) / 1000));
  const roomHere = ctx.maxCalls - ctx.host.openCallIds().length;
  let room = Math.min(ahead - (await countClaimed(ctx.db)), roomHere);
  if (room <= 0) return 0;
  turn += 1;
  let contenders = fairTurns(await dueCampaigns(ctx.db, ctx.now(), { withFreeSlot: true }), turn);
  let claimed = 0;
  while (contenders.length > 0 && room > 0) {
    const goOn: typeof contenders = [];
    const share = Math.max(CLAIMS_A_TURN, Math.floor(room / contenders.length));
    for (const contender of contenders) {
      if (room <= 0) break;
      const taken = await claimTurn(ctx, contender.campaignId, Math.min(share, room));
      claimed += taken;
      room -= taken;
      if (taken > 0) goOn.push(contender);
    }
    contenders = goOn;
  }
  return claimed;
}

async function claimTurn(ctx: DialerContext, campaignId: string, limit: number): Promise<number> {
  const now = ctx.now();
  const leaseUntil = new Date(now.getTime() + LEASE_MS);
  const { claimed } = await claimDueJobs(ctx.db, {
    campaignId,
    workerId: ctx.worker.id,
    now,
    leaseUntil,
    limit,
    carrier: ctx.carrier,
    ask: (facts) => judgeDial(facts, now),
  });
  for (const jobId of claimed) {
    // A wake that is lost is made up for by the sweep, which asks again for every claim that waits.
    await ctx.queue
      .dial(jobId, leaseUntil)
      .catch((err: unknown) => ctx.log.warn({ err, jobId }, "a claimed job could not be queued"));
  }
  return claimed.length;
}

/** A call's id is made before its row, since its addresses are signed with it. */
export const newCallId = (): string => randomUUID();
