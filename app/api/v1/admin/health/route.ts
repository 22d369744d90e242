import { json, userRoute } from "@/app/_server/route";
import { platformHealth } from "#lib/services/platform/platform-health";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx) => json(await platformHealth(ctx)));
