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

/** @param {string} root @param {string} logDir */
export async function install(root, logDir) {
  mkdirSync(logDir, { recursive: true });
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  await runLogged(npm, ["ci", "--no-audit", "--no-fund"], {
    cwd: root,
    env: inherited(process.env),
    logFile: join(logDir, "install.log"),
    what: "npm ci",
  });
  if (!existsSync(nodeBinary(root)))
    throw new Error(
      "npm ci did not bring Node along (install scripts are switched off?). Run: npm ci --ignore-scripts=false",
    );
  writeFileSync(stampOf(root), lockHash(root));
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
