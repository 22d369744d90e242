import { json, userRoute } from "@/app/_server/route";
import { handOver } from "#lib/services/members/hand-over";

export const dynamic = "force-dynamic";

export const POST = userRoute<{ id: string }>(async (ctx, { params }) =>
  json(await handOver(ctx, params.id)),
);
