import { readQuery } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { transcriptQuerySchema } from "#lib/domain/api/turn";
import { transcriptText } from "#lib/domain/api/transcript";
import { getTranscript } from "#lib/services/calls/get-transcript";

export const dynamic = "force-dynamic";

export const GET = userRoute<{ id: string }>(async (ctx, { params, query }) => {
  const { format } = readQuery(query, transcriptQuerySchema);
  const transcript = await getTranscript(ctx, params.id);
  if (format === "json") return json(transcript);
  return new Response(transcriptText(transcript), {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
});
