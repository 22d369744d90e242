import { setImmediate as breathe } from "node:timers/promises";
import { rememberedUses } from "#lib/data/import-columns";
import { numbersElsewhere, numbersInCampaign, numbersNotToCall } from "#lib/data/import-leads";
import { findUpload, type StoredUpload } from "#lib/data/import-uploads";
import type { ImportOptions, ImportPreview, RowFate } from "#lib/domain/api/import";
import type { StoredFacts } from "#lib/domain/dialing/gate";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { DEFAULT_COUNTRY, toCountry } from "../contacts/phone-number.ts";
import { missing } from "../missing.ts";
import { type FileRows, openFileRows } from "./file-rows.ts";
import { foresee } from "./foresee.ts";
import { guessCountry } from "./guess-country.ts";
import { type NumberedRow, readRow, type ReadRow } from "./read-row.ts";
import { refuseUnknownCountry } from "./start-import.ts";
import { UnreadableFile } from "./unreadable-file.ts";

const MAX_ROWS = 5000;
const SHOWN_ROWS = 20;
const EXAMPLES = 3;
const COUNTRY_FROM_ROWS = 100;
const ROWS_AT_A_TIME = 100;
const NO_PHONE = "Choose the column that holds the phone numbers.";

/**
 * Reads the beginning of an uploaded file as the options say and tells what an import would do. What cannot be read is
 * told in `problem`, so that the options can be changed. Throws `not_found`, `invalid` for an unknown country.
 */
export async function previewImport(
  ctx: UserContext,
  campaignId: string,
  uploadId: string,
  options: ImportOptions,
  carrier: StoredFacts["carrier"],
): Promise<ImportPreview> {
  refuseUnknownCountry(options.default_country);
  const { upload, remembered } = await asUser(ctx, "contacts.change", async (trx, tenantId) => ({
    upload: await findUpload(trx, tenantId, campaignId, uploadId),
    remembered: await rememberedUses(trx, tenantId),
  }));
  if (!upload) throw missing("upload");
  try {
    const file = await openFileRows(ctx.files, { ...options, filePath: upload.filePath, remembered }, true);
    try {
      return await look(ctx, upload, file, options, carrier);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { ...nothing(upload, options), problem: error.message };
  }
}

async function look(
  ctx: UserContext,
  upload: StoredUpload,
  file: FileRows,
  options: ImportOptions,
  carrier: StoredFacts["carrier"],
): Promise<ImportPreview> {
  const { rows, isWhole } = await firstRows(file);
  const { columns, detected } = file;
  const phoneAt = columns.uses.indexOf("phone_number");
  const phones = rows.slice(0, COUNTRY_FROM_ROWS).map(({ cells }) => cells[phoneAt] ?? "");
  const country = toCountry(options.default_country ?? "") ?? guessCountry(phones.filter(Boolean));
  const reading = { country, isConsented: options.consent !== null, now: ctx.now() };
  const read: ReadRow[] = [];
  for (const row of rows) {
    read.push(readRow(row, columns, reading));
    if (read.length % ROWS_AT_A_TIME === 0) await breathe();
  }
  const { fates, counts, notes } = await decideFates(ctx, upload.campaignId, read, options);
  const rejectCounts: Record<string, number> = {};
  read.forEach((row, i) => {
    if (fates[i] !== "reject") return;
    const code = row.kind === "rejected" ? row.error.code : "do_not_call";
    rejectCounts[code] = (rejectCounts[code] ?? 0) + 1;
  });
  const fresh = read.flatMap((row, i) => (row.kind === "contact" && fates[i] === "import" ? [row] : []));
  return {
    ...nothing(upload, options),
    ...(await foresee(
      ctx,
      upload.campaignId,
      { rows: fresh, purpose: options.consent?.purpose ?? null },
      carrier,
    )),
    detected,
    default_country: country,
    columns: columns.names.map((name, at) => ({
      name,
      use: columns.uses[at] ?? "custom",
      examples: rows
        .map(({ cells }) => cells[at]?.trim() ?? "")
        .filter(Boolean)
        .slice(0, EXAMPLES)
        .map(short),
    })),
    rows: rows.slice(0, SHOWN_ROWS).map((row, i) => {
      const what = read[i];
      return {
        row: row.line,
        fate: fates[i] ?? "reject",
        phone_number: what?.kind === "contact" ? what.lead.phone_number : null,
        note: notes[i] ?? null,
        cells: columns.names.map((_, at) => short(row.cells[at] ?? "")),
      };
    }),
    counts,
    reject_counts: rejectCounts,
    is_whole: isWhole,
    problem: phoneAt === -1 ? NO_PHONE : null,
  };
}

const short = (cell: string): string => cell.slice(0, 200).toWellFormed();

async function firstRows(file: FileRows): Promise<{ rows: NumberedRow[]; isWhole: boolean }> {
  const rows: NumberedRow[] = [];
  for await (const group of file.rows()) {
    rows.push(...group);
    if (rows.length > MAX_ROWS) return { rows: rows.slice(0, MAX_ROWS), isWhole: false };
  }
  return { rows, isWhole: true };
}

interface Fates {
  fates: RowFate[];
  notes: (string | null)[];
  counts: ImportPreview["counts"];
}

async function decideFates(
  ctx: UserContext,
  campaignId: string,
  read: ReadRow[],
  options: ImportOptions,
): Promise<Fates> {
  const numbers = read.flatMap((row) => (row.kind === "contact" ? [row.lead.phone_number] : []));
  const known = await asUser(ctx, "contacts.change", async (trx, tenantId) => {
    const to = { tenantId, campaignId };
    return {
      here: await numbersInCampaign(trx, to, numbers),
      elsewhere: await numbersElsewhere(trx, to, numbers),
      notToCall: await numbersNotToCall(trx, to, numbers),
    };
  });
  const seen = new Set<string>();
  const counts = { rows: 0, import: 0, update: 0, duplicate: 0, reject: 0, in_workspace: 0, do_not_call: 0 };
  const decide = (row: ReadRow): { fate: RowFate; note: string | null } => {
    if (row.kind === "rejected") return { fate: "reject", note: row.error.message };
    const { phone_number: number, custom_fields: custom } = row.lead;
    const isListed = known.notToCall.has(number);
    if (isListed) counts.do_not_call += 1;
    if (known.elsewhere.has(number)) counts.in_workspace += 1;
    if (isListed && options.do_not_call === "reject")
      return { fate: "reject", note: "On the do-not-call list." };
    if (seen.has(number)) return { fate: "duplicate", note: "This number stands in an earlier row." };
    seen.add(number);
    if (options.workspace_duplicates === "skip" && known.elsewhere.has(number)) {
      return { fate: "duplicate", note: "Another campaign has this number." };
    }
    const note = isListed ? "On the do-not-call list: kept, never called." : besides(custom);
    if (!known.here.has(number)) return { fate: "import", note };
    return options.skip_duplicates
      ? { fate: "duplicate", note: "The campaign already has this number." }
      : { fate: "update", note };
  };
  const decided = read.map(decide);
  for (const { fate } of decided) counts[fate] += 1;
  counts.rows = decided.length;
  return { fates: decided.map(({ fate }) => fate), notes: decided.map(({ note }) => note), counts };
}

function besides({ extension, other_numbers: others }: Record<string, unknown>): string | null {
  if (typeof others === "string") return `The first good number is taken; kept beside it: ${others}.`;
  return typeof extension === "string" ? `Extension ${extension} is kept as a field.` : null;
}

function nothing(upload: StoredUpload, options: ImportOptions): ImportPreview {
  return {
    upload_id: upload.id,
    file_name: upload.fileName,
    bytes: upload.bytes,
    detected: null,
    default_country: options.default_country ?? DEFAULT_COUNTRY,
    columns: [],
    rows: [],
    counts: { rows: 0, import: 0, update: 0, duplicate: 0, reject: 0, in_workspace: 0, do_not_call: 0 },
    reject_counts: {},
    verdicts: { allowed: 0, reasons: [] },
    missing_variables: [],
    is_whole: true,
    problem: null,
  };
}
