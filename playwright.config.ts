import { defineConfig } from "playwright/test";
import { findChromium } from "./tests/e2e/chromium.ts";

const reportFile = process.env["TALKY_TEST_BROWSER_REPORT"];
const chromium = findChromium();

/** The browser tests run against a stack that stands: `npm test` starts one and says where it is. */
export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "*.spec.ts",
  outputDir: "test-results",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // One browser at a time: two, beside the calls of the other lanes, are more than two processors bear.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  reporter: reportFile ? [["list"], ["json", { outputFile: reportFile }]] : [["list"]],
  use: {
    baseURL: process.env["TALKY_TEST_WEB_URL"] ?? "http://localhost:3000",
    screenshot: "only-on-failure",
    // A trace of every step costs as much as the steps: ask for it with `--trace on`.
    trace: "off",
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        "--disable-gpu",
        "--disable-background-networking",
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ],
    },
  },
});
