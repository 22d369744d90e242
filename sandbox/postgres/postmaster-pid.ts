import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface PostmasterPid {
  pid: number;
  port: number;
}

/** What `postmaster.pid` says; null where there is none or it is not whole. Line 1 is the process, line 4 the port. */
export function parsePostmasterPid(text: string): PostmasterPid | null {
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return Number.isInteger(pid) && pid > 0 && Number.isInteger(port) && port > 0 ? { pid, port } : null;
}

/** The postmaster that still runs on this data folder: one that outlived whoever had started it. */
export async function runningPostmaster(dataDir: string): Promise<PostmasterPid | null> {
  const text = await readFile(join(dataDir, "postmaster.pid"), "utf8").catch(() => "");
  const written = parsePostmasterPid(text);
  if (!written || !isAlive(written.pid)) return null;
  // After a restart of the machine the number may be somebody else's.
  const command = await run("ps", ["-o", "args=", "-p", String(written.pid)]).then(
    ({ stdout }) => stdout,
    () => readFile(`/proc/${written.pid}/cmdline`, "utf8").catch(() => ""),
  );
  return command.includes("postgres") && command.includes(dataDir) ? written : null;
}

/** Whether a process runs; one that has ended and waits for its parent to notice does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3) !== "Z";
  } catch {
    return !existsSync("/proc/self");
  }
}
