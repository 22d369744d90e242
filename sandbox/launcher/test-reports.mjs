import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { stripVTControlCharacters } from "node:util";

/**
 * `failures` has a line for each test that failed, with the beginning of why, as far as the runner says so.
 * @typedef {{passed: number, failed: number, skipped: number, failures?: string[]}} Counts
 */

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
  const files = report.testResults ?? [];
  const broken = files.filter((file) => file.status === "failed" && failedIn(file).length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
    failures: [
      ...files.flatMap((file) =>
        failedIn(file).map((test) => lineOf(file.name, test.fullName, test.failureMessages?.[0])),
      ),
      ...broken.map((file) => lineOf(file.name, "cannot be loaded", file.message)),
    ],
  };
}

/** @param {any} file of vitest's report @returns {any[]} */
function failedIn(file) {
  return file.assertionResults.filter((test) => test.status === "failed");
}

/** @param {string} file @param {string} test @param {string} [why] */
function lineOf(file, test, why = "") {
  const said = stripVTControlCharacters(why).split("\n").slice(0, 6).join("\n      ");
  return `${basename(file)} › ${test}${said && `\n      ${said}`}`;
}

/** What Playwright's JSON report counts; one that passed only at a second try has passed. @param {any} report @returns {Counts} */
export function playwrightCounts(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  const errors = report.errors ?? [];
  return {
    passed: expected + flaky,
    failed: unexpected + errors.length,
    skipped,
    failures: [
      ...specsOf(report).flatMap((spec) =>
        spec.tests
          .filter((test) => test.status === "unexpected")
          .map((test) => lineOf(spec.file, spec.title, test.results.at(-1)?.error?.message)),
      ),
      ...errors.map((error) => lineOf("playwright", "could not go on", error.message)),
    ],
  };
}

/** @param {any} suite a report, a file of it, or a `describe` in one @returns {any[]} */
function specsOf(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
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
