import type { CallSummary } from "#lib/domain/api/call";
import type { Campaign } from "#lib/domain/api/campaign";
import type { Import } from "#lib/domain/api/import";
import type { LiveEvent } from "#lib/domain/api/live";

type Event<T extends LiveEvent["type"]> = Extract<LiveEvent, { type: T }>;

/** A campaign as the event tells it; the same object where the event says nothing new, or is about another. */
export function withCampaignEvent<T extends Campaign>(
  campaign: T,
  event: Event<"campaign.status" | "campaign.stats">,
): T {
  if (campaign.id !== event.campaign_id) return campaign;
  const { type: _, campaign_id: __, id: ___, ...news } = event;
  return withNews(campaign, news);
}

/** A call as the event tells it. What an event says is what the call's row said when it was sent. */
export function withCallEvent<T extends CallSummary>(call: T, event: Event<"call.state" | "call.ended">): T {
  if (call.id !== event.call_id) return call;
  if (event.type === "call.ended") {
    const { telephony_result, answered_by, disposition, goal_achieved, duration_s, at } = event;
    const news = { telephony_result, answered_by, disposition, goal_achieved, duration_s };
    return withNews(call, { ...news, carrier_state: "ended", ended_at: call.ended_at ?? at });
  }
  const { carrier_state, answered_by, answered_at } = event;
  // A late event of a call that has ended brings nothing back to life.
  if (call.carrier_state === "ended") return call;
  return withNews(call, { carrier_state, answered_by, answered_at });
}

export function withImportEvent(run: Import, event: Event<"import.progress">): Import {
  if (run.id !== event.import_id) return run;
  const { type: _, import_id: __, campaign_id: ___, id: ____, ...news } = event;
  return withNews(run, news);
}

function withNews<T extends object>(old: T, news: object): T {
  const isNew = Object.entries(news).some(([name, value]) => old[name as keyof T] !== value);
  return isNew ? { ...old, ...news } : old;
}
