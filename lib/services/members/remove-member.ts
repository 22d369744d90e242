import { findMember, removeMember as remove } from "#lib/data/members";
import { endSessions } from "#lib/data/sessions";
import type { MemberRemoval } from "#lib/domain/api/member";
import { AppError } from "#lib/errors/app-error";
import { asUser, auditUser, callerId } from "../auth/as-user.ts";
import { authorise } from "../auth/authorise.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { inWords } from "./refusals.ts";

/** Ends their sessions and takes them out; nothing opens to them from the answer on. Throws `forbidden`, `not_found`, `conflict`. */
export async function removeMember(
  ctx: UserContext,
  id: string,
  { api_keys: apiKeys }: MemberRemoval,
): Promise<void> {
  const removed = asUser(ctx, "members.change", async (trx, tenantId) => {
    const member = await findMember(trx, tenantId, id);
    if (!member) throw missing("member");
    if (id === callerId(ctx)) {
      throw new AppError("conflict", { publicMessage: "This is you. Leave the business instead." });
    }
    if (member.role === "owner") authorise(ctx, "owners.change");
    await endSessions(trx, id);
    if (!(await remove(trx, tenantId, id, apiKeys))) throw missing("member");
    await auditUser(ctx, trx, {
      action: "member.remove",
      subjectType: "user",
      subjectId: id,
      data: { role: member.role, api_keys: apiKeys, keys: member.api_keys },
    });
  });
  await inWords(removed);
}
