import { once } from "node:events";
import type pg from "pg";
import type { Part } from "../../sandbox/launcher/part.mjs";
import { type Api, campaignIs, createCampaign, importNumbers, until } from "../../tests/stack/api.ts";
import type { RunAccount } from "./run-account.ts";

/** Whoever was admitted when the signal came is dialled still. */
const UNDER_WAY_MS = 1000;
const CALLS_GOING_ON = 3;

interface DrainedCall {
  worker_id: string;
  requested_at: Date;
  was_open: boolean;
  disposition: string | null;
  end_reason: string | null;
}

/** Stops one of two workers in the middle of its calls: it ends them, takes no new one, and the other does the rest. */
export async function drainOne(
  api: Api,
  db: pg.Pool,
  worker: Part,
  numbers: readonly string[],
): Promise<RunAccount> {
  const workerId = await idOf(worker);
  const { id } = await createCampaign(api, { max_concurrent_calls: 8 });
  await importNumbers(api, id, [...numbers]);
  await api.ok("POST", `/campaigns/${id}/start`);
  await until(
    () =>
      db.query(
        `select from talky.calls where campaign_id = $1 and worker_id = $2 and answered_at is not null
           and ended_at is null`,
        [id, workerId],
      ),
    ({ rows }) => rows.length >= CALLS_GOING_ON,
    { limitMs: 60_000, what: "the worker to be in its calls", everyMs: 50 },
  );
  const { child } = worker;
  if (!child) throw new Error("the worker does not run");
  const ended = once(child, "exit");
  const began = performance.now();
  const { rows: clock } = await db.query<{ now: Date }>("select clock_timestamp() as now");
  child.kill("SIGTERM");
  const [code] = (await ended) as [number | null];
  const drainS = (performance.now() - began) / 1000;
  await campaignIs(api, id, "completed", 180_000)();

  const stoppedAt = clock[0]?.now ?? new Date();
  const { rows: calls } = await db.query<DrainedCall>(
    `select worker_id, requested_at, disposition, end_reason,
       requested_at <= $2 and (ended_at is null or ended_at > $2) as was_open
     from talky.calls where campaign_id = $1`,
    [id, stoppedAt],
  );
  const own = calls.filter((call) => call.worker_id === workerId);
  const open = own.filter((call) => call.was_open);
  const late = own.filter((call) => call.requested_at.getTime() > stoppedAt.getTime() + UNDER_WAY_MS);
  const cutOff = open.filter((call) => call.disposition === "error" || call.end_reason === "worker_lost");
  const taken = calls.filter((call) => call.worker_id !== workerId && call.requested_at > stoppedAt);
  return {
    figures: [
      ["drain: calls going on at SIGTERM", open.length],
      ["drain: seconds until the worker's end", drainS.toFixed(1)],
      ["drain: calls that the other took", taken.length],
    ],
    breaches: [
      ...(code === 0 ? [] : [`the drained worker ended with ${code}`]),
      ...(late.length === 0 ? [] : [`the drained worker took ${late.length} new calls`]),
      ...(cutOff.length === 0 ? [] : [`the drained worker cut off ${cutOff.length} calls`]),
      ...(calls.length === numbers.length ? [] : [`${calls.length} of ${numbers.length} were dialled`]),
      ...(taken.length > 0 ? [] : ["nobody took over"]),
    ],
  };
}

async function idOf({ options }: Part): Promise<string> {
  const id = await until(
    () =>
      fetch(options.healthUrl)
        .then((answer) => answer.json() as Promise<{ worker_id: string }>)
        .then(({ worker_id }) => worker_id)
        .catch(() => null),
    (known) => known !== null,
    { limitMs: 60_000, what: `${options.name} to be back` },
  );
  return id ?? "";
}
