import { webParts } from "@/app/_server/parts";
import { json, userRoute } from "@/app/_server/route";

export const dynamic = "force-dynamic";

/** The voices that an agent may have. */
export const GET = userRoute(async () => json({ items: await webParts().market.voices() }));
