import { webParts } from "@/app/_server/parts";
import { json, userRoute } from "@/app/_server/route";
import { authorise } from "#lib/services/auth/authorise";

export const dynamic = "force-dynamic";

/** The language models that an agent may think with, and which one it has when it names none. */
export const GET = userRoute(async (ctx) => {
  authorise(ctx, "agents.read");
  const { market, env } = webParts();
  const models = await market.models();
  return json({ items: models.map((id) => ({ id, is_default: id === env.GROQ_MODEL })) });
});
