import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { connect } from "node:net";
import { findFreePort } from "./ports.mjs";
import { pause, waitForEnd } from "./processes.mjs";

/**
 * A Redis of its own for a test run: nothing on disk, gone afterwards.
 * @param {string} command @param {string} logFile @param {number} [port] that of one which was stopped
 */
export async function startRedis(command, logFile, port) {
  port ??= await findFreePort();
  const log = openSync(logFile, "a");
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const child = spawn(command, args, { cwd: "/", detached: true, stdio: ["ignore", log, log] });
  closeSync(log);
  child.once("error", () => undefined);
  const hasEnded = () => !child.pid || child.exitCode !== null || child.signalCode !== null;
  for (let i = 0; i < 100 && !hasEnded(); i++) {
    if (await accepts(port)) break;
    await pause(50);
  }
  if (hasEnded()) throw new Error(`Redis does not start; see ${logFile}.`);
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      if (hasEnded()) return;
      child.kill("SIGTERM");
      if (!(await waitForEnd(child.pid, 3000))) child.kill("SIGKILL");
    },
  };
}

function accepts(port) {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1", () => done(true));
    socket.once("error", () => done(false)).once("connect", () => socket.destroy());
  });
}
