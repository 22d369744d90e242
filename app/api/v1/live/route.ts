import { readQuery } from "@/app/_server/body";
import { eventStream } from "@/app/_server/event-stream";
import { webParts } from "@/app/_server/parts";
import { userRoute } from "@/app/_server/route";
import { liveQuerySchema } from "#lib/domain/api/live";
import { followLive } from "#lib/services/live/follow-live";

export const dynamic = "force-dynamic";

/** What goes on in the business as server-sent events; `Last-Event-ID` (or `?after=`) goes on behind that event. */
export const GET = userRoute((ctx, { request, query }) => {
  const { after } = readQuery(query, liveQuerySchema);
  const last = request.headers.get("last-event-id") ?? after ?? "";
  const left = new AbortController();
  request.signal.addEventListener("abort", () => left.abort(), { once: true });
  const events = followLive(ctx, webParts().hub, /^\d{1,15}$/.test(last) ? Number(last) : null, left.signal);
  return Promise.resolve(
    eventStream(
      events,
      () => left.abort(),
      ({ id }) => id,
    ),
  );
});
