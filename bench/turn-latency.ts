/**
 * What a turn costs beyond what the providers take: from the recogniser's end of turn to our first audio frame, less the
 * model's and the voice's own time. 1 and 10 calls at once, beside a bare relay of the same frames in the same run.
 * `npm run bench:turns`; it starts a copy of its own on free ports.
 */
import { all, type Call, campaignIs, createCampaign, importFile, register } from "../tests/stack/api.ts";
import { numberOf } from "../tests/stack/sandbox.ts";
import { onOwnStack } from "./own-stack.ts";
import { percentile, relay } from "./relay.ts";

const ROUNDS = 3;
const AREA_CODES = ["201", "202", "203", "205", "206", "207", "208", "209", "210", "212"];
interface Measured {
  addedMs: number[];
  totalMs: number[];
}

/** One campaign of friendly callees who are all in the line at once; the latency of each answer. */
async function talk(calls: number): Promise<Measured> {
  const { api } = await register();
  const { id } = await createCampaign(api, { max_concurrent_calls: calls });
  // The same name for all: the sandbox's voice has then said every sentence once before and costs nothing.
  const rows = AREA_CODES.slice(0, calls).map((area) => `${numberOf("00", area)},Sam`);
  await importFile(api, id, `phone,first_name\n${rows.join("\n")}\n`);
  await api.ok("POST", `/campaigns/${id}/start`);
  await campaignIs(api, id, "completed", 180_000)();
  const details = await Promise.all(
    (await all<Call>(api, `/calls?campaign_id=${id}`)).map((call) =>
      api.ok<Call>("GET", `/calls/${call.id}`),
    ),
  );
  const latencies = details.flatMap((call) =>
    call.turns.flatMap((turn) => (turn.latency ? [turn.latency] : [])),
  );
  return {
    addedMs: latencies.map((l) => Number(l["added_ms"])),
    totalMs: latencies.map((l) => Number(l["total_ms"])),
  };
}

const ms = (value: number): string => `${value.toFixed(1)} ms`.padStart(10);

await onOwnStack(async () => {
  await talk(1);
  console.log(
    "\ncalls  turns   added p50   added p99   total p50 | relay p50   relay p99 | added ÷ relay (p50)",
  );
  for (const calls of [1, 10]) {
    const added: number[] = [];
    const total: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const measured = await talk(calls);
      added.push(...measured.addedMs);
      total.push(...measured.totalMs);
      bare.push(...(await relay(calls, 5)).roundTripsMs);
    }
    const ratio = percentile(added, 50) / percentile(bare, 50);
    console.log(
      `${String(calls).padStart(5)}  ${String(added.length).padStart(5)}  ${ms(percentile(added, 50))}  ${ms(percentile(added, 99))}  ` +
        `${ms(percentile(total, 50))} | ${ms(percentile(bare, 50))}  ${ms(percentile(bare, 99))} | ${ratio.toFixed(1)}`,
    );
  }
  console.log(
    "\nadded: measured in the worker. total: end of the callee's speech to our first frame, at published latencies.",
  );
});
