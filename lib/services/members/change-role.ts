import { findMember, setRole } from "#lib/data/members";
import type { Member, MemberPatch } from "#lib/domain/api/member";
import { asUser, auditUser } from "../auth/as-user.ts";
import { authorise } from "../auth/authorise.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { inWords } from "./refusals.ts";

/** Holds from the member's next request on. Throws `forbidden`, `not_found`, `conflict` for the last owner. */
export async function changeRole(ctx: UserContext, id: string, { role }: MemberPatch): Promise<Member> {
  const changed = asUser(ctx, "members.change", async (trx, tenantId) => {
    const before = await findMember(trx, tenantId, id);
    if (!before) throw missing("member");
    if (before.role === role) return before;
    if (before.role === "owner" || role === "owner") authorise(ctx, "owners.change");
    if (!(await setRole(trx, tenantId, id, role))) throw missing("member");
    await auditUser(ctx, trx, {
      action: "member.role",
      subjectType: "user",
      subjectId: id,
      data: { before: before.role, after: role },
    });
    return { ...before, role };
  });
  return inWords(changed);
}
