import { readQuery } from "@/app/_server/body";
import { eventStream } from "@/app/_server/event-stream";
import { webParts } from "@/app/_server/parts";
import { tokenOf, userRoute } from "@/app/_server/route";
import { callerOfToken, comesFrom } from "@/app/_server/session";
import { liveQuerySchema } from "#lib/domain/api/live";
import { followLive } from "#lib/services/live/follow-live";

export const dynamic = "force-dynamic";

/** What goes on in the business as server-sent events; `Last-Event-ID` (or `?after=`) goes on behind that event. */
export const GET = userRoute(async (ctx, { request, query }) => {
  const { after } = readQuery(query, liveQuerySchema);
  const last = request.headers.get("last-event-id") ?? after ?? "";
  const left = new AbortController();
  request.signal.addEventListener("abort", () => left.abort(), { once: true });
  const [token, origin] = [await tokenOf(request), await comesFrom()];
  const from = /^\d{1,15}$/.test(last) ? Number(last) : null;
  const events = followLive(ctx, webParts().hub, from, {
    signal: left.signal,
    isAllowed: async () => (await callerOfToken(token, origin)) !== null,
  });
  return eventStream(
    events,
    () => left.abort(),
    ({ id }) => id,
  );
});
