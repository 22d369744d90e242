import { fileURLToPath } from "node:url";
import { defineConfig } from "playwright/test";
import { findBrowser } from "./sandbox/launcher/machine.mjs";

const reportFile = process.env["TALKY_TEST_BROWSER_REPORT"];
const chromium = findBrowser();
const behindCalls = fileURLToPath(new URL("tests/e2e/chromium-behind-calls.sh", import.meta.url));

/** It ends the web process that the others use. */
const WEB_DIES = "live.spec.ts";

/** The browser tests run against a stack that stands: `npm test` starts one and says where it is. */
export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  projects: [
    { name: "side by side", testIgnore: WEB_DIES },
    { name: "alone", testMatch: WEB_DIES, dependencies: ["side by side"] },
  ],
  retries: 0,
  forbidOnly: true,
  reporter: reportFile ? [["list"], ["json", { outputFile: reportFile }]] : [["list"]],
  use: {
    baseURL: process.env["TALKY_TEST_WEB_URL"] ?? "http://localhost:3000",
    // Nothing waits for what only pleases.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    // A trace of every step costs as much as the steps: ask for it with `--trace on`.
    trace: "off",
    launchOptions: {
      ...(chromium
        ? {
            executablePath: behindCalls,
            env: { ...process.env, TALKY_CHROMIUM: chromium },
          }
        : {}),
      args: [
        "--disable-gpu",
        "--disable-background-networking",
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ],
    },
  },
});
