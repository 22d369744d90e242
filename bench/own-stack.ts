import { chmodSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, buildOf } from "../sandbox/launcher/build.mjs";
import { findFreePort } from "../sandbox/launcher/ports.mjs";
import { Progress } from "../sandbox/launcher/progress.mjs";
import { Stack } from "../sandbox/launcher/stack.mjs";

export interface StackOptions {
  /** What `.env` would say. */
  file?: Record<string, string>;
  /** Variables of the worker's alone. */
  worker?: Record<string, string>;
  /** Where the logs are put when the copy is gone. */
  keepLogsIn?: string | undefined;
  /** A data folder that stays, and is gone on with at the next run. */
  dataDir?: string | undefined;
  /** Nothing but the sandbox and its database: the web app need not be built for it. */
  isSandboxOnly?: boolean;
}

/** Runs a benchmark on a copy of the product on free ports; the copy and its `folder` are gone afterwards. */
export async function onOwnStack(
  run: (stack: Stack, folder: string) => Promise<void>,
  options: StackOptions = {},
): Promise<void> {
  const root = join(import.meta.dirname, "..");
  const folder = mkdtempSync(join(tmpdir(), "talky-bench-"));
  // Postgres' own account has to pass through it.
  chmodSync(folder, 0o755);
  const sandbox = await findFreePort(true);
  const ports = { web: await findFreePort(), worker: await findFreePort(), sandbox, postgres: sandbox + 1 };
  const isWhole = !options.isSandboxOnly;
  const { distDir, isReady } = buildOf(root);
  if (isWhole && !isReady) await build(root, distDir, folder);
  const stack = new Stack({
    settings: {
      root,
      ports,
      dataDir: options.dataDir ?? join(folder, "data"),
      host: "127.0.0.1",
      logLevel: undefined,
    },
    file: options.file ?? {},
    isDev: false,
    distDir,
    progress: new Progress(),
    drainLimitMs: 3000,
  });
  Object.assign(stack.environments.worker, options.worker);
  try {
    if (isWhole) await stack.start({ seed: false });
    else await stack.startSandbox();
    process.env["TALKY_TEST_WEB_URL"] = stack.urls.web;
    process.env["TALKY_TEST_SANDBOX_URL"] = stack.urls.sandbox;
    process.env["TALKY_TEST_DATA_DIR"] = stack.settings.dataDir;
    process.env["TALKY_TEST_DATABASE_URL"] = stack.environments.ownerDatabaseUrl ?? "";
    await run(stack, folder);
  } finally {
    await stack.stop();
    if (options.keepLogsIn) cpSync(stack.logDir, options.keepLogsIn, { recursive: true });
    rmSync(folder, { recursive: true, force: true });
  }
}
