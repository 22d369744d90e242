import type { Metadata } from "next";
import { pageQuerySchema } from "#lib/domain/api/page";
import { mayDo } from "#lib/domain/roles/actions";
import { callerId } from "#lib/services/auth/as-user";
import { listInvitations } from "#lib/services/invitations/list-invitations";
import { listMembers } from "#lib/services/members/list-members";
import { RolesTable } from "@/components/members/roles-table";
import { MEMBER_TEXTS as T } from "@/components/members/texts";
import { Card, CardHeader } from "@/components/ui/card";
import { pageContext } from "../../page-context.ts";
import { InvitationsCard } from "./invitations-card.tsx";
import { MembersScreen } from "./members-screen.tsx";

export const metadata: Metadata = { title: T.title };

export default async function MembersPage() {
  const ctx = await pageContext();
  const { role } = ctx.actor;
  const mayInvite = mayDo(role, "members.change");
  const query = pageQuerySchema.parse({ limit: 200 });
  const [members, invitations] = await Promise.all([
    listMembers(ctx),
    mayInvite ? listInvitations(ctx, query) : null,
  ]);
  return (
    <div className="flex flex-col gap-5">
      <MembersScreen initial={members} me={{ id: callerId(ctx), role }} />
      {invitations ? <InvitationsCard initial={invitations} /> : null}
      <Card aria-labelledby="roles">
        <CardHeader id="roles" title={T.may} note={T.mayNote} />
        <RolesTable />
      </Card>
    </div>
  );
}
