import { json, userRoute } from "@/app/_server/route";
import { liveBoard } from "#lib/services/live/live-board";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx) => json(await liveBoard(ctx)));
