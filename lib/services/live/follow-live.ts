import { setTimeout as delay } from "node:timers/promises";
import type { LiveEvent } from "#lib/domain/api/live";
import type { LiveMessage, LiveSubscriber } from "#lib/live/port";
import type { UserContext } from "../context.ts";
import { CampaignWatch } from "./campaign-watch.ts";
import { EventReader } from "./event-reader.ts";
import { rowEvent } from "./row-event.ts";

/** A message may be lost: the rows are looked at so often without one. */
const EVERY_MS = 1000;
/** And never more often. */
const AT_MOST_EVERY_MS = 150;
/** The workers tell what is being said while somebody looks on; they are told so, again and again. */
const WATCHED_EVERY_MS = 15_000;
const PING_EVERY_MS = 15_000;
/** Whether whoever looks on may still do so is asked so often. */
const ALLOWED_EVERY_MS = 5000;
/** Then whoever looks on comes back, and shows again who they are. */
const LONGEST_MS = 10 * 60_000;

/**
 * What goes on in the caller's tenant, until `signal` or until they may look no more: from behind the event `after`, or from now on (null). Begins with
 * `live.ready`, or with `live.reset` where too much was missed.
 */
export async function* followLive(
  ctx: UserContext,
  feed: LiveSubscriber,
  after: number | null,
  { signal, isAllowed }: { signal: AbortSignal; isAllowed: () => Promise<boolean> },
): AsyncGenerator<LiveEvent> {
  const { tenantId } = ctx.actor;
  const campaigns = new CampaignWatch(ctx);
  const said: LiveEvent[] = [];
  let wake = Promise.withResolvers<void>();
  const stop = await feed.subscribe((message) => {
    if (isNews(message, tenantId, campaigns, said)) wake.resolve();
  });
  const left = (): void => wake.resolve();
  signal.addEventListener("abort", left, { once: true });
  try {
    const { reader, isWhole } = await EventReader.open(ctx, after);
    yield { type: isWhole ? "live.ready" : "live.reset" };
    const begun = performance.now();
    let [watchedAt, toldAt, allowedAt] = [-Infinity, begun, begun];
    while (!signal.aborted && performance.now() - begun < LONGEST_MS) {
      const now = performance.now();
      if (now - allowedAt >= ALLOWED_EVERY_MS) {
        allowedAt = now;
        if (!(await isAllowed())) return;
      }
      if (now - watchedAt >= WATCHED_EVERY_MS) {
        watchedAt = now;
        await ctx.live.publish({ type: "tenant.watched", tenantId });
      }
      const rows = (await reader.read()).flatMap((row) => rowEvent(row) ?? []);
      const events = [...rows, ...said.splice(0), ...(await campaigns.read())];
      if (events.length > 0) toldAt = now;
      yield* events;
      if (now - toldAt >= PING_EVERY_MS) {
        toldAt = now;
        yield { type: "live.ping" };
      }
      await delay(AT_MOST_EVERY_MS);
      await Promise.race([wake.promise, delay(EVERY_MS, undefined, { ref: false })]);
      wake = Promise.withResolvers<void>();
    }
  } finally {
    signal.removeEventListener("abort", left);
    await stop();
  }
}

/** Takes what is said along; the rest only says that there is something to read. */
function isNews(
  message: LiveMessage,
  tenantId: string,
  campaigns: CampaignWatch,
  said: LiveEvent[],
): boolean {
  switch (message.type) {
    case "campaign.changed":
      return campaigns.note(message.campaignId);
    case "tenant.news":
      return message.tenantId === tenantId;
    case "call.saying": {
      if (message.tenantId !== tenantId) return false;
      const { callId, campaignId, role, text } = message;
      said.push({
        type: "call.turn",
        call_id: callId,
        campaign_id: campaignId,
        final: false,
        index: null,
        role,
        text,
        interrupted: false,
        started_ms: null,
        ended_ms: null,
      });
      return true;
    }
    case "call.inbox":
    case "call.hangup":
    case "tenant.watched":
      return false;
  }
}
