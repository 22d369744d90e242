import { readJson, readQuery } from "@/app/_server/body";
import { invitationMail } from "@/app/_server/invitation-mail";
import { json, userRoute } from "@/app/_server/route";
import { invitationInputSchema } from "#lib/domain/api/invitation";
import { pageQuerySchema } from "#lib/domain/api/page";
import { inviteMember } from "#lib/services/invitations/invite-member";
import { listInvitations } from "#lib/services/invitations/list-invitations";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx, { query }) =>
  json(await listInvitations(ctx, readQuery(query, pageQuerySchema))),
);

/** Without an idempotency key: the answer has a link, whose token is kept nowhere. */
export const POST = userRoute(async (ctx, { request }) => {
  const input = await readJson(request, invitationInputSchema);
  return json(await inviteMember(ctx, await invitationMail(), input), 201);
});
