import { openAsBlob } from "node:fs";
import { createClient } from "@supabase/supabase-js";
import { AppError } from "#lib/errors/app-error";
import { byteSpan } from "./byte-span.ts";
import type { Bucket, FileStore } from "./port.ts";

export interface SupabaseFileStoreOptions {
  url: string;
  /** The secret key: whoever holds a FileStore has already checked whose file it is. */
  secretKey: string;
  /** Longest wait for a file to begin to come; it may then take as long as it takes. Default 15 s. */
  answerTimeoutMs?: number;
}

const DAY_S = 86_400;
const UPLOAD_TIMEOUT_MS = 10 * 60_000;

/**
 * Supabase Storage. Files go up as plain bodies of known length and come down as streams, which supabase-js has no
 * way for; a stand-in that ignores ranges (Supabase Lite) is read from the start and cut here. Errors are AppError:
 * `not_found`, or `unavailable`, retryable.
 */
export function createSupabaseFileStore(options: SupabaseFileStoreOptions): FileStore {
  const base = options.url.replace(/\/+$/, "");
  const key = options.secretKey;
  const { storage } = createClient(base, key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });

  async function ask(
    bucket: Bucket,
    path: string,
    init: { method?: string; body?: Blob; headers: Record<string, string> },
    answerTimeoutMs: number,
  ): Promise<Response> {
    checkPath(path);
    const gone = new AbortController();
    const timer = setTimeout(() => gone.abort(), answerTimeoutMs);
    const address = `${base}/storage/v1/object/${bucket}/${path.split("/").map(encodeURIComponent).join("/")}`;
    try {
      const headers = { apikey: key, authorization: `Bearer ${key}`, ...init.headers };
      const response = await fetch(address, { ...init, headers, signal: gone.signal });
      if (!response.ok) throw await refusalOf(response);
      return response;
    } catch (error) {
      throw storageError(error);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    /** The file is read from disk as it is sent. */
    async putFile(bucket, path, localPath, contentType) {
      const headers = {
        "content-type": contentType,
        "x-upsert": "true",
        "cache-control": `max-age=${DAY_S}`,
      };
      const body = await openAsBlob(localPath);
      const response = await ask(bucket, path, { method: "POST", body, headers }, UPLOAD_TIMEOUT_MS);
      await response.body?.cancel();
    },

    async read(bucket, path, range) {
      const headers: Record<string, string> = range ? { range: `bytes=${range.start}-${range.end}` } : {};
      const response = await ask(bucket, path, { headers }, options.answerTimeoutMs ?? 15_000);
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
