import { runMigrations } from "bullmq";
import type { Client } from "pg";

/**
 * BullMQ's own tables, made by the owner in the schema `bullmq`, and what `talky_queue` needs to work with them.
 * A queue's connection then runs with `migrate: false`. BullMQ makes a sequence for each priority it meets, so the role
 * may create in that schema (see the first migration) and what it makes is its own.
 */
export async function migrateQueueTables(client: Client): Promise<void> {
  await runMigrations(client, "bullmq");
  await client.query(`
    grant usage, create on schema bullmq to talky_queue;
    grant select, insert, update, delete, truncate on all tables in schema bullmq to talky_queue;
    grant usage, select, update on all sequences in schema bullmq to talky_queue;
    revoke execute on all functions in schema bullmq from public;
    grant execute on all functions in schema bullmq to talky_queue;
    alter default privileges in schema bullmq
      grant select, insert, update, delete, truncate on tables to talky_queue;
    alter default privileges in schema bullmq grant usage, select, update on sequences to talky_queue;
    alter default privileges in schema bullmq grant execute on functions to talky_queue;
  `);
}
