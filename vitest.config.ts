import { defineConfig } from "vitest/config";

const onStack = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{lib,app,components,voice-worker,sandbox}/**/*.test.{ts,tsx}"],
          testTimeout: 20_000,
        },
      },
      // Calls take the time they take, so these wait side by side; each file makes its own tenants.
      {
        extends: true,
        test: { name: "integration", include: ["tests/integration/**/*.test.ts"], ...onStack, maxWorkers: 3 },
      },
      // What disturbs everybody else's calls: a worker killed, a carrier that refuses.
      {
        extends: true,
        test: { name: "alone", include: ["tests/alone/**/*.test.ts"], ...onStack, fileParallelism: false },
      },
      { extends: true, test: { name: "on-redis", include: ["tests/on-redis/**/*.test.ts"], ...onStack } },
    ],
  },
});
