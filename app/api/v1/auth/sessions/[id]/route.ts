import { userRoute } from "@/app/_server/route";
import { endSession } from "#lib/services/account/end-session";

export const dynamic = "force-dynamic";

export const DELETE = userRoute<{ id: string }>(async (ctx, { params }) => {
  await endSession(ctx, params.id);
  return new Response(null, { status: 204 });
});
