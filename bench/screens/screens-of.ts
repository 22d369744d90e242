import type { Api } from "../../tests/stack/api.ts";

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

const KINDS = ["calls", "outcomes", "funnel", "hours", "latency", "costs", "campaigns"];
const analytics = (more: string): string[] => KINDS.map((kind) => `/analytics/${kind}?${more}`);

/** Every screen of a business as it lies behind `api`; the same ones in the same order for each. */
export async function screensOf(api: Api): Promise<Screen[]> {
  const campaigns = await api.ok<Page<{ id: string; total_leads: number }>>("GET", "/campaigns?limit=50");
  const bySize = campaigns.items.toSorted((a, b) => b.total_leads - a.total_leads);
  const [large, small] = [bySize[0]?.id ?? "", bySize.at(-1)?.id ?? ""];
  const calls = await api.ok<Page<{ id: string }>>("GET", "/calls?limit=1&telephony_result=answered");
  const call = calls.items[0]?.id ?? "";
  const contacts = `/campaigns/${large}/contacts`;
  const year = `from=${daysAgo(364)}&to=${daysAgo(0)}`;
  const list = { isList: true } as const;
  return [
    {
      name: "overview",
      path: "/overview",
      requests: ["/dashboard/stats", "/campaigns?limit=5", "/calls?limit=8"],
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
    { name: "calls", path: "/calls", requests: ["/calls?limit=50"], ...list },
    ...[
      ["a rare outcome", "outcome=error", "disposition=error"],
      ["by the carrier", "outcome=invalid_number", "telephony_result=invalid_number"],
      ["a small campaign", `campaign=${small}`, `campaign_id=${small}`],
      ["campaign and outcome", `campaign=${large}&outcome=error`, `campaign_id=${large}&disposition=error`],
      ["in progress", "outcome=live", "in_progress=true"],
    ].map(([name = "", at = "", asked = ""]) => ({
      name: `calls, ${name}`,
      path: `/calls?${at}`,
      requests: [`/calls?limit=50&${asked}`],
      ...list,
    })),
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
    { name: "settings", path: "/settings/phone-numbers", requests: ["/phone-numbers"] },
  ];
}

const DAY_MS = 86_400_000;
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
