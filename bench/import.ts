/**
 * What an import costs: a file of noisy rows through the API and the worker, beside a bare COPY of the rows that came of
 * it, in the same run; the worker's memory over its idle; and how long a list of contacts takes meanwhile, beside idle. `node bench/import.ts [rows]` (default 50,000; the target
 * is said of 1,000,000). It starts a copy of its own on free ports.
 */
import { chmodSync, mkdirSync, openAsBlob } from "node:fs";
import { open } from "node:fs/promises";
import { loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { type Api, createCampaign, type Import, register } from "../tests/stack/api.ts";
import { pidOf } from "../tests/stack/processes.ts";
import { contactRow, HEADER, seeded } from "./contact-rows.ts";
import { onOwnStack } from "./own-stack.ts";
import { percentile } from "./relay.ts";
import { residentMb } from "./resident.ts";
import { say } from "./say.ts";

const ROWS = Number(process.argv[2] ?? 50_000);
const MAX_TIMES_COPY = 3;
const MAX_OVER_IDLE_MB = 300;
const IDLE_PAGES = 100;
async function writeFile(path: string): Promise<number> {
  const file = await open(path, "w");
  const random = seeded(7);
  let bytes = 0;
  let text = HEADER;
  for (let row = 0; row < ROWS; row += 1) {
    text += contactRow(row, random);
    if (text.length > 1 << 20 || row === ROWS - 1) {
      bytes += (await file.write(text)).bytesWritten;
      text = "";
    }
  }
  await file.close();
  return bytes;
}

/** The same leads into another campaign, by the database alone: same table, same indexes. Milliseconds. */
async function bareCopyMs(database: string, from: string, to: string, folder: string): Promise<number> {
  const db = new pg.Client({ connectionString: database });
  await db.connect();
  const columns =
    "tenant_id, phone_number, country, phone_type, phone_time_zones, first_name, last_name, email, custom_fields, created_at";
  const shared = join(folder, "copy");
  mkdirSync(shared);
  // The database writes its copy of the rows there, under an account of its own.
  chmodSync(shared, 0o777);
  const path = join(shared, "rows.copy");
  try {
    await db.query(
      `copy (select '${to}'::uuid, ${columns} from talky.leads where campaign_id = '${from}') to '${path}'`,
    );
    const start = performance.now();
    await db.query(`copy talky.leads (campaign_id, ${columns}) from '${path}'`);
    return performance.now() - start;
  } finally {
    await db.end();
  }
}

/** Milliseconds of one page of contacts. */
async function pageMs(api: Api, campaignId: string): Promise<number> {
  const start = performance.now();
  await api.ok("GET", `/campaigns/${campaignId}/contacts?limit=50`);
  return performance.now() - start;
}

const shown = (times: number[]): string =>
  `p50 ${Math.round(percentile(times, 50))} ms, p95 ${Math.round(percentile(times, 95))} ms`;

await onOwnStack(async (stack, folder) => {
  const path = join(folder, "contacts.csv");
  const bytes = await writeFile(path);
  const { api } = await register();
  const { id } = await createCampaign(api);
  const other = await createCampaign(api);
  const pid = (await pidOf("worker")) ?? 0;
  await delay(3000);
  const idleMb = await residentMb(pid);
  const idlePages: number[] = [];
  for (let page = 0; page < IDLE_PAGES; page += 1) idlePages.push(await pageMs(api, id));
  const form = new FormData();
  form.set("file", await openAsBlob(path), "contacts.csv");
  const asked = performance.now();
  const { import_id } = await api.ok<{ import_id: string }>("POST", `/campaigns/${id}/contacts/import`, form);
  const uploadMs = performance.now() - asked;
  const begun = performance.now();
  let peakMb = idleMb;
  const pages: number[] = [];
  let report: Import;
  for (;;) {
    report = await api.ok<Import>("GET", `/imports/${import_id}`);
    peakMb = Math.max(peakMb, await residentMb(pid));
    if (!["queued", "running"].includes(report.status)) break;
    pages.push(await pageMs(api, id));
    await delay(100);
  }
  const importMs = performance.now() - begun;
  const { total_rows, imported, duplicates_skipped, rejected } = report;
  say(
    `rows          ${total_rows} (${Math.round(bytes / 1e6)} MB): ${imported} imported, ${duplicates_skipped} duplicates, ${rejected} rejected`,
  );
  say(`load          ${loadavg()[0]?.toFixed(1)}`);
  say(`upload        ${Math.round(uploadMs)} ms`);
  say(`import        ${Math.round(importMs)} ms`);
  const copyMs = await bareCopyMs(stack.environments.ownerDatabaseUrl ?? "", id, other.id, folder);
  say(`bare COPY     ${Math.round(copyMs)} ms`);
  say(`times COPY    ${(importMs / copyMs).toFixed(2)} (at most ${MAX_TIMES_COPY})`);
  say(
    `worker memory ${Math.round(idleMb)} MB idle, ${Math.round(peakMb - idleMb)} MB over it (at most ${MAX_OVER_IDLE_MB})`,
  );
  say(`list          idle ${shown(idlePages)}; meanwhile ${shown(pages)} (${pages.length} requests)`);
  const isGood =
    report.status === "done" && importMs <= copyMs * MAX_TIMES_COPY && peakMb - idleMb <= MAX_OVER_IDLE_MB;
  process.exitCode = isGood ? 0 : 1;
});
