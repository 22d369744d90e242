import { json, userRoute } from "@/app/_server/route";
import { listSessions } from "#lib/services/account/list-sessions";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx) => json(await listSessions(ctx)));
