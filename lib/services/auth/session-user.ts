import type { UsedKey } from "#lib/data/api-keys";
import { asRequest, type Db } from "#lib/data/db";
import { findProfile, minutesRemaining, type Profile } from "#lib/data/profiles";
import { readAccessToken } from "#lib/domain/access-token";
import type { Me, Session, SessionUser } from "#lib/domain/api/session";
import { AppError } from "#lib/errors/app-error";
import type { AuthContext, AuthTokens } from "./port.ts";

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

/** The tokens with whom they stand for. Throws `unauthenticated` when the user belongs to no business (any more). */
export async function describeSession(ctx: AuthContext, tokens: AuthTokens): Promise<Session> {
  const { accessToken, userId } = tokens;
  const sessionId = readAccessToken(accessToken)?.sessionId ?? null;
  const profile = await findProfile(ctx.db, { userId, sessionId, ...ctx.from });
  if (!profile) throw withoutBusiness();
  return {
    access_token: accessToken,
    refresh_token: tokens.refreshToken,
    token_type: "bearer",
    expires_in: tokens.expiresInS,
    user: await describeUser(ctx.db, profile),
  };
}

const withoutBusiness = (): AppError =>
  new AppError("unauthenticated", {
    publicMessage:
      "This account belongs to no business. Open the link of your invitation, or sign in on the web to found a business.",
    reason: "no_business",
  });
