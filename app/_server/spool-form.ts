import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy } from "@fastify/busboy";
import { AppError } from "#lib/errors/app-error";
import type { UploadedFile } from "#lib/services/imports/start-import";
import { refuseUnstorableText } from "./body.ts";

/** What the form's other fields and its boundaries may take beside the file. */
const FORM_BYTES = 64 * 1024;

export interface SpooledForm {
  file: UploadedFile;
  /** The other fields; one that comes twice counts once. */
  fields: Map<string, string>;
}

/**
 * A multipart form with one file, which is written to disk as it comes and is gone when `use` ends. Throws
 * `unsupported_media`, `bad_request`, `too_large`, `invalid` without a file.
 */
export async function withForm<T>(
  request: Request,
  maxBytes: number,
  use: (form: SpooledForm) => Promise<T>,
): Promise<T> {
  const contentType = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(contentType) || !request.body) {
    const publicMessage = "Send the file as multipart/form-data, in the field file.";
    throw new AppError("unsupported_media", { publicMessage });
  }
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > maxBytes + FORM_BYTES) throw tooLarge(maxBytes);
  const folder = await mkdtemp(join(tmpdir(), "talky-upload-"));
  try {
    return await use(await spool(request.body, contentType, join(folder, "file"), maxBytes));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function spool(
  body: ReadableStream<Uint8Array>,
  contentType: string,
  localPath: string,
  maxBytes: number,
): Promise<SpooledForm> {
  const fields = new Map<string, string>();
  let file: UploadedFile | null = null;
  let writing: Promise<void> = Promise.resolve();
  try {
    const form = new Busboy({
      headers: { "content-type": contentType },
      limits: { files: 1, fields: 20, fieldSize: FORM_BYTES, fileSize: maxBytes + 1 },
    });
    form.on("field", (name, value) => fields.set(name, value));
    form.on("file", (field, stream, name) => {
      if (field !== "file") {
        stream.resume();
        return;
      }
      const target = createWriteStream(localPath);
      writing = pipeline(stream, target);
      target.on("finish", () => (file = { name, localPath, bytes: target.bytesWritten }));
      writing.catch((error: Error) => form.destroy(error));
    });
    await pipeline(Readable.fromWeb(body as never), form);
    await writing;
  } catch (cause) {
    throw new AppError("bad_request", { publicMessage: "The form cannot be read.", cause });
  }
  const whole = file as UploadedFile | null;
  if (whole === null) {
    const message = "Choose a file.";
    throw new AppError("invalid", { publicMessage: message, fields: [{ path: "file", message }] });
  }
  if (whole.bytes > maxBytes) throw tooLarge(maxBytes);
  refuseUnstorableText(whole.name, ["file"]);
  return { file: whole, fields };
}

const tooLarge = (maxBytes: number): AppError =>
  new AppError("too_large", {
    publicMessage: `The file is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB. Split it.`,
  });
