import {
  campaignsMissingJobs,
  completeFinishedCampaigns,
  giveUpImports,
  waitingImports,
} from "#lib/data/campaign-run";
import { waitingAnalyses } from "#lib/data/call-analyses";
import { orphanedCalls } from "#lib/data/calls";
import { ensureJobsForLeads, releaseExpiredClaims, waitingClaims } from "#lib/data/dialer-jobs";
import { foldTallies } from "#lib/data/fold-tallies";
import { forgetKeys } from "#lib/data/idempotency-keys";
import { forgetOldWorkers, sweepingWorker } from "#lib/data/workers";
import { watchBreaker } from "./breaker.ts";
import type { DialerContext } from "./dialer-context.ts";
import { windUpOrphan } from "./orphaned-call.ts";
import { LEASE_MS } from "./pump.ts";
import { resolveUnknownCalls } from "./unknown-call.ts";

/** A claim that waits so long has perhaps lost its wake. */
const WAKE_LOST_MS = 15_000;
const IMPORT_LOST_MS = 30_000;
const IMPORT_GIVEN_UP_MS = 3_600_000;
const IMPORT_GIVEN_UP =
  "The file could not be read to its end. Upload it again: contacts that are there already are left as they are.";
/** Longer than the tries of one job take. */
const ANALYSIS_LOST_MS = 120_000;
const ANALYSES_BATCH = 500;
const ORPHANS_BATCH = 200;
const FORGET_WORKERS_MS = 24 * 3_600_000;
/** A request is repeated within the day, or it is another one. */
const FORGET_KEYS_MS = 24 * 3_600_000;

/** Everything that no single call's worker looks after. Run by one worker at a time; harmless when two do. */
export async function sweep(ctx: DialerContext): Promise<void> {
  if ((await sweepingWorker(ctx.db)) === ctx.worker.id) await sweepUp(ctx);
  await completeCampaigns(ctx);
}

async function sweepUp(ctx: DialerContext): Promise<void> {
  const now = ctx.now();
  const steps: [string, () => Promise<unknown>][] = [
    ["claims", () => releaseExpiredClaims(ctx.db, now)],
    ["wakes", () => wakeClaims(ctx, now)],
    ["orphans", async () => (ctx.outage.isRecovering ? undefined : windUpOrphans(ctx))],
    ["unknown", () => resolveUnknownCalls(ctx)],
    ["breaker", () => watchBreaker(ctx)],
    ["jobs", () => makeMissingJobs(ctx)],
    ["imports", () => wakeImports(ctx, now)],
    ["analyses", () => wakeAnalyses(ctx, now)],
    ["keys", () => forgetKeys(ctx.db, new Date(now.getTime() - FORGET_KEYS_MS))],
    ["tallies", () => foldTallies(ctx.db)],
    ["workers", () => forgetOldWorkers(ctx.db, new Date(now.getTime() - FORGET_WORKERS_MS))],
  ];
  for (const [step, run] of steps) {
    // One that fails must not keep the others from running.
    await run().catch((err: unknown) => ctx.log.error({ err, step }, "a step of the sweep failed"));
  }
}

export async function completeCampaigns(ctx: DialerContext): Promise<void> {
  for (const { campaignId } of await completeFinishedCampaigns(ctx.db)) {
    ctx.log.info({ campaignId }, "a campaign is complete");
    await ctx.live.publish({ type: "campaign.changed", campaignId });
  }
}

/** The queue holds nothing that could not be asked for again: same claim, same id, one job. */
async function wakeClaims(ctx: DialerContext, now: Date): Promise<void> {
  const before = new Date(now.getTime() + LEASE_MS - WAKE_LOST_MS);
  for (const claim of await waitingClaims(ctx.db, before))
    await ctx.queue.dial(claim.jobId, claim.leaseUntil);
}

async function windUpOrphans(ctx: DialerContext): Promise<void> {
  for (const call of await orphanedCalls(ctx.db, ORPHANS_BATCH)) {
    await windUpOrphan(ctx, call).catch((err: unknown) =>
      ctx.log.error({ err, callId: call.callId }, "a dead worker's call could not be wound up"),
    );
  }
}

async function makeMissingJobs(ctx: DialerContext): Promise<void> {
  for (const { tenantId, campaignId } of await campaignsMissingJobs(ctx.db)) {
    await ensureJobsForLeads(ctx.db, tenantId, campaignId);
  }
}

async function wakeImports(ctx: DialerContext, now: Date): Promise<void> {
  const begunBefore = new Date(now.getTime() - IMPORT_GIVEN_UP_MS);
  for (const importId of await giveUpImports(ctx.db, begunBefore, IMPORT_GIVEN_UP)) {
    ctx.log.error({ importId }, "an import was given up");
  }
  const askedBefore = new Date(now.getTime() - IMPORT_LOST_MS);
  for (const importId of await waitingImports(ctx.db, askedBefore)) await ctx.queue.runImport(importId);
}

async function wakeAnalyses(ctx: DialerContext, now: Date): Promise<void> {
  const untriedSince = new Date(now.getTime() - ANALYSIS_LOST_MS);
  for (const { callId, request } of await waitingAnalyses(ctx.db, untriedSince, ANALYSES_BATCH))
    await ctx.queue.analyseCall(callId, request);
}
