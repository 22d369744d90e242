/** One part of the simulated month, in a process of its own. */
import { EVERY_STRIKE } from "../../tests/simulation/faults.ts";
import { planScenario } from "../../tests/simulation/scenario.ts";
import { Simulation } from "../../tests/simulation/simulation.ts";
import { type SimulationVerdict, verdictOf } from "../../tests/simulation/verdict.ts";

export interface PartRequest {
  seed: number;
  attempts: number;
  campaigns: number;
  /** How many campaigns the parts before this one have. */
  first: number;
  days: number;
  /** A fingerprint of what is run. */
  code: string;
}
export interface PartProgress {
  attempts: number;
  /** Simulated. */
  at: string;
  memoryMiB: number;
  cpuS: number;
}
export interface PartReport extends PartProgress {
  request: PartRequest;
  verdict: SimulationVerdict;
  zones: string[];
  /** Of ours. */
  seconds: number;
  /** What went wrong without being a fault of the world. */
  errors: string[];
}

const DAY_MS = 86_400_000;
const START = new Date("2026-10-08T07:00:00Z");
/** What a lead is called on the average. */
const ATTEMPTS_A_LEAD = 1.95;
const CALM_DAYS = 6;
/** Afterwards, for those whom the caps make wait longest. */
const TAIL_DAYS = 14;
const TELL_EVERY_MS = 10_000;

const [server = "", asked = ""] = process.argv.slice(2);
const request = JSON.parse(asked) as PartRequest;
const { campaigns, first, days, seed } = request;
const leadsEach = Math.max(1, Math.ceil(request.attempts / ATTEMPTS_A_LEAD / campaigns));
const plans = planScenario(
  { campaigns, first, leadsEach, tenants: 4, concurrency: 50, days: days - CALM_DAYS },
  START,
);
const simulation = await Simulation.create({
  seed,
  server,
  isLean: true,
  start: START,
  calmAt: new Date(START.getTime() + (days - CALM_DAYS) * DAY_MS),
  end: new Date(START.getTime() + (days + TAIL_DAYS) * DAY_MS),
  plans,
  workers: 3,
  // Many calls at once, so that the month holds them all.
  callsPerSecond: 25,
  carrierCallsPerSecond: 30,
  mostCalls: { tenant: 120, platform: 300 },
  // Each of them again and again, a few in every hour that is worked.
  strikes: Array.from({ length: 200 }, () => EVERY_STRIKE).flat(),
  strikeEveryMs: 300_000,
  mostSkewMs: 5000,
});

function progress(): PartProgress {
  const { user, system } = process.cpuUsage();
  return {
    attempts: simulation.carrier.calls.length,
    at: new Date(simulation.time.now()).toISOString(),
    memoryMiB: Math.round(process.memoryUsage().rss / 2 ** 20),
    cpuS: Math.round((user + system) / 1e6),
  };
}

// The server's roles are made with the first database: the next part waits for it.
process.send?.(progress());
// Whoever asked for it has gone.
process.on("disconnect", () => process.exit(1));
const telling = setInterval(() => process.send?.(progress()), TELL_EVERY_MS);
await simulation.run();
clearInterval(telling);
const report: PartReport = {
  request,
  verdict: await verdictOf(simulation),
  zones: [...new Set(plans.map((plan) => plan.calling.timezone))],
  seconds: Math.round(process.uptime()),
  errors: simulation.errors.slice(0, 20).map(({ sentence, error }) => `${sentence}: ${String(error)}`),
  ...progress(),
};
await simulation.database.drop();
process.send?.(report, () => process.exit(0));
