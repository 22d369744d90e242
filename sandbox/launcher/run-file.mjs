import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive, pause, signal, startOf, waitForEnd } from "./processes.mjs";

const LEFTOVER_LIMIT_MS = 2500;
/** A launcher whose terminal or npm was killed notices within this time and says in the file that it is stopping. */
const NOTICE_LIMIT_MS = 2000;
const STOPPING_LIMIT_MS = 45_000;

/**
 * `run.json` in the data folder: the launcher's and its children's process ids and addresses. Tests read it, and so does
 * the next start.
 */
export class RunFile {
  /** @param {string} dataDir */
  constructor(dataDir) {
    this.path = join(dataDir, "run.json");
    this.content = { launcher: 0, pids: {}, started: {}, urls: {} };
    this.isOwn = false;
  }

  /** @param {Partial<{launcher: number, pids: Record<string, number>, started: Record<string, string>, urls: Record<string, string>}>} change */
  write(change) {
    // One that was refused must not write over the living copy's.
    if (!this.isOwn) return;
    this.content = { ...this.content, ...change };
    writeFileSync(`${this.path}.new`, `${JSON.stringify(this.content, null, 2)}\n`);
    renameSync(`${this.path}.new`, this.path);
  }

  /** The launcher's own entry; the children's are gone. @param {Record<string, string>} urls */
  begin(urls) {
    this.isOwn = true;
    this.write({ launcher: process.pid, pids: {}, started: { launcher: startOf(process.pid) }, urls });
  }

  /** @param {string} name @param {number | undefined} pid undefined: it runs no more */
  setPid(name, pid) {
    const pids = { ...this.content.pids };
    if (pid === undefined) delete pids[name];
    else pids[name] = pid;
    const started = { ...this.content.started, ...(pid === undefined ? {} : { [name]: startOf(pid) }) };
    this.write({ pids, started });
  }

  read() {
    if (!existsSync(this.path)) return null;
    try {
      return JSON.parse(readFileSync(this.path, "utf8"));
    } catch {
      return null;
    }
  }

  /**
   * Ends what a launcher left behind that was killed. Throws where one still runs on this data folder.
   * @param {(line: string) => void} say
   */
  async clearLeftovers(say) {
    const left = this.read();
    if (!left) return;
    if (left.launcher !== process.pid && isTheSame(left.launcher, left.started?.launcher))
      await this.waitForLauncher(left, say);
    const running = Object.entries(this.read()?.pids ?? {}).filter(([name, pid]) =>
      isTheSame(pid, left.started?.[name]),
    );
    if (running.length === 0) return;
    say(`The last run was cut off; ending what is left of it: ${running.map(([name]) => name).join(", ")}.`);
    for (const [, pid] of running) signal(-pid, "SIGTERM");
    const until = Date.now() + LEFTOVER_LIMIT_MS;
    for (const [, pid] of running)
      if (!(await waitForEnd(pid, Math.max(0, until - Date.now())))) signal(-pid, "SIGKILL");
  }

  /** Lets a launcher that is stopping end; throws where it means to stay. */
  async waitForLauncher({ launcher, urls }, say) {
    const noticed = Date.now() + NOTICE_LIMIT_MS;
    while (isAlive(launcher) && !this.read()?.stopping && Date.now() < noticed) await pause(100);
    if (!isAlive(launcher)) return;
    if (this.read()?.stopping) {
      say("The last run is still stopping; waiting for it.");
      if (await waitForEnd(launcher, STOPPING_LIMIT_MS)) return;
    }
    throw new Error(
      `Talky already runs on this data folder (process ${launcher}; ${urls?.web ?? "see its terminal"}). ` +
        "Stop it first, or start a second copy with other ports and another TALKY_DATA_DIR.",
    );
  }
}

/** A number may have been given to somebody else since: the time at which it began tells. */
function isTheSame(pid, started) {
  return Number.isInteger(pid) && pid > 1 && isAlive(pid) && startOf(pid) === started;
}
