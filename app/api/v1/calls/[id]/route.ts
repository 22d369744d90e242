import { json, userRoute } from "@/app/_server/route";
import { getCall } from "#lib/services/calls/get-call";

export const dynamic = "force-dynamic";

export const GET = userRoute<{ id: string }>(async (ctx, { params }) => json(await getCall(ctx, params.id)));
