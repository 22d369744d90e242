import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { copyFile, mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname, extname, join, resolve, sep } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** What Lite wants to know of a stored file. */
interface FileMetadata {
  cacheControl: string;
  contentLength: number;
  size: number;
  mimetype: string;
  lastModified: Date;
  eTag: string;
  httpStatusCode: number;
}

type Body = ReadableStream<Uint8Array> | Uint8Array;

const TYPES: Record<string, string> = {
  ".wav": "audio/wav",
  ".csv": "text/csv",
  ".txt": "text/plain",
  ".json": "application/json",
};

/** Keeps the buckets' files as plain files, `<folder>/<bucket>/<path>`: they can be listened to with any player. */
export class FolderStorage {
  readonly driver: string;
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = resolve(folder);
    this.driver = this.folder;
  }

  async getObject(
    bucket: string,
    key: string,
  ): Promise<{ metadata: FileMetadata; httpStatusCode: number; body: ReadableStream<Uint8Array> }> {
    const path = this.pathOf(bucket, key);
    const metadata = await describe(path);
    const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
    return { metadata, httpStatusCode: 200, body };
  }

  /** Written beside its place and renamed: a reader never sees half a file. */
  async uploadObject(bucket: string, key: string, _version: unknown, body: Body): Promise<FileMetadata> {
    const path = this.pathOf(bucket, key);
    await mkdir(dirname(path), { recursive: true });
    const unfinished = `${path}.${randomUUID()}.part`;
    try {
      const chunks = body instanceof Uint8Array ? [body] : (body as AsyncIterable<Uint8Array>);
      await pipeline(chunks, createWriteStream(unfinished));
      await rename(unfinished, path);
    } finally {
      await rm(unfinished, { force: true });
    }
    return describe(path);
  }

  async deleteObject(bucket: string, key: string): Promise<void> {
    await rm(this.pathOf(bucket, key), { force: true });
  }

  async deleteObjects(bucket: string, keys: string[]): Promise<void> {
    for (const key of keys) await this.deleteObject(bucket, key);
  }

  async copyObject(
    fromBucket: string,
    fromKey: string,
    _version: unknown,
    toBucket: string,
    toKey: string,
  ): Promise<FileMetadata> {
    const to = this.pathOf(toBucket, toKey);
    await mkdir(dirname(to), { recursive: true });
    await copyFile(this.pathOf(fromBucket, fromKey), to);
    return describe(to);
  }

  async headObject(bucket: string, key: string): Promise<FileMetadata> {
    return describe(this.pathOf(bucket, key));
  }

  async privateAssetUrl(bucket: string, key: string): Promise<string> {
    return `file://${this.pathOf(bucket, key)}`;
  }

  /** Throws where the key leads out of the folder. */
  private pathOf(bucket: string, key: string): string {
    const path = resolve(join(this.folder, bucket, key));
    if (!path.startsWith(join(this.folder, bucket) + sep))
      throw new Error("The key leads out of its bucket.");
    return path;
  }
}

async function describe(path: string): Promise<FileMetadata> {
  const { size, mtime, mtimeMs } = await stat(path);
  return {
    cacheControl: "no-cache",
    contentLength: size,
    size,
    mimetype: TYPES[extname(path).toLowerCase()] ?? "application/octet-stream",
    lastModified: mtime,
    eTag: `"${createHash("md5").update(`${path} ${mtimeMs} ${size}`).digest("hex")}"`,
    httpStatusCode: 200,
  };
}
