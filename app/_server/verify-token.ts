import { createHash } from "node:crypto";
import { isAuthApiError, isAuthRetryableFetchError } from "@supabase/supabase-js";
import { AppError } from "#lib/errors/app-error";
import { tokenClient } from "./supabase.ts";

const KEEP_MS = 15_000;
const MAX_KEPT = 5000;

interface Kept {
  user: Promise<string | null>;
  untilMs: number;
}
const kept = new Map<string, Kept>();

const keyOf = (token: string): string => createHash("sha256").update(token).digest("base64");

/**
 * The user id that Supabase gives for an access token; null: it does not hold (any more). Answers are kept for 15 s, so
 * that a page that asks ten times asks Supabase once. Throws `unavailable` when Supabase cannot be asked.
 */
export async function verifyToken(token: string, now = Date.now()): Promise<string | null> {
  const key = keyOf(token);
  const known = kept.get(key);
  if (known && known.untilMs > now) return known.user;
  if (kept.size >= MAX_KEPT) kept.clear();
  const user = askSupabase(token);
  kept.set(key, { user, untilMs: now + KEEP_MS });
  try {
    return await user;
  } catch (error) {
    kept.delete(key);
    throw error;
  }
}

/** After a sign-out the token is asked for anew. */
export function forgetToken(token: string): void {
  kept.delete(keyOf(token));
}

async function askSupabase(token: string): Promise<string | null> {
  const { data, error } = await tokenClient().auth.getUser(token);
  if (isNoAnswer(error)) {
    throw new AppError("unavailable", {
      publicMessage: "Your session cannot be checked now. Try again in a moment.",
      retryable: true,
      cause: error,
    });
  }
  return error ? null : data.user.id;
}

/** Supabase has said nothing of the token: it was not reached, is out of order, or was asked too often. */
function isNoAnswer(error: unknown): boolean {
  return (
    isAuthRetryableFetchError(error) ||
    (isAuthApiError(error) && (error.status >= 500 || error.status === 429))
  );
}
