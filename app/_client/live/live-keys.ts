import type { QueryKey } from "@tanstack/react-query";
import type { LiveEvent } from "#lib/domain/api/live";
import { allContactsKey } from "../contact-queries.ts";
import { callFacetsKey, callsKey } from "../call-queries.ts";
import { campaignsKey, importsKey, runningKey } from "../campaign-queries.ts";
import { dashboardKey } from "../dashboard-query.ts";

/** All that the stream keeps fresh: asked for anew after a break. */
export const LIVE_ROOTS: readonly QueryKey[] = [
  campaignsKey,
  callsKey,
  allContactsKey,
  importsKey,
  dashboardKey,
];

/** A list of calls takes new rows in by itself, when nobody points at one. */
export const isCallList = ([root, part]: QueryKey): boolean => root === callsKey[0] && part === "list";

/** How long an answer is good enough: to count all calls takes longer than to read one. */
export const askEveryMs = ([root, part]: QueryKey): number =>
  root === callsKey[0] && part === callFacetsKey[1] ? 5_000 : 1_000;

/** What an event makes out of date beyond what it says itself. */
export function staleAfter(event: LiveEvent): QueryKey[] {
  switch (event.type) {
    case "campaign.status":
      return [[...campaignsKey, event.campaign_id], [...campaignsKey, "list"], runningKey, dashboardKey];
    case "campaign.stats":
      return [[...campaignsKey, event.campaign_id], allContactsKey, dashboardKey];
    case "call.started":
      return [dashboardKey, callFacetsKey];
    case "call.state":
      return [[...callsKey, event.call_id, "events"]];
    case "call.turn":
      return event.final ? [[...callsKey, event.call_id]] : [];
    case "call.ended":
      return [
        [...callsKey, event.call_id],
        [...campaignsKey, event.campaign_id],
        dashboardKey,
        callFacetsKey,
      ];
    case "import.progress":
      return event.status === "running" || event.status === "queued"
        ? []
        : [
            [...importsKey, event.import_id],
            [...campaignsKey, event.campaign_id],
          ];
    case "live.ready":
    case "live.reset":
    case "live.ping":
      return [];
  }
}
