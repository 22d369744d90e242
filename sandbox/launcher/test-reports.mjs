import { existsSync, readFileSync } from "node:fs";

/** @typedef {{passed: number, failed: number, skipped: number}} Counts */

export const noCounts = () => ({ passed: 0, failed: 0, skipped: 0 });

/** @param {Counts[]} all @returns {Counts} */
export function sumCounts(all) {
  return all.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    noCounts(),
  );
}

/** @param {Counts} counts */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/**
 * What vitest's JSON report counts. A file that cannot even be loaded has no tests, yet has failed.
 * @param {any} report @returns {Counts}
 */
export function vitestCounts(report) {
  const broken = (report.testResults ?? []).filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  };
}

/** What Playwright's JSON report counts; one that passed only at a second try has passed. @param {any} report @returns {Counts} */
export function playwrightCounts(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected + (report.errors ?? []).length, skipped };
}

/**
 * A runner's report, together with how it ended: one that failed without saying which test counts as one failure.
 * @param {string} file @param {(report: any) => Counts} read @param {number} exitCode @returns {Counts}
 */
export function readReport(file, read, exitCode) {
  let counts = noCounts();
  if (existsSync(file)) {
    try {
      counts = read(JSON.parse(readFileSync(file, "utf8")));
    } catch {
      // A runner that was cut off leaves half a report; its exit code tells.
    }
  }
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
