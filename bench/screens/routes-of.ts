import type { Api } from "../../tests/stack/api.ts";

export interface Route {
  name: string;
  path: string;
  /** Opened by somebody who has not signed in. */
  isPublic?: true;
}

interface Named {
  items: { id: string }[];
}

/** One address of each of the app's routes, of a business that has something to show on it. */
export async function routesOf(api: Api): Promise<Route[]> {
  const firstOf = async (path: string): Promise<string> =>
    (await api.ok<Named>("GET", path)).items[0]?.id ?? "";
  const campaign = await firstOf("/campaigns?limit=1");
  const contact = await firstOf(`/campaigns/${campaign}/contacts?limit=1`);
  const call = await firstOf("/calls?limit=1&telephony_result=answered");
  const agent = await firstOf("/agents?limit=1");
  const { id: draft } = await api.ok<{ id: string }>("POST", "/campaigns", {
    name: "Draft",
    goal: "Book a visit",
  });
  const { id: client } = await api.ok<{ id: string }>("POST", "/clients", { name: "Lakeside Clinic" });
  const { id: webhook } = await api.ok<{ id: string }>("POST", "/webhooks", {
    url: "http://127.0.0.1:1/talky",
    events: ["call.ended"],
  });
  const open = { isPublic: true } as const;
  return [
    { name: "landing", path: "/", ...open },
    { name: "sign-in", path: "/sign-in", ...open },
    { name: "sign-up", path: "/sign-up", ...open },
    { name: "API documentation", path: "/api/docs", ...open },
    { name: "overview", path: "/overview" },
    { name: "campaigns", path: "/campaigns" },
    { name: "new campaign", path: "/campaigns/new" },
    { name: "set up", path: `/campaigns/${draft}/setup?step=schedule` },
    { name: "campaign", path: `/campaigns/${campaign}` },
    { name: "campaign, contacts", path: `/campaigns/${campaign}?tab=contacts` },
    { name: "campaign, settings", path: `/campaigns/${draft}?tab=settings` },
    { name: "one contact", path: `/campaigns/${campaign}/contacts/${contact}` },
    { name: "contacts", path: "/contacts" },
    { name: "calls", path: "/calls" },
    { name: "one call", path: `/calls/${call}` },
    { name: "live board", path: "/calls/live" },
    { name: "recordings", path: "/recordings" },
    { name: "analytics", path: "/analytics" },
    { name: "agents", path: "/agents" },
    { name: "one agent", path: `/agents/${agent}` },
    { name: "agent, edit", path: `/agents/${agent}?tab=edit` },
    { name: "clients", path: "/clients" },
    { name: "one client", path: `/clients/${client}` },
    { name: "do-not-call", path: "/do-not-call" },
    { name: "business", path: "/settings/business" },
    { name: "members", path: "/settings/members" },
    { name: "security", path: "/settings/security" },
    { name: "phone numbers", path: "/settings/phone-numbers" },
    { name: "API keys", path: "/settings/api-keys" },
    { name: "webhooks", path: "/settings/webhooks" },
    { name: "one webhook", path: `/settings/webhooks/${webhook}` },
    { name: "plan and usage", path: "/settings/usage" },
    { name: "data", path: "/settings/data" },
    { name: "platform", path: "/admin" },
    { name: "platform, calls", path: "/admin/calls" },
    { name: "platform, health", path: "/admin/health" },
    { name: "platform, laws", path: "/admin/laws" },
  ];
}
