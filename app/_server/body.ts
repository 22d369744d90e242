import type { z } from "zod";
import { issueSentence } from "#lib/domain/api/issue-sentence";
import { AppError } from "#lib/errors/app-error";

const MAX_JSON_BYTES = 1024 * 1024;

/** So much of a body that is too large is still read, since many senders look at the answer only when they are done. */
const MAX_DISCARDED_BYTES = 32 * 1024 * 1024;

/** The body's bytes; counts while it reads, since a length can be left out or be wrong. Throws `too_large`. */
export async function readBytes(request: Request, maxBytes: number, sentence: string): Promise<Buffer> {
  const isAnnounced = Number(request.headers.get("content-length") ?? 0) > maxBytes;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) break;
    size += value.length;
    if (size > MAX_DISCARDED_BYTES) {
      await reader?.cancel();
      break;
    }
    if (size <= maxBytes && !isAnnounced) chunks.push(value);
    else chunks.length = 0;
  }
  if (isAnnounced || size > maxBytes) throw new AppError("too_large", { publicMessage: sentence });
  return Buffer.concat(chunks, size);
}

/** The JSON body as the schema has it. Throws `bad_request`, `too_large`, ZodError. */
export async function readJson<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  const text = utf8(await readBytes(request, MAX_JSON_BYTES, "The body is larger than 1 MB."));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError("bad_request", { publicMessage: "The body is not JSON.", cause });
  }
  return parseInput(schema, value);
}

/** Without a byte order mark. A name in another encoding would else be stored with a � for each of its letters. */
function utf8(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("bad_request", { publicMessage: "The body is not UTF-8. Send it as UTF-8.", cause });
  }
}

/** The query as the schema has it; a parameter that comes twice counts once. Throws `invalid`, ZodError. */
export function readQuery<S extends z.ZodType>(query: URLSearchParams, schema: S): z.output<S> {
  return parseInput(schema, Object.fromEntries(query));
}

/** What somebody sent, as the schema has it. Throws `invalid`, ZodError. */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  refuseUnstorableText(value);
  return schema.parse(value, { error: issueSentence });
}

/** No input of ours comes near; a thousand times deeper, whatever walks through it runs out of stack. */
const MAX_DEPTH = 50;

/** Postgres keeps neither NUL nor half a surrogate pair, wherever in the input it stands. Throws `invalid`. */
export function refuseUnstorableText(value: unknown, path: string[] = []): void {
  if (typeof value === "string") {
    if (!value.includes("\u0000") && value.isWellFormed()) return;
    throw refused(path, "This text holds a character that cannot be stored. Remove it.");
  }
  if (typeof value !== "object" || value === null) return;
  if (path.length === MAX_DEPTH) {
    throw refused(path.slice(0, 1), `This is nested too deeply: at most ${MAX_DEPTH} levels.`);
  }
  for (const [key, inner] of Object.entries(value)) {
    refuseUnstorableText(key, path);
    refuseUnstorableText(inner, [...path, key]);
  }
}

function refused(path: string[], message: string): AppError {
  return new AppError("invalid", { publicMessage: message, fields: [{ path: path.join("."), message }] });
}
