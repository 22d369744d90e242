import { findMember, setRole } from "#lib/data/members";
import type { Member } from "#lib/domain/api/member";
import { asUser, auditUser, callerId } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing, wrongField } from "../missing.ts";
import { inWords } from "./refusals.ts";

/** Makes a member the owner and the caller an admin, in one step. Throws `forbidden`, `not_found`, `invalid` for oneself. */
export async function handOver(ctx: UserContext, id: string): Promise<Member> {
  const handedOver = asUser(ctx, "owners.change", async (trx, tenantId) => {
    if (id === callerId(ctx)) throw wrongField("id", "You are the owner already. Choose somebody else.");
    const next = await findMember(trx, tenantId, id);
    if (!next) throw missing("member");
    await setRole(trx, tenantId, id, "owner");
    await setRole(trx, tenantId, callerId(ctx), "admin");
    await auditUser(ctx, trx, { action: "member.hand_over", subjectType: "user", subjectId: id });
    return { ...next, role: "owner" as const };
  });
  return inWords(handedOver);
}
