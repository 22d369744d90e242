/**
 * Random files through the importer's reading: each has to end in rows that are all accounted for, or in one sentence,
 * within a second of the processor's time. `node bench/import-fuzz.ts [files] [seed]` (default 100,000 files).
 */
import { randomInt } from "node:crypto";
import { openFileRows } from "#lib/services/imports/file-rows";
import { readRow } from "#lib/services/imports/read-row";
import { UnreadableFile } from "#lib/services/imports/unreadable-file";
import { storeOf } from "../lib/services/imports/stored-file.fixture.ts";
import { contactRow, HEADER, seeded } from "./contact-rows.ts";

const FILES = Number(process.argv[2] ?? 100_000);
const SEED = Number(process.argv[3] ?? randomInt(2 ** 31));
const MAX_MS = 1000;
const SIGNS = [
  ...Array.from("\",;\t|'=+-0123456789 \r\n\0äé"),
  "phone",
  "name",
  "+14155550100",
  "sep=;",
  '""',
  "\r\n",
  "PK\u0003\u0004",
];
const AS_IT_LOOKS = { encoding: null, delimiter: null, sheet: null, header_row: null };
const READING = { country: "US", isConsented: true, now: new Date() } as const;
const random = seeded(SEED);
const upTo = (most: number): number => Math.floor(random() * most);

function randomFile(): Buffer {
  const kind = upTo(4);
  if (kind === 0) return Buffer.from(Array.from({ length: upTo(600) }, () => upTo(256)));
  const signs = Array.from({ length: upTo(200) }, () => SIGNS[upTo(SIGNS.length)] ?? "");
  if (kind === 1) return Buffer.from(signs.join(""), upTo(2) === 0 ? "utf8" : "utf16le");
  const rows = HEADER + Array.from({ length: upTo(20) }, (_, i) => contactRow(i + 1, random)).join("");
  const bytes = Buffer.from(rows, (["utf8", "latin1", "utf16le"] as const)[upTo(3)]);
  if (kind === 2) return bytes;
  for (let hits = upTo(10); hits > 0; hits -= 1) bytes[upTo(bytes.length)] = upTo(256);
  return bytes.subarray(0, bytes.length - upTo(40));
}

const ends = { read: 0, refused: 0, rows: 0, rejected: 0 };
let slowestMs = 0;
for (let n = 0; n < FILES; n += 1) {
  const content = randomFile();
  const start = process.cpuUsage();
  try {
    const file = await openFileRows(storeOf(content, 128), {
      filePath: "f",
      reading: AS_IT_LOOKS,
      mapping: null,
      remembered: new Map(),
    });
    for await (const group of file.rows()) {
      for (const row of group) {
        ends.rows += 1;
        if (readRow(row, file.columns, READING).kind === "rejected") ends.rejected += 1;
      }
    }
    await file.close();
    ends.read += 1;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) {
      process.stderr.write(`file ${n} of seed ${SEED}: ${content.toString("base64")}\n`);
      throw error;
    }
    ends.refused += 1;
  }
  const { user, system } = process.cpuUsage(start);
  const ms = (user + system) / 1000;
  slowestMs = Math.max(slowestMs, ms);
  if (ms > MAX_MS) throw new Error(`file ${n} of seed ${SEED} took ${Math.round(ms)} ms`);
}
process.stdout.write(
  `seed ${SEED}: ${JSON.stringify({ files: FILES, ...ends, slowestMs: Math.round(slowestMs) })}\n`,
);
