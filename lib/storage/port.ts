export type Bucket = "recordings" | "imports";

export interface FileStore {
  /** Overwrites: writing the same file twice after a crash is harmless. */
  putFile(bucket: Bucket, path: string, localPath: string, contentType: string): Promise<void>;
  /** The file as a stream, whole or a span of it (both ends inclusive). Throws AppError `not_found`. */
  read(
    bucket: Bucket,
    path: string,
    range?: { start: number; end: number },
  ): Promise<ReadableStream<Uint8Array>>;
  remove(bucket: Bucket, path: string): Promise<void>;
}
