import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const SHARED = ["{lib,voice-worker,app,components,sandbox}/**/*.test.{ts,tsx}"];
/** Asks what a module has kept since it was loaded. */
const STATEFUL = ["lib/domain/time-zones.test.ts"];
/** Those that take longest come first, in this order: nothing waits for them at the end. */
const LONGEST = ["campaign", "conversation", "providers", "agents", "simulation", "refusals"];
const rank = ({ moduleId }: TestSpecification): number => {
  const at = LONGEST.findIndex((name) => moduleId.endsWith(`/integration/${name}.test.ts`));
  return at < 0 ? LONGEST.length : at;
};
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
/** Far from what any of them takes: what a test waits for other lanes on a busy machine says nothing of it. */
const patient = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      // Code without a process of its own shares its modules from file to file: loading them anew takes longer than the tests.
      {
        extends: true,
        test: {
          name: "unit-shared",
          include: SHARED,
          exclude: STATEFUL,
          ...patient,
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: "unit-alone", include: STATEFUL, ...patient },
      },
      // Calls take the time they take, so these wait side by side; each file makes its own tenants.
      {
        extends: true,
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          ...patient,
          maxWorkers: 3,
          isolate: false,
        },
      },
      // What disturbs everybody else's calls: a worker killed, a carrier that refuses.
      {
        extends: true,
        test: { name: "alone", include: ["tests/alone/**/*.test.ts"], ...patient, fileParallelism: false },
      },
      { extends: true, test: { name: "on-redis", include: ["tests/on-redis/**/*.test.ts"], ...patient } },
    ],
  },
});
