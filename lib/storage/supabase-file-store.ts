import { openAsBlob } from "node:fs";
import { createClient } from "@supabase/supabase-js";
import { AppError } from "#lib/errors/app-error";
import { byteSpan } from "./byte-span.ts";
import type { Bucket, FileStore } from "./port.ts";

export interface SupabaseFileStoreOptions {
  url: string;
  /** The secret key: whoever holds a FileStore has already checked whose file it is. */
  secretKey: string;
  /** Longest wait for an answer to begin; a body may then take as long as it takes. Default 15 s. */
  answerTimeoutMs?: number;
}

const DAY_S = 86_400;

/**
 * Supabase Storage. Reading goes around supabase-js, which has no ranges; a stand-in that ignores them (Supabase Lite)
 * is read from the start and cut here. Errors are AppError: `not_found`, or `unavailable`, retryable.
 */
export function createSupabaseFileStore(options: SupabaseFileStoreOptions): FileStore {
  const base = options.url.replace(/\/+$/, "");
  const { storage } = createClient(base, options.secretKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });

  async function put(bucket: Bucket, path: string, body: Blob, contentType: string): Promise<void> {
    checkPath(path);
    const { error } = await storage
      .from(bucket)
      .upload(path, body, { contentType, upsert: true, cacheControl: String(DAY_S) });
    if (error) throw storageError(error);
  }

  return {
    /** The file is read from disk as it is sent. */
    async putFile(bucket, path, localPath, contentType) {
      await put(bucket, path, await openAsBlob(localPath, { type: contentType }), contentType);
    },

    async putBytes(bucket, path, bytes, contentType) {
      await put(bucket, path, new Blob([Uint8Array.from(bytes)], { type: contentType }), contentType);
    },

    async read(bucket, path, range) {
      checkPath(path);
      const gone = new AbortController();
      const timer = setTimeout(() => gone.abort(), options.answerTimeoutMs ?? 15_000);
      const key = options.secretKey;
      const address = `${base}/storage/v1/object/${bucket}/${path.split("/").map(encodeURIComponent).join("/")}`;
      const response = await fetch(address, {
        headers: {
          apikey: key,
          authorization: `Bearer ${key}`,
          ...(range && { range: `bytes=${range.start}-${range.end}` }),
        },
        signal: gone.signal,
      })
        .catch((error: unknown) => {
          throw storageError(error);
        })
        .finally(() => clearTimeout(timer));
      if (!response.ok) throw storageError(await refusalOf(response));
      if (!response.body) throw storageError("the answer has no body");
      return range && response.status !== 206 ? byteSpan(response.body, range) : response.body;
    },

    async remove(bucket, path) {
      checkPath(path);
      const { error } = await storage.from(bucket).remove([path]);
      if (error) throw storageError(error);
    },
  };
}

/** A path that climbs out of its folder would leave the tenant's: that is a fault of ours, not of the input. */
function checkPath(path: string): void {
  if (!path || path.split("/").some((part) => part === "" || part === "." || part === ".."))
    throw new Error("a stored file's path has plain, non-empty parts");
}

interface Refusal {
  status: number;
  statusCode?: unknown;
  error?: unknown;
}

async function refusalOf(response: Response): Promise<Refusal> {
  const body: unknown = await response.json().catch(() => null);
  return { ...(typeof body === "object" ? body : null), status: response.status };
}

/** A missing file is 404, or 400 with "404" in the body, by the version of the server. */
function storageError(cause: unknown): AppError {
  const refusal = typeof cause === "object" && cause !== null ? (cause as Partial<Refusal>) : {};
  const isMissing =
    refusal.status === 404 || String(refusal.statusCode) === "404" || refusal.error === "not_found";
  if (isMissing) return new AppError("not_found", { publicMessage: "The file is not there.", cause });
  return new AppError("unavailable", {
    publicMessage: "The file storage does not answer.",
    retryable: true,
    cause,
  });
}
