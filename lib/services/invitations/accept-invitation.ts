import { type Acceptance, acceptInvitation as accept } from "#lib/data/invitations";
import type { Db } from "#lib/data/db";
import type { AcceptInvitation } from "#lib/domain/api/invitation";
import { AppError } from "#lib/errors/app-error";
import type { AuthGateway } from "../auth/port.ts";
import { wrongField } from "../missing.ts";
import { hashOfToken } from "./invitation-token.ts";

const REFUSALS: Record<Exclude<Acceptance, "joined">, string> = {
  gone: "This invitation does not hold any more. Ask for a new one.",
  other_address: "This invitation is for another e-mail address. Sign in with that one.",
  owner_elsewhere:
    "You are the only owner of another business. Hand it over first, or be invited with another e-mail address.",
  member_already: "You belong to this business already.",
};

/**
 * Joins a business, in a session of the address that was invited; a password is taken where a link has just begun it. Of two
 * who accept at once, one joins. Throws `conflict` with the reason, `invalid` for the password.
 */
export async function acceptInvitation(
  { db, auth }: { db: Db; auth: AuthGateway },
  session: { userId: string; accessToken: string; isFromLink: boolean },
  { token, name, password }: AcceptInvitation,
): Promise<void> {
  if (password !== undefined) {
    if (!session.isFromLink) {
      throw wrongField("password", "You have a password already. Change it in the settings.");
    }
    await auth.setPassword(session.accessToken, password);
  }
  const outcome = await accept(db, hashOfToken(token), session.userId, name ?? null);
  if (outcome !== "joined") {
    throw new AppError("conflict", { publicMessage: REFUSALS[outcome], reason: outcome });
  }
}
