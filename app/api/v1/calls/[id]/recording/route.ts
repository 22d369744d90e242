import { problemAnswer } from "@/app/_server/problem";
import { userRoute } from "@/app/_server/route";
import { readByteRange } from "#lib/domain/api/byte-range";
import { AppError } from "#lib/errors/app-error";
import { getRecording } from "#lib/services/calls/get-recording";

export const dynamic = "force-dynamic";

/** The WAV as a stream, whole or a span of it, so that a player can begin in the middle. (Next sets no length on a stream.) */
export const GET = userRoute<{ id: string }>(async (ctx, { params, request, requestId }) => {
  const { path, bytes } = await getRecording(ctx, params.id);
  const headers = {
    "content-type": "audio/wav",
    "accept-ranges": "bytes",
    "cache-control": "private, no-store",
  };
  const range = readByteRange(request.headers.get("range"), bytes);
  if (range === "unsatisfiable") {
    const publicMessage = `The recording has ${bytes} bytes. Ask for a span of them.`;
    const refusal = new AppError("unsatisfiable_range", { publicMessage });
    return problemAnswer(refusal, requestId, { "content-range": `bytes */${bytes}` });
  }
  if (range === "whole") {
    const stream = await ctx.files.read("recordings", path);
    return new Response(stream, { headers });
  }
  const stream = await ctx.files.read("recordings", path, range);
  return new Response(stream, {
    status: 206,
    headers: {
      ...headers,
      "content-range": `bytes ${range.start}-${range.end}/${bytes}`,
    },
  });
});
