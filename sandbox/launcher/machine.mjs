import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runLogged } from "./run-command.mjs";

const BROWSERS = {
  names: [
    // The same engine without windows: it takes two thirds of the time.
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
  ],
  places: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
};

/** What Debian calls it, and what instead where its lists lack that. */
const PACKAGES = { browser: ["chromium-headless-shell", "chromium"], redis: ["redis-server"] };

/** An installed Chromium or Chrome: TALKY_CHROMIUM, else the PATH; undefined leaves it to Playwright's own. */
export const findBrowser = () =>
  process.env.TALKY_CHROMIUM ||
  findCommand(BROWSERS.names) ||
  BROWSERS.places.find((path) => existsSync(path));
export const findRedis = () => findCommand(["redis-server", "valkey-server"]);

/** The first of these commands that the PATH has. @param {string[]} names */
function findCommand(names) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name)).find(isExecutable);
    if (found) return found;
  }
  return undefined;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Installs from Debian's packages where that is possible: as root with apt-get.
 * @param {(keyof typeof PACKAGES)[]} tools @param {string} logFile
 */
export async function installTools(tools, logFile) {
  if (process.getuid?.() !== 0 || !findCommand(["apt-get"])) return;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (args) => runLogged("apt-get", args, { cwd: "/", env, logFile, what: `apt-get ${args[0]}` });
  const isListed = (name) =>
    apt(["install", "--simulate", name]).then(
      () => true,
      () => false,
    );
  try {
    await apt(["update", "-q"]);
    const packages = [];
    for (const tool of tools) {
      const [wanted, instead] = PACKAGES[tool];
      packages.push(instead && !(await isListed(wanted)) ? instead : wanted);
    }
    await apt(["install", "-y", "-q", "--no-install-recommends", ...packages]);
  } catch {
    // Whoever needs what is missing then says so.
  }
}

/** Playwright's own browser, where somebody has installed it. @param {string} node @param {string} root */
export function hasPlaywrightBrowser(node, root) {
  const ask = 'import { chromium } from "playwright"; process.stdout.write(chromium.executablePath());';
  try {
    const path = execFileSync(node, ["--input-type=module", "-e", ask], { cwd: root, encoding: "utf8" });
    return existsSync(path);
  } catch {
    return false;
  }
}
