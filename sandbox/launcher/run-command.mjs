import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";

/**
 * Runs a command to its end with its output in a log file. Resolves when it succeeds; else throws its last lines.
 * @param {string} command @param {string[]} args
 * @param {{cwd: string, env: Record<string, string>, logFile: string, what: string}} options
 */
export async function runLogged(command, args, { cwd, env, logFile, what }) {
  const log = createWriteStream(logFile, { flags: "w" });
  let tail = "";
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      log.write(chunk);
      tail = (tail + chunk.toString()).slice(-4000);
    });
  }
  const code = await new Promise((done) => {
    child.once("error", (error) => {
      tail += error.message;
      done(1);
    });
    child.once("close", done);
  });
  log.end();
  if (code !== 0) throw new Error(`${what} failed:\n${tail.trim()}\nAll of it: ${logFile}`);
}
