import { randomUUID } from "node:crypto";
import type { PlaceCallRequest } from "#lib/providers/telephony/port";
import type { QueueConnection } from "#lib/queue/connection";
import { createJobWorker } from "#lib/queue/job-worker";
import { createProducer } from "#lib/queue/producer";
import { DialingRig } from "../../tests/integration/dialing-rig.ts";
import type { OwnDatabase } from "../../tests/integration/own-database.ts";
import { startDialer } from "../../voice-worker/dialer/dialer.ts";
import { endCall, putInFront } from "./waiting-jobs.ts";

const WARM_UP = 20;
/** So fast that no call waits for its turn at the carrier. */
const CALLS_PER_SECOND = 250;
const LIMIT_MS = 30_000;

/**
 * From the moment at which a job may be dialled to the carrier's being asked, by the whole dialer: its loops, the queue,
 * the gate. Milliseconds of each round.
 */
export async function dialledMs(
  database: OwnDatabase,
  campaignId: string,
  connection: QueueConnection,
  rounds: number,
  areaCode: number,
): Promise<number[]> {
  await putInFront(database, campaignId, rounds + WARM_UP + 1, areaCode);
  // One at a time: the end of one call is what makes the next one possible.
  await database.owner.query("update talky.campaigns set max_concurrent_calls = 1 where id = $1", [
    campaignId,
  ]);
  const rig = new DialingRig(database);
  const { ctx, host } = await rig.worker();
  const queue = createProducer(connection);
  ctx.queue = queue;
  ctx.carrier.callsPerSecond = CALLS_PER_SECOND;
  let asked = Promise.withResolvers<PlaceCallRequest>();
  const placeCall = rig.telephony.placeCall.bind(rig.telephony);
  rig.telephony.placeCall = (request) => {
    asked.resolve(request);
    return placeCall(request);
  };
  const dialer = startDialer(ctx, {
    connection,
    live: { subscribe: () => Promise.resolve(() => Promise.resolve()) },
    onReport: () => undefined,
  });
  await dialer.ready();
  const times: number[] = [];
  for (let round = -WARM_UP; round < rounds; round += 1) {
    const { eventUrl } = await within(asked.promise);
    const callId = new URL(eventUrl).pathname.split("/").at(-1) ?? "";
    asked = Promise.withResolvers();
    await endCall(database, callId);
    host.forget(callId);
    ctx.ownCalls.delete(callId);
    const began = performance.now();
    await queue.wakePump();
    await within(asked.promise);
    if (round >= 0) times.push(performance.now() - began);
  }
  await dialer.stopDialing();
  await dialer.stop();
  const last = await within(asked.promise);
  await endCall(database, new URL(last.eventUrl).pathname.split("/").at(-1) ?? "");
  await queue.close();
  await database.owner.query("update talky.campaigns set max_concurrent_calls = 1000 where id = $1", [
    campaignId,
  ]);
  return times;
}

/** One job added, fetched and done at a time, as a dial is. Milliseconds of each. */
export async function rawQueueMs(connection: QueueConnection, rounds: number): Promise<number[]> {
  const queue = createProducer(connection);
  let done = Promise.withResolvers<void>();
  const worker = createJobWorker(connection, {
    name: "dial",
    concurrency: 1,
    process: async () => done.resolve(),
    onReport: () => undefined,
    onTrouble: () => undefined,
  });
  await worker.ready();
  const times: number[] = [];
  for (let round = -WARM_UP; round < rounds; round += 1) {
    done = Promise.withResolvers();
    const began = performance.now();
    await queue.dial(randomUUID(), new Date());
    await done.promise;
    if (round >= 0) times.push(performance.now() - began);
  }
  await worker.close();
  await queue.close();
  return times;
}

async function within<T>(promise: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("the carrier was not asked")), LIMIT_MS);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
