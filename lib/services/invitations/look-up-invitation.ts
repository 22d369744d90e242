import { invitationOf } from "#lib/data/invitations";
import type { Db } from "#lib/data/db";
import type { OfferedInvitation } from "#lib/domain/api/invitation";
import { missing } from "../missing.ts";
import { hashOfToken } from "./invitation-token.ts";

/** What the holder of a link is invited to. Throws `not_found` where there was never such a link. */
export async function lookUpInvitation(db: Db, token: string): Promise<OfferedInvitation> {
  const invitation = await invitationOf(db, hashOfToken(token));
  if (!invitation) throw missing("invitation");
  return invitation;
}
