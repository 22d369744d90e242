import { spawn } from "node:child_process";
import { existsSync, openSync } from "node:fs";
import { chown, mkdir, rename, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { type Account, postgresAccount, spawnAs } from "./account.ts";
import { findBinaries } from "./binaries.ts";
import { choosePlaces, type Places } from "./places.ts";
import { isAlive, runningPostmaster } from "./postmaster-pid.ts";

export interface EmbeddedPostgresOptions {
  talkyDataDir: string;
  port: number;
  password: string;
  logFile: string;
  log: (line: string) => void;
  /** Further settings of the server, `name=value`. */
  settings?: readonly string[];
}

const START_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 15_000;

/** A real Postgres on this machine, kept running until `stop`. Owner `postgres`, database `postgres`, loopback only. */
export class EmbeddedPostgres {
  readonly url: string;
  private readonly options: EmbeddedPostgresOptions;
  private places: Places | undefined;
  private account: Account | null = null;
  private pid = 0;
  private stopping = false;

  constructor(options: EmbeddedPostgresOptions) {
    this.options = options;
    this.url = `postgresql://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/postgres`;
  }

  /** Resolves when queries are answered; makes the cluster at the first start. */
  async start(): Promise<void> {
    this.account = await postgresAccount();
    this.places = await choosePlaces(this.options.talkyDataDir, await findBinaries(), this.account);
    for (const note of this.places.notes) this.options.log(note);
    const note = join(this.options.talkyDataDir, "postgres.json");
    if (this.places.isApart && !existsSync(note)) await this.removeForgotten(this.places);
    await writeFile(note, `${JSON.stringify({ folder: this.places.dataDir })}\n`);
    if (!existsSync(this.places.dataDir)) await this.initialise(this.places);
    await this.bringUp(this.places);
    void this.watch(this.places);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    if (this.pid) await stopPostmaster(this.pid);
  }

  /** The data folder is new: a database that its namesake left elsewhere is nobody's any more. */
  private async removeForgotten({ dataDir }: Places): Promise<void> {
    const left = await runningPostmaster(dataDir);
    if (left) await stopPostmaster(left.pid);
    await rm(dataDir, { recursive: true, force: true });
  }

  /** Into a folder beside it, renamed when all is there: a first start that was cut short leaves no half a cluster. */
  private async initialise({ dataDir, binaries }: Places): Promise<void> {
    const unfinished = `${dataDir}-unfinished`;
    await rm(unfinished, { recursive: true, force: true, maxRetries: 3 });
    await mkdir(unfinished, { mode: 0o700 });
    const passwordFile = join(tmpdir(), `talky-postgres-${randomUUID()}`);
    await writeFile(passwordFile, `${this.options.password}\n`, { mode: 0o600 });
    if (this.account) {
      await chown(unfinished, this.account.uid, this.account.gid);
      await chown(passwordFile, this.account.uid, this.account.gid);
    }
    try {
      await runToEnd(
        binaries.initdb,
        [
          `--pgdata=${unfinished}`,
          "--username=postgres",
          `--pwfile=${passwordFile}`,
          "--auth=scram-sha-256",
          "--encoding=UTF8",
          "--locale=C",
          // Case and letters beyond ASCII as everywhere, whatever locales the machine has.
          "--locale-provider=builtin",
          "--builtin-locale=C.UTF-8",
          "--no-instructions",
          "--no-sync",
        ],
        this.account,
      );
    } finally {
      await unlink(passwordFile);
    }
    await rename(unfinished, dataDir);
  }

  /** Takes over a postmaster that runs on this data and port, stops one on another port, else starts one. */
  private async bringUp(places: Places): Promise<void> {
    const left = await runningPostmaster(places.dataDir);
    if (left?.port === this.options.port && (await answers(this.url, 5_000, () => isAlive(left.pid)))) {
      this.pid = left.pid;
      this.options.log("Postgres was still running and is used as it is.");
      return;
    }
    if (left) await stopPostmaster(left.pid);
    const until = Date.now() + START_LIMIT_MS;
    // Right after a kill -9 its children may still hold the shared memory: the first tries fail then.
    while (!(await this.spawnOnce(places))) {
      if (Date.now() > until) throw new Error(`Postgres does not start; see ${this.options.logFile}.`);
      await delay(500);
    }
  }

  private async spawnOnce({ dataDir, binaries }: Places): Promise<boolean> {
    const output = openSync(this.options.logFile, "a");
    const child = spawn(
      binaries.postgres,
      [
        "-D",
        dataDir,
        "-p",
        String(this.options.port),
        ...[...SETTINGS, ...(this.options.settings ?? [])].flatMap((s) => ["-c", s]),
      ],
      // A process group of its own: Ctrl-C in the terminal must not stop it before those who use it.
      { ...spawnAs(this.account), cwd: dataDir, detached: true, stdio: ["ignore", output, output] },
    );
    let gone = false;
    child.on("error", () => (gone = true)).on("exit", () => (gone = true));
    child.unref();
    if (!(await answers(this.url, START_LIMIT_MS, () => !gone)) || !child.pid) return false;
    this.pid = child.pid;
    return true;
  }

  private async watch(places: Places): Promise<void> {
    while (!this.stopping) {
      await delay(500, undefined, { ref: false });
      if (this.stopping || isAlive(this.pid)) continue;
      this.options.log("Postgres died; it is started again.");
      await this.bringUp(places).catch((error: Error) => this.options.log(error.message));
    }
  }
}

const SETTINGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "max_connections=200",
  "timezone=UTC",
  "log_timezone=UTC",
  "log_checkpoints=off",
  // Without the values of rows: "Key (phone_number)=(+1…) already exists."
  "log_error_verbosity=terse",
];

/** True once a query is answered; false when the time is up or `goOn` says that nobody will. */
async function answers(url: string, limitMs: number, goOn: () => boolean): Promise<boolean> {
  const until = Date.now() + limitMs;
  while (Date.now() < until && goOn()) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.query("select 1");
      return true;
    } catch {
      await delay(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

/** SIGINT ends sessions and closes the files in order; what does not heed it is killed. */
async function stopPostmaster(pid: number): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const until = Date.now() + STOP_LIMIT_MS;
    while (Date.now() < until) {
      if (!isAlive(pid)) return;
      await delay(50);
    }
  }
}

async function runToEnd(command: string, args: string[], account: Account | null): Promise<void> {
  const child = spawn(command, args, { ...spawnAs(account), cwd: "/", stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  if (code !== 0) throw new Error(`${command} failed with ${code}: ${output}`);
}
