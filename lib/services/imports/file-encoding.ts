import type { FileEncoding } from "#lib/domain/api/import";
import { UnreadableFile } from "./unreadable-file.ts";

const BINARY =
  "This is not a text file. Upload a CSV or an Excel file: a header line, then one contact a line.";
const EMPTY = "The file is empty. Upload a CSV or an Excel file: a header line, then one contact a line.";
const HEAD_BYTES = 4096;

/**
 * Reads the whole file once and says how its bytes are to be read: a byte order mark decides, then the zeros between
 * the letters of UTF-16, then UTF-8 when all of it is valid, else the Windows code page that spreadsheets write.
 * Throws UnreadableFile for binary and empty files.
 */
export async function findEncoding(bytes: AsyncIterable<Uint8Array>): Promise<FileEncoding> {
  let utf8: TextDecoder | null = new TextDecoder("utf-8", { fatal: true });
  let head = Buffer.alloc(0);
  let size = 0;
  let controls = 0;
  let hasNul = false;
  let isBlank = true;
  for await (const chunk of bytes) {
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
    size += chunk.length;
    for (const byte of chunk) {
      if (byte === 0) hasNul = true;
      if (byte < 9 || (byte > 13 && byte < 32)) controls += 1;
      if (byte > 32) isBlank = false;
    }
    utf8 = utf8 && decodes(utf8, chunk) ? utf8 : null;
  }
  if (utf8 && !decodes(utf8)) utf8 = null;
  const isOnlyMark = size === 3 && head.equals(Buffer.from([0xef, 0xbb, 0xbf]));
  if (isBlank || isOnlyMark) throw new UnreadableFile(EMPTY);
  const wide = wideEncoding(head);
  if (wide) return wide;
  if (hasNul || controls > size / 100) throw new UnreadableFile(BINARY);
  return utf8 ? "utf-8" : "windows-1252";
}

/** UTF-16 by its mark, or by the zeros that it has beside each Latin letter, digit and delimiter. */
function wideEncoding(head: Buffer): FileEncoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  let even = 0;
  let odd = 0;
  for (let at = 0; at + 1 < head.length; at += 2) {
    if (head[at] === 0 && isPrintable(head[at + 1])) even += 1;
    if (isPrintable(head[at]) && head[at + 1] === 0) odd += 1;
  }
  const pairs = head.length / 2;
  if (odd > pairs * 0.6 && even === 0) return "utf-16le";
  if (even > pairs * 0.6 && odd === 0) return "utf-16be";
  return null;
}

const isPrintable = (byte = 0): boolean => byte >= 32 || (byte >= 9 && byte <= 13);

function decodes(decoder: TextDecoder, chunk?: Uint8Array): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}

/** The file's text, piece by piece, without a byte order mark. Throws UnreadableFile at a NUL. */
export async function* decodeText(
  bytes: AsyncIterable<Uint8Array>,
  encoding: FileEncoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true });
    if (text.includes("\u0000")) throw new UnreadableFile(BINARY);
    if (text !== "") yield text;
  }
  const rest = decoder.decode();
  if (rest !== "") yield rest;
}
