import { createHash } from "node:crypto";
import { isAuthApiError, isAuthRetryableFetchError } from "@supabase/supabase-js";
import { type AccessClaims, readAccessToken } from "#lib/domain/access-token";
import { AppError } from "#lib/errors/app-error";
import { tokenClient } from "./supabase.ts";

const KEEP_MS = 15_000;
const MAX_KEPT = 5000;

interface Kept {
  claims: Promise<AccessClaims | null>;
  untilMs: number;
}
const kept = new Map<string, Kept>();

const keyOf = (token: string): string => createHash("sha256").update(token).digest("base64");

/**
 * What an access token says; null: it does not hold (any more). One that is signed by a published key is checked here, one by
 * the shared secret by Supabase, which alone has it. Answers are kept for 15 s, so that a page that asks ten times asks once;
 * whether the session goes on is asked of the database each time. Throws `unavailable` when Supabase cannot be asked.
 */
export async function verifyToken(token: string, now = Date.now()): Promise<AccessClaims | null> {
  const key = keyOf(token);
  const known = kept.get(key);
  if (known && known.untilMs > now) return known.claims;
  if (kept.size >= MAX_KEPT) kept.clear();
  const claims = check(token);
  kept.set(key, { claims, untilMs: now + KEEP_MS });
  try {
    return await claims;
  } catch (error) {
    kept.delete(key);
    throw error;
  }
}

/** After a sign-out the token is asked for anew. */
export function forgetToken(token: string): void {
  kept.delete(keyOf(token));
}

async function check(token: string): Promise<AccessClaims | null> {
  const claims = readAccessToken(token);
  if (claims === null) return null;
  const error = await faultOf(token);
  if (isNoAnswer(error)) {
    throw new AppError("unavailable", {
      publicMessage: "Your session cannot be checked now. Try again in a moment.",
      retryable: true,
      cause: error,
    });
  }
  return error === null ? claims : null;
}

async function faultOf(token: string): Promise<unknown> {
  try {
    return (await tokenClient().auth.getClaims(token)).error;
  } catch (error) {
    // A head that is no JSON, a key that does not fit: whatever it is, it is no good token.
    return error;
  }
}

/** Supabase has said nothing of the token: it was not reached, is out of order, or was asked too often. */
function isNoAnswer(error: unknown): boolean {
  return (
    isAuthRetryableFetchError(error) ||
    (isAuthApiError(error) && (error.status >= 500 || error.status === 429))
  );
}
