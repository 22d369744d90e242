import {
  type ImportOptions,
  importOptionsSchema,
  MAX_IMPORT_BYTES,
  readingSchema,
} from "#lib/domain/api/import";
import { z } from "zod";
import { MAX_DNC_FILE_BYTES } from "#lib/domain/api/dnc";
import { AppError } from "#lib/errors/app-error";
import type { DncFileOptions } from "#lib/services/dnc/import-dnc";
import type { UploadedFile } from "#lib/services/imports/start-import";
import { parseInput, refuseUnstorableText } from "./body.ts";
import { withForm } from "./spool-form.ts";

/** The contacts file of a multipart form and how to read it, on disk while `use` runs. Throws as `withForm`; ZodError. */
export function withUpload<T>(
  request: Request,
  use: (file: UploadedFile, options: ImportOptions) => Promise<T>,
): Promise<T> {
  return withForm(request, MAX_IMPORT_BYTES, (form) => use(form.file, readOptions(form.fields)));
}

const dncFields = z.object({
  campaign_id: z.uuid().nullable().default(null),
  default_country: importOptionsSchema.shape.default_country,
  reason: z.string().trim().max(500).default(""),
});

/** A file of numbers for the do-not-call list, with the form fields `campaign_id?`, `default_country?`, `reason?`. */
export function withDncFile<T>(
  request: Request,
  use: (file: UploadedFile, options: DncFileOptions) => Promise<T>,
): Promise<T> {
  return withForm(request, MAX_DNC_FILE_BYTES, (form) => {
    const given = Object.fromEntries([...form.fields].filter(([, value]) => value.trim() !== ""));
    const { campaign_id: campaignId, default_country: country, reason } = parseInput(dncFields, given);
    return use(form.file, { campaignId, country, reason });
  });
}

function readOptions(fields: Map<string, string>): ImportOptions {
  const text = (name: string): string | undefined => fields.get(name)?.trim() || undefined;
  const skip = text("skip_duplicates");
  const mapping = jsonOf(fields, "mapping", '{"Handy": "phone_number"}');
  const row = text("header_row");
  const reading = {
    encoding: text("encoding"),
    // A tab is blank, so that it may be written out.
    delimiter: text("delimiter") === "tab" ? "\t" : fields.get("delimiter") || undefined,
    sheet: text("sheet"),
    header_row: row === undefined ? undefined : Number(row),
  };
  return parseInput(importOptionsSchema, {
    mapping,
    default_country: text("default_country"),
    skip_duplicates: skip === undefined ? undefined : !["false", "0", "no"].includes(skip.toLowerCase()),
    workspace_duplicates: text("workspace_duplicates"),
    do_not_call: text("do_not_call"),
    consent: jsonOf(fields, "consent", '{"kind": "express_written", "text": "You may call me"}'),
    reading: parseInput(readingSchema, reading),
  });
}

/** A field that holds JSON. Throws `invalid` at its name. */
function jsonOf(fields: Map<string, string>, name: string, example: string): unknown {
  const text = fields.get(name)?.trim();
  if (!text) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    refuseUnstorableText(value, [name]);
    return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const message = `Write it as JSON, for example ${example}.`;
    throw new AppError("invalid", { publicMessage: message, fields: [{ path: name, message }] });
  }
}
