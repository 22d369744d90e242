/** `npm run migrate`: brings the database of DATABASE_URL (the owner's, DATABASE_DIRECT_URL first) up to date. */
import { migrateDatabase } from "./migrations/migrate-database.ts";

const url = process.env["DATABASE_DIRECT_URL"] || process.env["DATABASE_URL"];
if (!url) {
  console.error(
    "Set DATABASE_URL to the owner's connection, for example postgresql://postgres:…@host:5432/postgres.",
  );
  process.exit(1);
}
try {
  const report = await migrateDatabase(url, {
    talky_web: process.env["TALKY_WEB_DB_PASSWORD"],
    talky_worker: process.env["TALKY_WORKER_DB_PASSWORD"],
  });
  console.log(
    report.applied.length > 0
      ? `Applied ${report.applied.join(", ")}.`
      : "Every migration had been applied before.",
  );
  console.log("The queue's tables are up to date.");
  if (report.passwordsSet.length > 0) console.log(`Set the password of ${report.passwordsSet.join(", ")}.`);
} catch (error) {
  console.error("The database was not migrated:", error instanceof Error ? error.message : error);
  if (error instanceof Error && error.cause instanceof Error) console.error(`  ${error.cause.message}`);
  process.exit(1);
}
