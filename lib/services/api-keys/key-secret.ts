import { createHash, randomBytes } from "node:crypto";

const BEGINNING = "tk_live_";
/** 192 bits: nothing to guess, so that a plain hash of it keeps it well. */
const SECRET_BYTES = 24;
const SHOWN_DIGITS = 6;

export interface KeySecret {
  key: string;
  /** How it begins, to be shown. */
  prefix: string;
  hash: string;
}

export function newKeySecret(): KeySecret {
  const key = BEGINNING + randomBytes(SECRET_BYTES).toString("hex");
  return { key, prefix: key.slice(0, BEGINNING.length + SHOWN_DIGITS), hash: hashOfKey(key) };
}

/** SHA-256 in hex, as `api_keys.hash` keeps it. */
export function hashOfKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/** Whether a bearer token is meant as a key; what is one is never shown to Supabase. */
export const isKey = (token: string): boolean => token.startsWith(BEGINNING);
