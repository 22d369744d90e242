import { spawn } from "node:child_process";
import { existsSync, openSync, closeSync, readFileSync, renameSync, statSync } from "node:fs";
import { pause, signal, waitForEnd } from "./processes.mjs";
import { stepBack, stepForward } from "./priority.mjs";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** After so long it counts as well again, and the next failure waits short. */
const WELL_AFTER_MS = 60_000;
const LOG_LIMIT_BYTES = 20 * 1024 * 1024;

/** One process of ours: started, watched, started again when it dies, stopped in time. */
export class Part {
  /**
   * @param {object} options
   * @param {string} options.name
   * @param {string} options.command @param {string[]} options.args @param {string} options.cwd
   * @param {Record<string, string>} options.env
   * @param {string} options.logFile @param {string} options.healthUrl answers 200 when it is ready
   * @param {number} options.stopLimitMs @param {boolean} options.isBehindCalls
   * @param {(line: string) => void} options.say
   * @param {(pid: number | undefined) => void} options.onPid
   */
  constructor(options) {
    this.options = options;
    /** @type {import("node:child_process").ChildProcess | undefined} */
    this.child = undefined;
    this.isStopping = false;
    this.isSettled = false;
    this.waitMs = FIRST_WAIT_MS;
    this.exit = null;
    /** Settled when the last process has ended, and that was dealt with. */
    this.over = Promise.resolve();
  }

  /** Resolves when it is healthy. Throws with the end of its log when it dies before or takes too long. @param {number} limitMs */
  async start(limitMs) {
    this.spawn();
    const until = Date.now() + limitMs;
    while (!(await isHealthy(this.options.healthUrl))) {
      if (this.exit !== null)
        throw new Error(`${this.options.name} stopped at once (${this.exit}):\n${this.logTail()}`);
      if (Date.now() > until)
        throw new Error(`${this.options.name} is not ready after ${limitMs / 1000} s:\n${this.logTail()}`);
      await pause(100);
    }
    this.isSettled = true;
  }

  async stop() {
    this.isStopping = true;
    const pid = this.child?.pid;
    if (!pid || this.child.exitCode !== null || this.child.signalCode !== null) return;
    signal(pid, "SIGTERM");
    if (!(await waitForEnd(pid, this.options.stopLimitMs))) {
      this.options.say(
        `${this.options.name} did not stop within ${this.options.stopLimitMs / 1000} s and was killed.`,
      );
      this.kill();
    }
    await this.over;
  }

  /** At once, with whatever it has started itself. */
  kill() {
    this.isStopping = true;
    if (this.child?.pid) signal(-this.child.pid, "SIGKILL");
  }

  spawn() {
    const { command, args, cwd, env, logFile, onPid } = this.options;
    if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`);
    const log = openSync(logFile, "a");
    const began = Date.now();
    this.exit = null;
    // A group of its own, so that Ctrl-C reaches the launcher alone and it can stop them in order.
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", log, log] });
    closeSync(log);
    this.child = child;
    if (this.options.isBehindCalls) stepBack(child.pid);
    else stepForward(child.pid);
    if (child.pid) onPid(child.pid);
    this.over = new Promise((done) => {
      const end = (how) => done(this.ended(how, began));
      child.once("error", (error) => end(error.message));
      child.once("exit", (code, by) => end(by ? `killed by ${by}` : `exit code ${code}`));
    });
  }

  ended(how, began) {
    if (this.exit !== null) return;
    this.exit = how;
    this.options.onPid(undefined);
    if (this.isStopping || !this.isSettled) return;
    if (Date.now() - began > WELL_AFTER_MS) this.waitMs = FIRST_WAIT_MS;
    const { name, say, logFile } = this.options;
    say(`${name} died (${how}); it is started again in ${this.waitMs / 1000} s. Its log: ${logFile}`);
    setTimeout(() => {
      if (this.isStopping) return;
      this.spawn();
      void this.sayWhenBack(this.child);
    }, this.waitMs);
    this.waitMs = Math.min(this.waitMs * 2, LONGEST_WAIT_MS);
  }

  async sayWhenBack(child) {
    while (child === this.child && this.exit === null && !this.isStopping) {
      if (await isHealthy(this.options.healthUrl)) return this.options.say(`${this.options.name} is back.`);
      await pause(250);
    }
  }

  logTail() {
    const lines = readFileSync(this.options.logFile, "utf8").trimEnd().split("\n");
    return `${lines.slice(-15).join("\n")}\nAll of it: ${this.options.logFile}`;
  }
}

async function isHealthy(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(3000) })).ok;
  } catch {
    return false;
  }
}
