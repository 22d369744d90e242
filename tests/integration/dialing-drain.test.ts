import { afterAll, beforeAll, expect, test } from "vitest";
import { receiveCarrierEvent } from "#lib/services/carrier/receive-event";
import { openQueueConnection, type QueueConnection } from "#lib/queue/connection";
import { createProducer } from "#lib/queue/producer";
import { startDialer, type Dialer } from "../../voice-worker/dialer/dialer.ts";
import { takeEvents } from "../../voice-worker/dialer/watch-calls.ts";
import { until } from "../stack/api.ts";
import { DialingRig, numbers, vonageEvent, type RigWorker } from "./dialing-rig.ts";

const AT_ONCE = 3;

let rig: DialingRig;
const ends: (() => Promise<void>)[] = [];
beforeAll(async () => {
  rig = await DialingRig.create();
});
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
  await rig.database.drop();
});

/** A worker with its loops and its queue, in a world without conversations. */
async function atWork(): Promise<{ worker: RigWorker; dialer: Dialer }> {
  const worker = await rig.worker();
  const connection: QueueConnection = openQueueConnection({
    databaseUrl: rig.database.ownerUrl,
    name: "drain",
  });
  const queue = createProducer(connection);
  worker.ctx.queue = queue;
  worker.ctx.carrier.callsPerSecond = 100;
  const dialer = startDialer(worker.ctx, {
    connection,
    live: { subscribe: () => Promise.resolve(() => Promise.resolve()) },
    onReport: () => undefined,
  });
  ends.push(async () => {
    await dialer.stopDialing();
    await dialer.stop();
    await queue.close();
    await connection.close();
  });
  await dialer.ready();
  return { worker, dialer };
}

async function hasExpected({ host }: RigWorker, calls: number): Promise<void> {
  await until(
    () => Promise.resolve(host.expected.length),
    (n) => n >= calls,
    { limitMs: 30_000, what: `${calls} calls`, everyMs: 20 },
  );
}

/** The carrier ends them all. */
async function endCalls({ ctx, host }: RigWorker): Promise<void> {
  for (const { callId } of host.expected) {
    const signature = new URL(rig.links.eventUrl(callId)).searchParams.get("s");
    const rawBody = vonageEvent(`end-of-${callId}`, "busy");
    await rig.sql("update talky.calls set carrier_call_id = $2 where id = $1", [callId, `end-of-${callId}`]);
    await receiveCarrierEvent(rig.systemContext(), { callId, signature, authorization: "x", rawBody });
    await takeEvents(ctx, callId);
  }
}

test("of two workers one stops in the middle of its calls: it ends them, takes no new one, and the other goes on", async () => {
  const { tenantId } = await rig.tenant();
  const id = await rig.campaign(tenantId, numbers(2 * AT_ONCE, 512), { concurrency: AT_ONCE });
  const stopping = await atWork();
  await hasExpected(stopping.worker, AT_ONCE);
  const other = await atWork();
  await stopping.dialer.stopDialing();
  await endCalls(stopping.worker);
  expect(stopping.worker.host.open.size).toBe(0);
  await hasExpected(other.worker, AT_ONCE);
  await endCalls(other.worker);
  await until(
    () => rig.status(id),
    (campaign) => campaign?.status === "completed",
    { limitMs: 30_000, what: "the campaign to be complete" },
  );
  expect(stopping.worker.host.expected).toHaveLength(AT_ONCE);
  expect(await rig.jobs(id)).toMatchObject(
    Array.from({ length: 2 * AT_ONCE }, () => ({ status: "done", attempts: 1 })),
  );
});
