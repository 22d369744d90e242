import { join } from "node:path";
import { migrateDatabase } from "../scripts/migrations/migrate-database.ts";
import type { Mailbox } from "./control/mailbox.ts";
import { EmbeddedPostgres } from "./postgres/embedded-postgres.ts";
import type { SandboxSettings } from "./settings.ts";
import type { Simulator } from "./simulator.ts";
import { createSupabaseSimulator } from "./supabase/supabase-simulator.ts";

export interface SandboxDatabase {
  supabase: Simulator;
  stop(): Promise<void>;
}

/** Postgres, Supabase's own schemas, then our migrations: the order in which hosted Supabase comes to be, too. */
export async function startDatabase(
  settings: SandboxSettings,
  mailbox: Mailbox,
  log: (line: string) => void,
): Promise<SandboxDatabase> {
  const { secrets } = settings;
  const postgres = new EmbeddedPostgres({
    talkyDataDir: settings.dataDir,
    port: settings.postgresPort,
    password: secrets["databaseOwnerPassword"] ?? "",
    logFile: join(settings.logDir, "postgres.log"),
    log,
  });
  await postgres.start();
  const supabase = await createSupabaseSimulator({
    databaseUrl: postgres.url,
    url: settings.url,
    publicUrl: settings.publicUrl,
    storageDir: join(settings.dataDir, "storage"),
    jwtSecret: secrets["supabaseJwtSecret"] ?? "",
    publishableKey: secrets["supabasePublishableKey"] ?? "",
    secretKey: secrets["supabaseSecretKey"] ?? "",
    mail: mailbox,
    log,
  });
  const { applied } = await migrateDatabase(postgres.url, {
    talky_web: secrets["databaseWebPassword"],
    talky_worker: secrets["databaseWorkerPassword"],
  });
  if (applied.length > 0) log(`Applied the migrations ${applied.join(", ")}.`);
  return {
    supabase,
    async stop() {
      await supabase.close();
      await postgres.stop();
    },
  };
}
