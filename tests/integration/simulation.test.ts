import { afterEach, describe, expect, it } from "vitest";
import { EVERY_STRIKE } from "../simulation/faults.ts";
import { plantFaults } from "../simulation/planted.ts";
import { planScenario } from "../simulation/scenario.ts";
import { Simulation, type SimulationOptions } from "../simulation/simulation.ts";
import { keepBooks } from "../simulation/books.ts";
import { verdictOf } from "../simulation/verdict.ts";

const DAY_MS = 86_400_000;
/** Each of the thousands of statements waits for its turn on a busy machine. */
const LIMIT_MS = 400_000;
/** The Friday before Europe's clocks go back; North America's follow a week later. */
const START = new Date("2026-10-23T07:00:00Z");
const day = (n: number): Date => new Date(START.getTime() + n * DAY_MS);

describe("campaigns in virtual time, in a world that is not to be relied on", () => {
  let simulation: Simulation | undefined;
  afterEach(() => simulation?.database.drop());

  async function simulate(options: Partial<SimulationOptions>) {
    simulation = await Simulation.create({
      seed: 7,
      start: START,
      calmAt: day(6),
      end: day(9),
      plans: [],
      workers: 2,
      callsPerSecond: 2.5,
      carrierCallsPerSecond: 3,
      strikes: [],
      strikeEveryMs: 30_000,
      mostSkewMs: 5000,
      ...options,
    });
    await simulation.run();
    return { simulation, verdict: await verdictOf(simulation) };
  }

  it(
    "breaks no rule and loses nothing, wherever a worker dies or stands still",
    async () => {
      const plans = planScenario(
        { campaigns: 4, leadsEach: 12, tenants: 2, concurrency: 10, days: 6 },
        START,
      );
      const { simulation, verdict } = await simulate({ plans, strikes: EVERY_STRIKE });
      const { broken, trulyBroken, lost } = verdict;
      expect({ broken, trulyBroken, lost }).toEqual({ broken: {}, trulyBroken: {}, lost: {} });
      expect(simulation.errors).toEqual([]);
      const { accounts, differences } = await keepBooks(simulation.database.owner);
      expect(differences).toEqual([]);
      expect(accounts.length).toBeGreaterThan(2);
      expect(EVERY_STRIKE.filter((strike) => !simulation.struck.includes(strike))).toEqual([]);
      expect(verdict.figures["attempts"]).toBeGreaterThan(70);
      expect(verdict.figures["pauses"]).toBeGreaterThanOrEqual(4);
    },
    LIMIT_MS,
  );

  it(
    "is found out when the gate looks away, or a claim is taken for good without its lease",
    async () => {
      const plant = plantFaults();
      const plans = planScenario({ campaigns: 3, leadsEach: 12, tenants: 1, concurrency: 8, days: 1 }, START);
      const { rewrite } = plant;
      const often = { odds: { wakeDoubled: 1 }, optOuts: 0.6 };
      const { verdict } = await simulate({ plans, rewrite, ...often, calmAt: day(1), end: day(2) });
      expect(plant.unused()).toEqual([]);
      expect(Object.keys(verdict.broken)).toEqual(
        expect.arrayContaining(["dial_outside_window", "dial_after_opt_out", "dial_after_final_outcome"]),
      );
    },
    LIMIT_MS,
  );
});
