import { join, resolve } from "node:path";
import { readOrMakeSecrets } from "./launcher/secrets.mjs";

/** What the sandbox is told; everything has a default, so that `node sandbox/main.ts` runs by itself. */
export interface SandboxSettings {
  port: number;
  postgresPort: number;
  dataDir: string;
  logDir: string;
  url: string;
  /** Where Talky itself is: mails may lead back there. */
  publicUrl: string;
  /** False where somebody's own Supabase is used: no Postgres, no Auth, no Storage here. */
  hasDatabase: boolean;
  secrets: Record<string, string>;
}

export function sandboxSettings(env: Record<string, string | undefined> = process.env): SandboxSettings {
  const port = Number(env["TALKY_SANDBOX_PORT"] || 3002);
  const dataDir = resolve(env["TALKY_DATA_DIR"] || ".talky");
  return {
    port,
    postgresPort: port + 1,
    dataDir,
    logDir: join(dataDir, "logs"),
    url: `http://127.0.0.1:${port}`,
    publicUrl: env["TALKY_PUBLIC_URL"] || `http://127.0.0.1:${env["TALKY_WEB_PORT"] || 3000}`,
    hasDatabase: env["TALKY_SANDBOX_DATABASE"] !== "off",
    secrets: readOrMakeSecrets(dataDir),
  };
}
