/**
 * What a conversation costs: the real call path of the worker (media server, turn-taking, provider clients, recording)
 * against canned providers and phones in a process on another core, over real sockets, beside a bare relay of the same
 * frames in the same run.
 *
 *   npm run bench:calls                                  1, 10, 25, 50, 100 and 200 calls, 30 s each
 *   npm run bench:calls -- --calls 25,50 --seconds 60    others
 *   npm run bench:calls -- --no-eager                    without speculation on the eager end of turn
 *   npm run bench:calls -- --soak 900 --calls 50         memory after collection, minute by minute, and its slope
 */
import { parseArgs } from "node:util";
import { setTimeout as delay } from "node:timers/promises";
import { DIAL_WITHIN_MS, raise } from "./calls/stage.ts";
import { percentile, relay } from "./relay.ts";

const { values } = parseArgs({
  options: {
    calls: { type: "string", default: "1,10,25,50,100,200" },
    seconds: { type: "string", default: "30" },
    soak: { type: "string" },
    "no-eager": { type: "boolean", default: false },
  },
});
const counts = values.calls.split(",").map(Number);
const isEager = !values["no-eager"];
const WARM_UP_MS = DIAL_WITHIN_MS + 7500;

const ms = (value: number): string => (Number.isFinite(value) ? value.toFixed(1) : "–").padStart(8);
const of = (list: number[], p: number): string => ms(percentile(list, p));

if (values.soak === undefined) await ladder();
else await soak(counts[0] ?? 50, Number(values.soak));

async function ladder(): Promise<void> {
  console.log(`speculation ${isEager ? "on" : "off"}; times in ms, CPU in % of one core\n`);
  console.log(
    "calls answers |    added p50      p95      p99 | response p50  p95 | first word p50 | clear p99 (n) | CPU/call  MB/call held, resident | lag p99 | world: lag p99  CPU | relay: trip p50   p99  CPU/call | added÷trip p50",
  );
  for (const calls of counts) {
    const stage = await raise(calls, { isEager });
    const before = await memory(stage);
    await delay(WARM_UP_MS);
    stage.worker.tell({ type: "measure" });
    await delay(Number(values.seconds) * 1000);
    const [worker, world] = [stage.worker.next("report"), stage.world.next("report")];
    stage.worker.tell({ type: "report" });
    stage.world.tell({ type: "report" });
    const [w, o] = [await worker, await world];
    const after = await memory(stage);
    stage.end();
    const bare = await relay(calls, 10);
    console.log(
      [
        `${String(calls).padStart(5)} ${String(o.responseMs.length).padStart(7)}`,
        ` ${of(o.addedMs, 50)} ${of(o.addedMs, 95)} ${of(o.addedMs, 99)} `,
        ` ${of(o.responseMs, 50)} ${of(o.responseMs, 95)} `,
        `       ${of(o.firstWordMs, 50)} `,
        ` ${of(o.clearMs, 99)} (${o.interruptions}) `,
        ` ${(w.cpuPercent / calls).toFixed(2)} ${ms((after.heapMb - before.heapMb) / calls)} ${ms((after.rssMb - before.rssMb) / calls)}         `,
        `${ms(w.lagP99Ms)} `,
        `     ${ms(o.lagP99Ms)} ${o.cpuPercent.toFixed(0).padStart(3)} `,
        `      ${of(bare.roundTripsMs, 50)} ${of(bare.roundTripsMs, 99)}  ${(bare.cpuPercent / calls).toFixed(2)} `,
        ` ${(percentile(o.addedMs, 50) / percentile(bare.roundTripsMs, 50)).toFixed(1)}`,
      ].join("|"),
    );
    if (o.unanswered > 0) console.log(`      ${o.unanswered} turns were not answered within 3 s`);
  }
}

async function soak(calls: number, seconds: number): Promise<void> {
  const stage = await raise(calls, { isEager });
  await delay(WARM_UP_MS);
  const points: { minute: number; heapMb: number }[] = [];
  const began = performance.now();
  let [answers, ended] = [0, 0];
  stage.world.onMessage.add((message) => {
    if (message.type === "closed") ended += 1;
  });
  console.log("minute  held after collection (MB)  resident (MB)  answers since  calls ended");
  for (;;) {
    const { heapMb, rssMb } = await memory(stage);
    const told = stage.world.next("report");
    stage.world.tell({ type: "report" });
    const { responseMs } = await told;
    stage.world.tell({ type: "measure" });
    const minute = (performance.now() - began) / 60_000;
    points.push({ minute, heapMb });
    console.log(
      `${minute.toFixed(1).padStart(6)}  ${heapMb.toFixed(1).padStart(26)}  ${rssMb.toFixed(0).padStart(13)}  ${String(responseMs.length - answers).padStart(13)}  ${String(ended).padStart(11)}`,
    );
    answers = responseMs.length;
    if (minute * 60 >= seconds) break;
    await delay(Math.min(60_000, seconds * 1000 - minute * 60_000));
  }
  stage.end();
  // The first minutes fill caches; what counts is whether it goes on.
  const late = points.filter(({ minute }) => minute >= Math.min(3, seconds / 240));
  console.log(`slope: ${slope(late).toFixed(3)} MB a minute at ${calls} calls`);
}

async function memory(stage: Awaited<ReturnType<typeof raise>>) {
  const told = stage.worker.next("memory");
  stage.worker.tell({ type: "memory" });
  return told;
}

function mean(list: number[]): number {
  return list.reduce((sum, value) => sum + value, 0) / list.length;
}

/** Least squares. */
function slope(points: { minute: number; heapMb: number }[]): number {
  const x = mean(points.map(({ minute }) => minute));
  const y = mean(points.map(({ heapMb }) => heapMb));
  const up = points.reduce((sum, p) => sum + (p.minute - x) * (p.heapMb - y), 0);
  return up / points.reduce((sum, p) => sum + (p.minute - x) ** 2, 0);
}
