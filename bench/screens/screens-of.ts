import { ANALYTICS_KINDS } from "#lib/domain/api/analytics";
import type { Api } from "../../tests/stack/api.ts";
import type { Filter } from "./usable.ts";

export interface Screen {
  name: string;
  path: string;
  /** What it asks of the API, behind /api/v1. */
  requests: string[];
  /** A list, or a filter of one. */
  isList?: true;
}

interface Page<T> {
  items: T[];
}

const DAY_MS = 86_400_000;
const analytics = (more: string): string[] => ANALYTICS_KINDS.map((kind) => `/analytics/${kind}?${more}`);
const ago = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();
const daysAgo = (days: number): string => ago(days).slice(0, 10);

/** A log of calls, as its page asks: the first rows, and the counts of what it can be filtered by. */
function callLog(name: string, address: string, asked: string, days = 30): Screen {
  const from = `from=${ago(days)}`;
  const facets = new URLSearchParams(`${asked}&${from}`);
  for (const outcome of ["disposition", "telephony_result", "in_progress"]) facets.delete(outcome);
  return {
    name,
    path: `/calls?${address}`,
    requests: [`/calls?limit=50&${asked}&${from}`, `/calls/facets?${facets}&to=${ago(0)}`],
    isList: true,
  };
}

/** The largest campaign of the business and its smallest. */
async function campaignsOf(api: Api): Promise<{ large: string; small: string }> {
  const { items } = await api.ok<Page<{ id: string; total_leads: number }>>("GET", "/campaigns?limit=50");
  const bySize = items.toSorted((a, b) => b.total_leads - a.total_leads);
  return { large: bySize[0]?.id ?? "", small: bySize.at(-1)?.id ?? "" };
}

/** Every screen of a business as it lies behind `api`; the same ones in the same order for each. */
export async function screensOf(api: Api): Promise<Screen[]> {
  const { large, small } = await campaignsOf(api);
  const calls = await api.ok<Page<{ id: string }>>("GET", "/calls?limit=1&telephony_result=answered");
  const call = calls.items[0]?.id ?? "";
  const contacts = `/campaigns/${large}/contacts`;
  const people = await api.ok<Page<{ id: string }>>("GET", `${contacts}?limit=1`);
  const person = `${contacts}/${people.items[0]?.id}`;
  const year = `from=${daysAgo(364)}&to=${daysAgo(0)}`;
  const list = { isList: true } as const;
  return [
    {
      name: "overview",
      path: "/overview",
      requests: ["/dashboard/stats", "/campaigns?limit=200", "/calls?limit=8"],
    },
    { name: "campaigns", path: "/campaigns", requests: ["/campaigns?limit=50"], ...list },
    {
      name: "campaign, overview",
      path: `/campaigns/${large}`,
      requests: [`/campaigns/${large}`, `/campaigns/${large}/stats`],
    },
    {
      name: "campaign, contacts",
      path: `/campaigns/${large}?tab=contacts`,
      requests: [`${contacts}?limit=50`, `${contacts}/facets`],
      ...list,
    },
    {
      name: "campaign, calls",
      path: `/campaigns/${large}?tab=calls`,
      requests: [`/calls?limit=50&campaign_id=${large}`],
      ...list,
    },
    {
      name: "campaign, settings",
      path: `/campaigns/${large}?tab=settings`,
      requests: [`/campaigns/${large}`],
    },
    { name: "one contact", path: person, requests: [person] },
    callLog("calls", "", ""),
    callLog("calls, 90 days", "range=90d", "", 90),
    callLog("calls, a rare outcome", "outcome=error", "disposition=error"),
    callLog("calls, by the carrier", "outcome=invalid_number", "telephony_result=invalid_number"),
    callLog("calls, a small campaign", `campaign=${small}`, `campaign_id=${small}`),
    callLog(
      "calls, campaign and outcome",
      `campaign=${large}&outcome=error`,
      `campaign_id=${large}&disposition=error`,
    ),
    callLog("calls, in progress", "outcome=live", "in_progress=true"),
    callLog("calls, a frequent name", "q=hopper", "search=hopper"),
    callLog("calls, one person", "q=person77%40", "search=person77%40"),
    {
      name: "one call",
      path: `/calls/${call}`,
      requests: [`/calls/${call}`, `/calls/${call}/events?limit=200`, `/calls/${call}/analysis`],
    },
    { name: "live board", path: "/calls/live", requests: ["/calls/live"] },
    { name: "contacts", path: "/contacts", requests: ["/contacts?limit=50"], ...list },
    {
      name: "contacts, searched",
      path: "/contacts?q=person77%40",
      requests: ["/contacts?limit=50&search=person77%40"],
      ...list,
    },
    { name: "recordings", path: "/recordings", requests: ["/recordings?limit=50"], ...list },
    {
      name: "recordings, filtered",
      path: `/recordings?disposition=error&campaign_id=${small}`,
      requests: [`/recordings?limit=50&disposition=error&campaign_id=${small}`],
      ...list,
    },
    { name: "analytics, 30 days", path: "/analytics", requests: analytics("") },
    { name: "analytics, a year", path: `/analytics?${year}`, requests: analytics(year) },
    {
      name: "analytics, a campaign's year",
      path: `/analytics?${year}&campaign_id=${large}`,
      requests: analytics(`${year}&campaign_id=${large}`),
    },
    { name: "do-not-call", path: "/do-not-call", requests: ["/dnc?limit=50"], ...list },
    { name: "agents", path: "/agents", requests: ["/agents?limit=50"], ...list },
    { name: "plan and usage", path: "/settings/usage", requests: ["/usage"] },
  ];
}

/** Filters as they are pressed. */
export async function filtersOf(api: Api): Promise<Filter[]> {
  const { large } = await campaignsOf(api);
  return [
    {
      name: "calls, press an outcome",
      path: "/calls",
      press: { in: "Calls by what they came to", button: /^Goal achieved/ },
      says: "Goal achieved",
    },
    {
      name: "contacts, press a state",
      path: `/campaigns/${large}?tab=contacts`,
      press: { in: "Contacts by where they stand", button: /^Waiting/ },
      says: "Waiting",
    },
  ];
}
