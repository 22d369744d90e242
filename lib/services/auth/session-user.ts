import type { UsedKey } from "#lib/data/api-keys";
import { asRequest, type Db } from "#lib/data/db";
import { findProfile, minutesRemaining, type Profile } from "#lib/data/profiles";
import type { Me, Session, SessionUser } from "#lib/domain/api/session";
import { AppError } from "#lib/errors/app-error";
import type { AuthTokens } from "./port.ts";

/** The signed-in user as the API shows them. */
export async function describeUser(db: Db, profile: Profile): Promise<SessionUser> {
  const who = { tenantId: profile.tenantId, role: profile.role, actorId: profile.id };
  return {
    id: profile.id,
    email: profile.email,
    name: profile.name,
    role: profile.role,
    tenant_id: profile.tenantId,
    business_name: profile.businessName,
    minutes_remaining: await asRequest(db, who, (trx) => minutesRemaining(trx, profile.tenantId)),
  };
}

/** A program with a key, in the same shape: it has no address. */
export async function describeKey(db: Db, key: UsedKey): Promise<Me> {
  const who = { tenantId: key.tenantId, role: key.role, actorId: key.id };
  return {
    id: key.id,
    email: null,
    name: key.name,
    role: key.role,
    tenant_id: key.tenantId,
    business_name: key.businessName,
    minutes_remaining: await asRequest(db, who, (trx) => minutesRemaining(trx, key.tenantId)),
  };
}

/** The tokens with whom they stand for. Throws `unauthenticated` when the user has no profile any more. */
export async function describeSession(db: Db, tokens: AuthTokens): Promise<Session> {
  const profile = await findProfile(db, tokens.userId);
  if (!profile) {
    throw new AppError("unauthenticated", { publicMessage: "This account no longer exists." });
  }
  return {
    access_token: tokens.accessToken,
    refresh_token: tokens.refreshToken,
    token_type: "bearer",
    expires_in: tokens.expiresInS,
    user: await describeUser(db, profile),
  };
}
