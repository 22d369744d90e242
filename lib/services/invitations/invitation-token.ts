import { createHash, randomBytes } from "node:crypto";

/** 192 bits: nothing to guess, so that a plain hash of it keeps it well. */
const TOKEN_BYTES = 24;

export interface InvitationToken {
  token: string;
  hash: string;
}

export function newInvitationToken(): InvitationToken {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  return { token, hash: hashOfToken(token) };
}

/** SHA-256 in hex, as `invitations.token_hash` keeps it. */
export function hashOfToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Where a link leads, within our own address. */
export const joinPath = (token: string): string => `/join/${token}`;
