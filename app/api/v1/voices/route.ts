import { webParts } from "@/app/_server/parts";
import { json, userRoute } from "@/app/_server/route";
import { authorise } from "#lib/services/auth/authorise";

export const dynamic = "force-dynamic";

/** The voices that an agent may have. */
export const GET = userRoute(async (ctx) => {
  authorise(ctx, "agents.read");
  return json({ items: await webParts().market.voices() });
});
