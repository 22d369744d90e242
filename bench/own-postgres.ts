import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "../sandbox/launcher/ports.mjs";
import { EmbeddedPostgres } from "../sandbox/postgres/embedded-postgres.ts";

export interface OwnPostgres {
  url: string;
  /** The same server through a socket in its folder: a third cheaper than the loopback. */
  socketUrl: string;
  folder: string;
}

/** Runs a benchmark on a Postgres on a free port; the server and its `folder` are gone afterwards. */
export async function onOwnPostgres(
  settings: readonly string[],
  run: (postgres: OwnPostgres) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "talky-bench-"));
  const sockets = join(folder, "sockets");
  mkdirSync(sockets);
  // Postgres' own account has to pass through the one and write into the other.
  chmodSync(folder, 0o755);
  chmodSync(sockets, 0o777);
  const postgres = new EmbeddedPostgres({
    talkyDataDir: folder,
    port: await findFreePort(),
    password: "bench",
    logFile: join(folder, "postgres.log"),
    log: () => undefined,
    settings: [...settings, `unix_socket_directories=${sockets}`],
  });
  const { url } = postgres;
  const socketUrl = Object.assign(new URL(url), { search: `host=${encodeURIComponent(sockets)}` }).toString();
  try {
    await postgres.start();
    await run({ url, socketUrl, folder });
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
