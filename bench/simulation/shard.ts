/** One part of the simulated month, in a process of its own. */
import { EVERY_STRIKE } from "../../tests/simulation/faults.ts";
import { planScenario } from "../../tests/simulation/scenario.ts";
import { Simulation } from "../../tests/simulation/simulation.ts";
import { type SimulationVerdict, verdictOf } from "../../tests/simulation/verdict.ts";

export interface ShardRequest {
  server: string;
  seed: number;
  attempts: number;
  campaigns: number;
  days: number;
}
export interface ShardReport {
  verdict: SimulationVerdict;
  /** What went wrong without being a fault of the world. */
  errors: string[];
  cpuS: number;
}

const DAY_MS = 86_400_000;
const START = new Date("2026-10-08T07:00:00Z");
/** What a lead is called on the average. */
const ATTEMPTS_A_LEAD = 1.75;
const CALM_DAYS = 6;
const TELL_EVERY_MS = 15_000;

const request = JSON.parse(process.argv[2] ?? "") as ShardRequest;
const { campaigns, days, seed, server } = request;
const leadsEach = Math.max(1, Math.ceil(request.attempts / ATTEMPTS_A_LEAD / campaigns));
const simulation = await Simulation.create({
  seed,
  server,
  start: START,
  calmAt: new Date(START.getTime() + (days - CALM_DAYS) * DAY_MS),
  end: new Date(START.getTime() + days * DAY_MS),
  plans: planScenario({ campaigns, leadsEach, tenants: 4, concurrency: 20, days: days - CALM_DAYS }, START),
  workers: 3,
  // Many calls at once, so that the month holds them all.
  callsPerSecond: 25,
  carrierCallsPerSecond: 30,
  // Each of them again and again, a few in every hour that is worked.
  strikes: Array.from({ length: 200 }, () => EVERY_STRIKE).flat(),
  strikeEveryMs: 300_000,
  mostSkewMs: 5000,
});
const telling = setInterval(() => {
  process.send?.({
    attempts: simulation.carrier.calls.length,
    at: new Date(simulation.time.now()).toISOString(),
  });
}, TELL_EVERY_MS);
await simulation.run();
clearInterval(telling);
const verdict = await verdictOf(simulation);
const { user, system } = process.cpuUsage();
const report: ShardReport = {
  verdict,
  errors: simulation.errors.slice(0, 20).map(({ sentence, error }) => `${sentence}: ${String(error)}`),
  cpuS: Math.round((user + system) / 1e6),
};
process.send?.(report, () => process.exit(0));
