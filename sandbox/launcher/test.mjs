/**
 * `npm test`: all of it, from a fresh clone, beside a running copy, whatever the environment and `.env` say. Ends with one
 * line, `N passed, N failed`. `npm test -- tests/integration/campaign.test.ts` runs only that file, on a stack of its own.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, buildOf, touchBuild } from "./build.mjs";
import { install, needsInstall, nodeBinary } from "./install.mjs";
import { searchLeaks } from "./leaks.mjs";
import { findBrowser, findRedis, hasPlaywrightBrowser, installTools } from "./machine.mjs";
import { watchParents } from "./parents.mjs";
import { findFreePort } from "./ports.mjs";
import { Progress } from "./progress.mjs";
import { startRedis } from "./redis.mjs";
import { Stack } from "./stack.mjs";
import { closingLine, sumCounts } from "./test-reports.mjs";
import { TestRun } from "./test-run.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const only = process.argv.slice(2);
const progress = new Progress();
// Postgres' own account has to pass through it.
const folder = mkdtempSync(join(tmpdir(), "talky-test-"));
chmodSync(folder, 0o755);
const run = new TestRun(root, folder);

/** @type {{stop(): Promise<void>}[]} what has to be ended */
const started = [];
let ending = false;
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => void end(new Error(`Stopped by ${signal}.`)));

watchParents(() => end(new Error("Stopped: npm has ended.")));

try {
  await main();
  await end();
} catch (error) {
  await end(error);
}

async function main() {
  const logs = join(folder, "logs");
  mkdirSync(logs);
  if (needsInstall(root))
    await progress.step("Installing packages", () => install(root, logs, (line) => progress.say(line)));
  const finding = findTools(logs);
  finding.catch(() => undefined);
  const { distDir, isReady } = buildOf(root, { isStandalone: true });
  if (!isReady) await progress.step("Building the web app", () => build(root, distDir, logs));
  touchBuild(root, distDir);
  const tools = await finding;

  if (only.length > 0) return someTests(tools, testEnvironment(await startStack("stack", {}, distDir)));
  // All of them before the first test: what tests connect to takes ports that a stack may have chosen.
  const stack = await startStack("stack", {}, distDir);
  const browserStack = await startStack("stack-for-browser", {}, distDir);
  const redis = await redisStack(tools.redis, distDir, logs);
  const aloneStack = await startStack("stack-alone", {}, distDir);
  progress.say("… All tests: each lane with a world of its own (output follows as each ends)");
  // Calls take the time they take: while they wait for their own, what only takes a processor gets on behind them.
  await Promise.all([
    vitestOn(stack, "integration"),
    onRedis(redis).then(() => vitestOn(aloneStack, "alone")),
    quickTests().then(() => browserTests(tools.browser, testEnvironment(browserStack))),
  ]);
}

/** A stack that nobody asks any more only takes time from the others. @param {Stack} stack @param {string} project */
async function vitestOn(stack, project, env = testEnvironment(stack)) {
  await run.vitest(project, ["--project", project], env, { isHeld: true });
  await stack.stop();
}

async function quickTests() {
  for (const script of ["types", "format:check", "lint", "dead"])
    await progress.step(script, () => run.check(script));
  await progress.step("Unit tests", () =>
    run.vitest("unit", ["--project", "unit*"], {}, { isHeld: true, isBehindCalls: true }),
  );
}

async function someTests(tools, env) {
  if (only.every((file) => file.includes("e2e"))) return browserTests(tools.browser, env, only);
  return run.vitest("integration", ["--project", "integration", "--project", "alone", ...only], env);
}

/** @param {boolean} isBrowserThere @param {Record<string, string>} env @param {string[]} [files] */
async function browserTests(isBrowserThere, env, files = []) {
  if (!isBrowserThere)
    return skip(
      "browser",
      "NO CHROMIUM OR CHROME HERE: the browser tests are skipped (Debian: apt-get install chromium)",
    );
  const browser = findBrowser();
  return run.playwright("browser", files, { ...env, ...(browser ? { TALKY_CHROMIUM: browser } : {}) });
}

/** @param {Awaited<ReturnType<typeof redisStack>>} redis */
async function onRedis(redis) {
  if (!redis) return;
  const env = { ...testEnvironment(redis.stack), TALKY_TEST_REDIS_URL: redis.url };
  await vitestOn(redis.stack, "on-redis", env);
}

function skip(name, why) {
  progress.say(`\n!!! ${why}\n`);
  run.add(name, { passed: 0, failed: 0, skipped: 1 });
}

function hasBrowser() {
  return Boolean(findBrowser()) || hasPlaywrightBrowser(nodeBinary(root), root);
}

/** @param {string} logs */
async function findTools(logs) {
  /** @type {("browser" | "redis")[]} */
  const missing = [...(hasBrowser() ? [] : ["browser"]), ...(findRedis() ? [] : ["redis"])];
  if (missing.length > 0 && process.platform === "linux")
    await progress.step(`Looking for a ${missing.join(" and a ")}`, () =>
      installTools(missing, join(logs, "apt.log")),
    );
  return { browser: hasBrowser(), redis: findRedis() };
}

/** @param {string} name @param {Record<string, string>} file what `.env` would say @param {string} distDir */
async function startStack(name, file, distDir) {
  const sandbox = await findFreePort(true);
  const ports = { web: await findFreePort(), worker: await findFreePort(), sandbox, postgres: sandbox + 1 };
  const settings = { root, ports, dataDir: join(folder, name), host: "127.0.0.1", logLevel: undefined };
  const stack = new Stack({ settings, file, isDev: false, distDir, progress, drainLimitMs: 3000 });
  started.push(stack);
  await stack.start({ seed: true });
  return stack;
}

/** @param {Stack} stack */
function testEnvironment({ urls, settings, environments, secrets }) {
  return {
    TALKY_TEST_WEB_URL: urls.web,
    TALKY_TEST_WORKER_URL: urls.worker,
    TALKY_TEST_SANDBOX_URL: urls.sandbox,
    TALKY_TEST_DATABASE_URL: environments.ownerDatabaseUrl ?? "",
    TALKY_TEST_WEB_DATABASE_URL: environments.web.DATABASE_URL,
    TALKY_TEST_WORKER_DATABASE_URL: environments.worker.DATABASE_URL,
    TALKY_TEST_DATA_DIR: settings.dataDir,
    TALKY_TEST_DEMO_PASSWORD: secrets.demoPassword,
    TALKY_TEST_METRICS_TOKEN: secrets.metricsToken,
  };
}

async function redisStack(command, distDir, logs) {
  if (!command) {
    skip("on Redis", "NO REDIS HERE: the tests on it are skipped (Debian: apt-get install redis-server)");
    return undefined;
  }
  const redis = await startRedis(command, join(logs, "redis.log"));
  started.push(redis);
  return { url: redis.url, stack: await startStack("stack-on-redis", { REDIS_URL: redis.url }, distDir) };
}

/** Of all that ran; a run that ended before anything did has nothing to look at. */
async function searchForLeaks() {
  const stacks = started.filter((part) => part instanceof Stack);
  if (stacks.length === 0) return;
  run.add(
    "leaks",
    await searchLeaks({
      root,
      distDir: stacks[0].distDir,
      folders: stacks.map(({ logDir }) => logDir),
      copies: stacks.map(({ secrets }) => secrets),
      say: (line) => progress.say(line),
    }),
  );
}

/** Stops everything, says what came of it, and leaves the logs only where something went wrong. @param {unknown} [cause] */
async function end(cause) {
  if (ending) return;
  ending = true;
  run.stop();
  // A Redis goes after the stack that uses it; the stacks need nothing of each other.
  await Promise.all(started.filter((part) => part instanceof Stack).map((stack) => stack.stop()));
  await Promise.all(started.map((part) => part.stop()));
  await searchForLeaks();
  if (cause) {
    progress.say(`\n${cause instanceof Error ? cause.message : "The run was cut off."}`);
    run.add("the run itself", { passed: 0, failed: 1, skipped: 0 });
  }
  const total = sumCounts(run.results.map(({ counts }) => counts));
  const isGood = total.failed === 0;
  progress.say("");
  for (const { name, counts } of run.results) progress.say(`  ${name.padEnd(16)} ${closingLine(counts)}`);
  // The last that is said: of a long log often only its end is kept.
  for (const { name, counts } of run.results)
    for (const failure of counts.failures ?? []) progress.say(`\n✗ ${name}: ${failure}`);
  if (isGood) rmSync(folder, { recursive: true, force: true });
  else progress.say(`\nLogs and reports: ${folder}`);
  process.stdout.write(`\n${closingLine(total)}\n`, () => process.exit(isGood ? 0 : 1));
}
