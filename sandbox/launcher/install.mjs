import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inherited } from "./environment.mjs";
import { runLogged } from "./run-command.mjs";

/** The Node that `npm ci` brought along: the one all our processes run on. @param {string} root */
export const nodeBinary = (root) =>
  join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");

/** Whether `npm ci` has to run: nothing is there, or the lock file is another one than at the last time. @param {string} root */
export function needsInstall(root) {
  const stamp = stampOf(root);
  if (!existsSync(nodeBinary(root))) return true;
  if (!existsSync(stamp)) {
    // Installed by hand: npm's own record is as new as the lock file it was made from.
    const record = join(root, "node_modules", ".package-lock.json");
    if (!existsSync(record) || !matchesLock(record, join(root, "package-lock.json"))) return true;
    writeFileSync(stamp, lockHash(root));
    return false;
  }
  return readFileSync(stamp, "utf8") !== lockHash(root);
}

/**
 * `npm ci`; where it refuses the lock file only because some other platform's package cannot be had here, `npm install`
 * with the same lock file, which changes neither it nor package.json.
 * @param {string} root @param {string} logDir @param {(line: string) => void} say
 */
export async function install(root, logDir, say) {
  mkdirSync(logDir, { recursive: true });
  try {
    await npm(root, ["ci"], join(logDir, "install.log"));
  } catch (error) {
    const log = readFileSync(join(logDir, "install.log"), "utf8");
    if (!lacksOnlyPlatforms(log))
      throw new Error(`npm ci failed:\n${npmErrors(log)}\nAll of it: ${join(logDir, "install.log")}`, {
        cause: error,
      });
    say(
      "npm ci refuses the lock file: packages of other platforms are absent in this registry. Using npm install.",
    );
    await npm(root, ["install", "--no-save"], join(logDir, "install-again.log"));
  }
  if (!existsSync(nodeBinary(root)))
    throw new Error(
      "npm did not bring Node along (install scripts are switched off?). Run: npm ci --ignore-scripts=false",
    );
  writeFileSync(stampOf(root), lockHash(root));
}

/** Whether all that npm misses in the lock file are packages without a version: optional ones that it could not find. @param {string} log */
export function lacksOnlyPlatforms(log) {
  const complaints = log.match(/^npm error (Missing|Invalid): .*$/gm) ?? [];
  return (
    complaints.length > 0 && complaints.every((line) => /^npm error Missing: \S+@ from lock file$/.test(line))
  );
}

function npmErrors(log) {
  const errors = log.split("\n").filter((line) => line.startsWith("npm error"));
  return errors.slice(0, 15).join("\n");
}

function npm(root, args, logFile) {
  const command = process.platform === "win32" ? "npm.cmd" : "npm";
  return runLogged(command, [...args, "--no-audit", "--no-fund"], {
    cwd: root,
    env: inherited(process.env),
    logFile,
    what: `npm ${args[0]}`,
  });
}

const stampOf = (root) => join(root, "node_modules", ".talky-lock-hash");

function lockHash(root) {
  return createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
}

/** Every package of the lock that is installed stands at the lock's version, and none but optional ones is absent. */
function matchesLock(record, lock) {
  const installed = JSON.parse(readFileSync(record, "utf8")).packages;
  const wanted = JSON.parse(readFileSync(lock, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === "" || (installed[path] ? installed[path].version === version : optional),
  );
}
