import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Postgres refuses to run as root, so root lends it an account; everybody else runs it as themselves (null). */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

export async function postgresAccount(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const found = await lookUp("postgres");
  if (found) return found;
  // A machine without useradd (a slim image) still has `nobody`, and initdb asks no more than that the account exists.
  await run("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]).catch(() => undefined);
  const made = (await lookUp("postgres")) ?? (await lookUp("nobody"));
  if (!made) throw new Error("Postgres cannot run as root, and there is no account to run it as.");
  return made;
}

async function lookUp(name: string): Promise<Account | null> {
  const lines = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  const entry = lines.find((fields) => fields[0] === name);
  return entry ? { name, uid: Number(entry[2]), gid: Number(entry[3]) } : null;
}

/** What to hand to `spawn` so that the child runs as the account. */
export function spawnAs(account: Account | null): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

/** Whether the account can enter the folder, all the way down. */
export async function canEnter(account: Account | null, folder: string): Promise<boolean> {
  if (!account) return true;
  try {
    await run("/bin/sh", ["-c", 'cd "$0"', folder], { ...spawnAs(account), cwd: "/" });
    return true;
  } catch {
    return false;
  }
}
