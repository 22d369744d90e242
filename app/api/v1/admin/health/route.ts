import { readiness } from "@/app/_server/readiness";
import { json, userRoute } from "@/app/_server/route";
import { platformHealth } from "#lib/services/platform/platform-health";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx) => {
  // Whoever is no operator has nothing asked for them.
  const health = await platformHealth(ctx);
  return json({ ...health, parts: (await readiness()).checks });
});
