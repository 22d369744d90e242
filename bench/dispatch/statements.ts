import { randomUUID } from "node:crypto";
import { completeFinishedCampaigns, dueCampaigns } from "#lib/data/campaign-run";
import { claimDueJobs } from "#lib/data/dialer-jobs";
import { dispatchJob } from "#lib/data/dispatch";
import type { Verdict } from "#lib/domain/dialing/gate";
import type { OwnDatabase } from "../../tests/integration/own-database.ts";
import { endCall } from "./waiting-jobs.ts";

/** The rules themselves are arithmetic; what is measured is what the database is asked. */
const ALLOWED: Verdict = { allowed: true, reason: null, lookAgainAt: null };
const carrier = { isSandbox: true, fromNumber: "+14155550000", heldUntil: null };
const WARM_UP = 20;

export interface StatementTimes {
  dueMs: number;
  claimMs: number;
  dispatchMs: number;
  /** Whether the campaign is over, asked at the end of each call. */
  completeMs: number;
}

async function timed<T>(sum: { ms: number }, run: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await run();
  sum.ms += performance.now() - began;
  return result;
}

/** The gate's facts, slots and ledger by their real SQL; the mean of each step. */
export async function measureStatements(
  database: OwnDatabase,
  campaignId: string,
  rounds: number,
): Promise<StatementTimes> {
  const [due, claim, dispatch, complete] = [{ ms: 0 }, { ms: 0 }, { ms: 0 }, { ms: 0 }];
  for (let round = -WARM_UP; round < rounds; round += 1) {
    // The first ones warm the caches.
    if (round === 0) for (const sum of [due, claim, dispatch, complete]) sum.ms = 0;
    const now = new Date();
    const leaseUntil = new Date(now.getTime() + 30_000);
    const workerId = randomUUID();
    const ask = (): Verdict => ALLOWED;
    await timed(due, () => dueCampaigns(database.worker, now, { withFreeSlot: true }));
    const { claimed } = await timed(claim, () =>
      claimDueJobs(database.worker, { campaignId, workerId, now, leaseUntil, limit: 1, carrier, ask }),
    );
    const [jobId] = claimed;
    if (!jobId) throw new Error(`of the jobs that wait fewer than ${rounds + WARM_UP} are due`);
    const callId = randomUUID();
    const result = await timed(dispatch, () =>
      dispatchJob(database.worker, {
        jobId,
        leaseUntil,
        callId,
        workerId,
        workerUrl: "http://w",
        socketTokenHash: "h",
        now,
        carrier,
        ask,
      }),
    );
    if (result.kind !== "dispatched") throw new Error(`a job was not dispatched: ${result.kind}`);
    await endCall(database, callId);
    await timed(complete, () => completeFinishedCampaigns(database.worker));
  }
  return {
    dueMs: due.ms / rounds,
    claimMs: claim.ms / rounds,
    dispatchMs: dispatch.ms / rounds,
    completeMs: complete.ms / rounds,
  };
}
