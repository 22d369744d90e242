/**
 * A month of campaigns in virtual time: production's dialer, SQL and verbs around a carrier in memory that loses, doubles,
 * delays and swaps what it says, while workers die and stand still. In parts, each a process with a database, businesses
 * and people of its own; what `tests/simulation/lean-database.ts` says is left out or put off.
 *
 *   npm run bench:simulation                                     10,000 attempts in 2 parts
 *   npm run bench:simulation -- --attempts 1000000 --parts 20 --keep folder
 *   … --at-once 2 --seed 1
 *
 * With `--keep`, each part that is done is written there, and another run goes on where the last one was stopped.
 * What is done of the million is in `bench/simulation/kept`; it holds as long as neither what a part runs nor a migration changes.
 * `--share 1/2` takes every second part. A third more is done where each share has a processor of its own, so that a part
 * and its database take turns on one: `taskset -c 0 npm run bench:simulation -- … --share 1/2 --at-once 1`, beside it
 * `taskset -c 1 … --share 2/2 --at-once 1`, and at the end once more without a share, for the sum. Ends with
 * 1 where the judge finds anything, anything is lost, or a part is missing.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { hashSources } from "../sandbox/launcher/source-hash.mjs";
import type { SimulationVerdict } from "../tests/simulation/verdict.ts";
import { modulesOf } from "./simulation/modules-of.ts";
import { KeptReports } from "./simulation/kept-reports.ts";
import type { PartReport, PartRequest } from "./simulation/part.ts";
import { PartRunner } from "./simulation/part-runner.ts";
import { say } from "./say.ts";

const { values } = parseArgs({
  options: {
    attempts: { type: "string", default: "10000" },
    parts: { type: "string", default: "2" },
    "at-once": { type: "string", default: "2" },
    seed: { type: "string", default: "1" },
    keep: { type: "string" },
    share: { type: "string", default: "1/1" },
  },
});
const attempts = Number(values.attempts);
const parts = Number(values.parts);
const DAYS = 30;
/** With fewer people each, a campaign would share all of them with the others, and the law's caps last for months. */
const LEAST_A_CAMPAIGN = 20;
const CAMPAIGNS = Math.min(50, Math.ceil(attempts / LEAST_A_CAMPAIGN));

// What was found of other code says nothing of this; and code that no part runs may change meanwhile.
const root = join(import.meta.dirname, "..");
const code = hashSources(root, [...modulesOf(root, "bench/simulation/part.ts"), "supabase/migrations"]);
const requests = Array.from({ length: parts }, (_, number): PartRequest => ({
  seed: Number(values.seed) + number,
  attempts: Math.ceil(attempts / parts),
  campaigns: Math.ceil(CAMPAIGNS / parts),
  first: number * Math.ceil(CAMPAIGNS / parts),
  days: DAYS,
  code,
}));

/** The parts' counts, added up. */
function sumOf(reports: readonly PartReport[], of: (verdict: SimulationVerdict) => Record<string, number>) {
  const sum: Record<string, number> = {};
  for (const { verdict } of reports)
    for (const [what, n] of Object.entries(of(verdict))) sum[what] = (sum[what] ?? 0) + n;
  return Object.fromEntries(Object.entries(sum).toSorted(([a], [b]) => a.localeCompare(b)));
}

/** false: a rule was broken, something lost, or a part is missing. */
function tell(reports: readonly PartReport[]): boolean {
  const figures = sumOf(reports, (verdict) => verdict.figures);
  const errors = reports.flatMap((report) => report.errors);
  const found = {
    "broken, by the judge of the campaigns' own logs": sumOf(reports, (verdict) => verdict.broken),
    "broken, by the judge of what the carrier saw": sumOf(reports, (verdict) => verdict.trulyBroken),
    "lost, or not at its end": {
      ...sumOf(reports, (verdict) => verdict.lost),
      ...(figures["jobs waiting"] ? { "jobs that wait": figures["jobs waiting"] } : {}),
    },
  };
  say(JSON.stringify({ figures, ...found, errors }, null, 2));
  const isWhole = reports.length === requests.length;
  if (!isWhole) say(`${requests.length - reports.length} of ${requests.length} parts are not done.`);
  const isClean = errors.length === 0 && Object.values(found).every((one) => Object.keys(one).length === 0);
  const seconds = reports.reduce((sum, report) => sum + report.seconds, 0);
  say(
    `${figures["attempts"] ?? 0} attempts in ${DAYS} simulated days, ${requests.reduce((sum, one) => sum + one.campaigns, 0)} campaigns, ` +
      `${new Set(reports.flatMap((report) => report.zones)).size} zones, ${reports.length} parts, ${(seconds / 3600).toFixed(1)} hours of parts: ` +
      (!isClean ? "NOT CLEAN" : isWhole ? "no rule broken, nothing lost" : "NOT ALL OF IT"),
  );
  return isClean && isWhole;
}

const kept = new KeptReports(values.keep);
const runner = new PartRunner({ atOnce: Number(values["at-once"]), say });
// Without its parts it comes to its end, and takes the database with it.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => runner.stop());
const [nth = 1, of = 1] = values.share.split("/").map(Number);
await runner.run(
  requests.filter((request, number) => number % of === nth - 1 && kept.find(request) === null),
  (report) => kept.add(report),
);
process.exit(tell(requests.flatMap((request) => kept.find(request) ?? [])) ? 0 : 1);
