import { json, userRoute } from "@/app/_server/route";
import { getUsage } from "#lib/services/plans/get-usage";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx) => json(await getUsage(ctx)));
