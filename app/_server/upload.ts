import { type ImportOptions, importOptionsSchema, MAX_IMPORT_BYTES } from "#lib/domain/api/import";
import { AppError } from "#lib/errors/app-error";
import type { UploadedFile } from "#lib/services/imports/start-import";
import { readBytes, refuseUnstorableText } from "./body.ts";

/** What the form's other fields and its boundaries may take beside the file. */
const FORM_BYTES = 64 * 1024;
const TOO_LARGE = "The file is larger than 5 MB. Split it.";

/** The contacts file of a multipart form and how to read it. Throws `unsupported_media`, `too_large`, `invalid`. */
export async function readUpload(request: Request): Promise<{ file: UploadedFile; options: ImportOptions }> {
  const contentType = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(contentType)) {
    const publicMessage = "Send the file as multipart/form-data, in the field file.";
    throw new AppError("unsupported_media", { publicMessage });
  }
  const bytes = await readBytes(request, MAX_IMPORT_BYTES + FORM_BYTES, TOO_LARGE);
  const form = await parseForm(bytes, contentType);
  const file = form.get("file");
  if (!(file instanceof File)) {
    const message = "Choose a file.";
    throw new AppError("invalid", { publicMessage: message, fields: [{ path: "file", message }] });
  }
  if (file.size > MAX_IMPORT_BYTES) throw new AppError("too_large", { publicMessage: TOO_LARGE });
  refuseUnstorableText(file.name, ["file"]);
  return { file: { name: file.name, bytes: await file.bytes() }, options: readOptions(form) };
}

async function parseForm(bytes: Buffer, contentType: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(bytes), { headers: { "content-type": contentType } }).formData();
  } catch (cause) {
    throw new AppError("bad_request", { publicMessage: "The form cannot be read.", cause });
  }
}

function readOptions(form: FormData): ImportOptions {
  const text = (name: string): string | undefined => {
    const value = form.get(name);
    return typeof value === "string" && value.trim() !== "" ? value : undefined;
  };
  const skip = text("skip_duplicates");
  const mapping = mappingOf(text("mapping"));
  refuseUnstorableText(mapping, ["mapping"]);
  return importOptionsSchema.parse({
    mapping,
    default_country: text("default_country"),
    skip_duplicates: skip === undefined ? undefined : !["false", "0", "no"].includes(skip.toLowerCase()),
  });
}

function mappingOf(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    const message = 'Write the mapping as JSON, for example {"Handy": "phone_number"}.';
    throw new AppError("invalid", { publicMessage: message, fields: [{ path: "mapping", message }] });
  }
}
