import { readQuery } from "@/app/_server/body";
import { webParts } from "@/app/_server/parts";
import { userRoute } from "@/app/_server/route";
import { voiceSampleQuerySchema } from "#lib/domain/api/agent";
import { authorise } from "#lib/services/auth/authorise";

export const dynamic = "force-dynamic";

/** A voice to be heard before it is chosen: one sentence as WAV. */
export const GET = userRoute(async (ctx, { query }) => {
  authorise(ctx, "agents.read");
  const wav = await webParts().market.sample(readQuery(query, voiceSampleQuerySchema));
  return new Response(new Uint8Array(wav), {
    headers: { "content-type": "audio/wav", "cache-control": "private, max-age=86400" },
  });
});
