/**
 * Do the books agree? `npm run bench:ledger -- [calls] [seed]` (default 10,000): calls in virtual time by production's
 * dialer, SQL and verbs, while workers are killed at every step of their work and the carrier loses, doubles, delays and
 * swaps what it says. Afterwards each call's cost is reckoned anew from what it took; calls, ledger, the campaigns' spending
 * and the plans' months have to say the same, to the micro-unit. Prints the sums; ends with 1 where two differ.
 */
import { type Account, keepBooks } from "../tests/simulation/books.ts";
import { STRIKES } from "../tests/simulation/faults.ts";
import { planScenario } from "../tests/simulation/scenario.ts";
import { SHORT_LIVED } from "./simulation/short-lived.ts";
import { Simulation } from "../tests/simulation/simulation.ts";
import { onOwnPostgres } from "./own-postgres.ts";
import { say } from "./say.ts";

const [wanted = 10_000, seed = 1] = process.argv.slice(2).map(Number);
const DAY_MS = 86_400_000;
const START = new Date("2026-10-08T07:00:00Z");
const CAMPAIGNS = 12;
const TENANTS = 4;
const ROUGH_DAYS = 8;
const DAYS = 12;
/** What a lead is called on the average, within these days. */
const CALLS_A_LEAD = 1.5;

let isClean = false;
await onOwnPostgres(SHORT_LIVED, async ({ url }) => {
  const began = performance.now();
  const simulation = await Simulation.create({
    seed,
    server: url,
    start: START,
    calmAt: new Date(START.getTime() + ROUGH_DAYS * DAY_MS),
    end: new Date(START.getTime() + DAYS * DAY_MS),
    plans: planScenario(
      {
        campaigns: CAMPAIGNS,
        leadsEach: Math.ceil(wanted / CALLS_A_LEAD / CAMPAIGNS),
        tenants: TENANTS,
        concurrency: 40,
        days: ROUGH_DAYS,
      },
      START,
    ),
    workers: 3,
    callsPerSecond: 25,
    carrierCallsPerSecond: 30,
    strikes: Array.from({ length: 100 }, () =>
      STRIKES.map((point) => ({ point, kind: "crash" as const })),
    ).flat(),
    strikeEveryMs: 120_000,
    mostSkewMs: 5000,
  });
  const telling = setInterval(() => say(`… ${simulation.carrier.calls.length} calls`), 30_000);
  await simulation.run();
  clearInterval(telling);
  const { accounts, differences } = await keepBooks(simulation.database.owner);
  report(accounts);
  for (const difference of differences.slice(0, 20)) say(`DIFFERENT: ${difference}`);
  for (const { sentence, error } of simulation.errors.slice(0, 20))
    say(`ERROR: ${sentence}: ${String(error)}`);
  const calls = accounts.reduce((sum, { of, calls: n }) => sum + (of === "tenant" ? n : 0), 0);
  isClean = differences.length === 0 && simulation.errors.length === 0 && calls >= wanted;
  say(
    `${calls} calls, ${simulation.struck.length} workers killed, ${((performance.now() - began) / 1000).toFixed(0)} s: ${
      isClean ? "the books agree to the micro-unit" : "NOT CLEAN"
    }`,
  );
});
process.exit(isClean ? 0 : 1);

function report(accounts: readonly Account[]): void {
  const head = [
    "",
    "calls",
    "reckoned µ$",
    "calls µ$",
    "ledger µ$",
    "spent µ$",
    "calls s",
    "ledger s",
    "plan s",
  ];
  const lines = accounts
    .toSorted((a, b) => b.of.localeCompare(a.of) || a.id.localeCompare(b.id))
    .map((one) => [
      `${one.of} ${one.id.slice(0, 8)}`,
      one.calls,
      one.reckonedMicros,
      one.callMicros,
      one.ledgerMicros,
      one.spentMicros,
      one.callSeconds,
      one.ledgerSeconds,
      one.planSeconds ?? "",
    ]);
  for (const [first, ...rest] of [head, ...lines])
    say(`${String(first).padEnd(18)}${rest.map((cell) => String(cell).padStart(13)).join("")}`);
}
