import type { Readable } from "node:stream";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { UnreadableFile } from "../unreadable-file.ts";

const DAMAGED = "The Excel file is damaged. Open it, save it again, and upload the copy.";
const TOO_LARGE = "The Excel file unpacks to more than can be read. Save it as CSV, or split it.";
const MAX_ENTRIES = 10_000;
/** What Excel packs shrinks ten to thirty times; a file made to fill a disk a thousand times. */
const MAX_RATIO = 400;
const SMALL_BYTES = 16 * 1024 * 1024;
const MAX_PART_BYTES = 2 * 1024 * 1024 * 1024;

/** Parts of a workbook by their path in the archive. */
export interface Package {
  /** null: there is no such part. Throws UnreadableFile for one that would unpack to too much. */
  open(path: string): Promise<Readable | null>;
  close(): void;
}

/** An .xlsx on disk. Throws UnreadableFile for what is no archive. */
export async function openPackage(localPath: string): Promise<Package> {
  const zip = await opened(localPath);
  const entries = new Map<string, Entry>();
  try {
    if (zip.entryCount > MAX_ENTRIES) throw new UnreadableFile(TOO_LARGE);
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
  } catch (error) {
    zip.close();
    throw asUnreadable(error);
  }
  return {
    close: () => zip.close(),
    async open(path) {
      const entry = entries.get(path.toLowerCase().replace(/^\//, ""));
      if (!entry) return null;
      const { compressedSize, uncompressedSize } = entry;
      const isBomb = uncompressedSize > SMALL_BYTES && uncompressedSize > compressedSize * MAX_RATIO;
      if (isBomb || uncompressedSize > MAX_PART_BYTES) throw new UnreadableFile(TOO_LARGE);
      try {
        // A part that holds more than it announces is an error of the stream.
        return await zip.openReadStreamPromise(entry);
      } catch (error) {
        throw asUnreadable(error);
      }
    },
  };
}

async function opened(localPath: string): Promise<ZipFile> {
  try {
    return await yauzl.openPromise(localPath, { lazyEntries: true, autoClose: false });
  } catch (error) {
    throw asUnreadable(error);
  }
}

/** Whatever is wrong inside the file is the file's fault. */
export function asUnreadable(error: unknown): UnreadableFile {
  return error instanceof UnreadableFile ? error : new UnreadableFile(DAMAGED);
}
