import { userRoute } from "@/app/_server/route";
import { withdrawInvitation } from "#lib/services/invitations/withdraw-invitation";

export const dynamic = "force-dynamic";

export const DELETE = userRoute<{ id: string }>(async (ctx, { params }) => {
  await withdrawInvitation(ctx, params.id);
  return new Response(null, { status: 204 });
});
