import { fileURLToPath } from "node:url";
import pg from "pg";
import { applyMigrations, readMigrations } from "./apply-migrations.ts";
import { migrateQueueTables } from "./queue-tables.ts";
import { type RolePasswords, setRolePasswords } from "./role-passwords.ts";

export const MIGRATIONS_FOLDER = fileURLToPath(new URL("../../supabase/migrations/", import.meta.url));

export interface MigrationReport {
  applied: string[];
  passwordsSet: string[];
}

/**
 * All that a database needs before web and worker may start: our migrations, the roles' passwords, the queue's tables.
 * `ownerUrl` is the owner's direct connection (no transaction pooler). Running it again changes nothing.
 */
export async function migrateDatabase(ownerUrl: string, passwords: RolePasswords): Promise<MigrationReport> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "talky-migrate" });
  await client.connect();
  try {
    const applied = await applyMigrations(client, await readMigrations(MIGRATIONS_FOLDER));
    const passwordsSet = await setRolePasswords(client, passwords);
    await migrateQueueTables(client);
    return { applied, passwordsSet };
  } finally {
    await client.end();
  }
}
