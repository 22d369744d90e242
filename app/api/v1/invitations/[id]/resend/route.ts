import { invitationMail } from "@/app/_server/invitation-mail";
import { json, userRoute } from "@/app/_server/route";
import { resendInvitation } from "#lib/services/invitations/resend-invitation";

export const dynamic = "force-dynamic";

export const POST = userRoute<{ id: string }>(async (ctx, { params }) =>
  json(await resendInvitation(ctx, await invitationMail(), params.id)),
);
