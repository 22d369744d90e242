import { liveAudio } from "@/app/_server/live-audio";
import { userRoute } from "@/app/_server/route";
import { listenIn } from "#lib/services/calls/listen-in";

export const dynamic = "force-dynamic";

/** By way of this process, so that the browser speaks to one address alone, however many workers there are. */
export const GET = userRoute<{ id: string }>(async (ctx, { params, request }) =>
  liveAudio(ctx.log, await listenIn(ctx, params.id), request.signal),
);
