/**
 * `npm start` and `npm run dev`: everything on this machine, from a fresh clone on. Plain JavaScript for Node 20 with
 * built-ins only: it runs before anything is installed.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, buildOf, touchBuild } from "./build.mjs";
import { readEnvFile } from "./env-file.mjs";
import { install, needsInstall } from "./install.mjs";
import { Progress } from "./progress.mjs";
import { watchParents } from "./parents.mjs";
import { readSettings } from "./settings.mjs";
import { Stack } from "./stack.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const isDev = process.argv.includes("--dev");
const progress = new Progress();
const TWICE_WITHIN_MS = 1500;

/** @type {Stack | undefined} */
let stack;
let stoppingSince = 0;
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void shutDown(0, signal));
watchParents(() => shutDown(0, "the end of npm"));

try {
  await main();
} catch (error) {
  if (!stoppingSince) {
    progress.say(`\n${error instanceof Error ? error.message : error}`);
    await shutDown(1);
  }
}

async function main() {
  const [major] = process.versions.node.split(".").map(Number);
  if (major < 20) throw new Error(`Talky needs Node 20 or newer to start; this is ${process.version}.`);
  const began = Date.now();
  const file = readEnvFile(join(root, ".env"));
  const settings = readSettings(file, process.env, root);
  const logDir = join(settings.dataDir, "logs");

  if (needsInstall(root))
    await progress.step("Installing packages", () => install(root, logDir, (line) => progress.say(line)));
  const { distDir, isReady } = isDev ? { distDir: "", isReady: true } : buildOf(root);
  stack = new Stack({ settings, file, isDev, distDir, progress, drainLimitMs: 30_000 });
  const building = isReady
    ? Promise.resolve()
    : progress.step("Building the web app", () => build(root, distDir, logDir));
  await Promise.all([building, stack.startSandbox()]);
  if (distDir) touchBuild(root, distDir);
  await stack.startProduct({ seed: true });
  stack.runFile.write({ readyAt: new Date().toISOString() });
  progress.say(readyText(stack, file, began));
}

/** @param {Stack} running @param {Record<string, string>} file @param {number} began */
function readyText(running, file, began) {
  const { urls, settings, logDir } = running;
  const real = running.providers.filter((p) => p.isReal).map((p) => p.label);
  const rows = [
    ["Talky", file.TALKY_PUBLIC_URL ?? urls.web],
    ...(running.hasOwnDatabase
      ? [["Sign in", `demo@example.com  password ${running.secrets.demoPassword}`]]
      : []),
    ["API", `${urls.web}/api/v1`],
    ["Worker", urls.worker],
    ["Sandbox", `${urls.sandbox}/_sandbox/calls   (also /stats, /mail)`],
    ...(running.hasOwnDatabase
      ? [
          [
            "Database",
            `127.0.0.1:${settings.ports.postgres}   (passwords: ${join(settings.dataDir, "secrets.json")})`,
          ],
        ]
      : []),
    ["Real", real.length > 0 ? real.join(", ") : "nothing: every provider is the sandbox (see .env.example)"],
    ["Logs", join(logDir, "*.log")],
    ...(settings.host === "127.0.0.1"
      ? [["Reach", "this machine only; TALKY_HOST=0.0.0.0 npm start opens the web app to others"]]
      : []),
  ];
  const table = rows.map(([name, value]) => `  ${name.padEnd(9)} ${value}`).join("\n");
  return `\nReady after ${((Date.now() - began) / 1000).toFixed(1)} s.\n\n${table}\n\nCtrl-C stops everything; the data stays in ${settings.dataDir}.\n`;
}

/** In order, and at once at the second signal. @param {number} code @param {string} [signal] */
async function shutDown(code, signal) {
  if (stoppingSince) {
    // A terminal's Ctrl-C comes twice at once: from itself and through npm.
    if (Date.now() - stoppingSince < TWICE_WITHIN_MS) return;
    stack?.kill();
    process.exit(1);
  }
  stoppingSince = Date.now();
  if (stack) {
    if (signal)
      progress.say(`\nStopping on ${signal}; calls that are under way end first. Once more stops at once.`);
    stack.runFile.write({ stopping: true });
    await stack.stop();
    stack.runFile.write({ launcher: 0, pids: {}, stopping: false });
    if (signal) progress.say("Stopped.");
  }
  process.exit(code);
}
