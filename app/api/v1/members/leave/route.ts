import { userRoute } from "@/app/_server/route";
import { leaveBusiness } from "#lib/services/members/leave-business";

export const dynamic = "force-dynamic";

export const POST = userRoute(async (ctx) => {
  await leaveBusiness(ctx);
  return new Response(null, { status: 204 });
});
