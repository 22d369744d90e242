import { expect, type Page } from "playwright/test";
import {
  all,
  analysisIsOver,
  type Call,
  campaignIs,
  createCampaign,
  importNumbers,
  register,
} from "../stack/api.ts";
import { join, makeOperator } from "../stack/people.ts";
import { numberOf } from "../stack/sandbox.ts";
import { violations } from "./axe.ts";
import { signIn } from "./browser-steps.ts";
import { keptOut, test } from "./watched.ts";

/** One business with one finished campaign, for all that follows. */
let owner: { email: string; password: string };
let paths: Record<string, string>;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  const { api, session, password } = await register("Harbour Dental");
  owner = { email: session.user.email, password };
  const agent = await api.ok<{ id: string }>("POST", "/agents", {
    name: "Nora",
    description: "Friendly, for reminders",
    system_prompt: "Be kind to {{first_name}}.\nNever promise a price.",
    greeting: "Hello {{first_name}}, this is Nora.",
  });
  await api.ok("PATCH", `/agents/${agent.id}`, { description: "Friendly, for check-ups" });
  const campaign = await createCampaign(api, {
    name: "Spring check-ups",
    agent_id: agent.id,
    extraction_fields: [{ name: "email", type: "email", description: "Where to write to" }],
  });
  const draft = await createCampaign(api, { name: "Autumn check-ups" });
  await importNumbers(
    api,
    campaign.id,
    ["00", "01", "07", "10"].map((nn) => numberOf(nn, "213")),
  );
  await api.ok("POST", `/campaigns/${campaign.id}/start`);
  await campaignIs(api, campaign.id, "completed", 120_000)();
  const calls = await all<Call>(api, `/calls?campaign_id=${campaign.id}`);
  const interrupted = calls.find((call) => call.phone_number === numberOf("10", "213"));
  const busy = calls.find((call) => call.phone_number === numberOf("01", "213"));
  const client = await api.ok<{ id: string }>("POST", "/clients", {
    name: "Lakeside Clinic",
    phone_number: numberOf("10", "213"),
    notes: "Calls back on Mondays.",
  });
  await api.ok("POST", `/campaigns/${campaign.id}/contacts/${interrupted?.lead_id}/consents`, {
    purpose: "transactional",
    text: "Remind me of my appointments by phone.",
    source: "form",
  });
  await api.ok("POST", "/phone-numbers", { phone_number: numberOf("90", "213"), label: "Front desk" });
  await api.ok("POST", "/api-keys", { name: "CRM sync", scopes: ["read", "write"] });
  const webhook = await api.ok<{ id: string }>("POST", "/webhooks", {
    url: "http://127.0.0.1:1/talky",
    events: ["call.ended"],
  });
  await api.ok("POST", `/webhooks/${webhook.id}/test`);
  await join(api, "user");
  await api.ok("POST", "/invitations", { email: "nina@example.com", role: "admin" });
  await analysisIsOver(api, interrupted?.id ?? "");
  const { link } = await api.ok<{ link: string }>("POST", "/invitations", { email: "omar@example.com" });
  await makeOperator(session.user.id);
  const { session: other } = await register("Lakeside Dental");
  await api.ok("POST", `/admin/tenants/${other.user.tenant_id}/suspend`, { reason: "Complaints" });
  paths = {
    landing: "/",
    "API documentation": "/api/docs#post_campaigns",
    "sign-in": "/sign-in",
    "sign-up": "/sign-up",
    "forgotten password": "/forgot-password",
    "new password": "/new-password",
    "invitation for somebody else": new URL(link).pathname,
    "invitation that does not hold": "/join/nonsense",
    overview: "/overview",
    campaigns: "/campaigns",
    "new campaign": "/campaigns/new",
    "set up, contacts": `/campaigns/${draft.id}/setup?step=contacts`,
    "set up, agent": `/campaigns/${draft.id}/setup?step=agent`,
    "set up, schedule": `/campaigns/${draft.id}/setup?step=schedule`,
    "set up, review": `/campaigns/${draft.id}/setup?step=review`,
    campaign: `/campaigns/${campaign.id}`,
    "settings of a campaign": `/campaigns/${draft.id}?tab=settings`,
    contacts: `/campaigns/${campaign.id}?tab=contacts`,
    "calls of a campaign": `/campaigns/${campaign.id}?tab=calls`,
    contact: `/campaigns/${campaign.id}/contacts/${interrupted?.lead_id}`,
    "all contacts": "/contacts",
    "no contact that matches": "/contacts?q=nobody&status=blocked",
    clients: "/clients",
    "no archived client": "/clients?show=archived",
    client: `/clients/${client.id}`,
    agents: "/agents",
    "new agent": "/agents/new",
    agent: `/agents/${agent.id}`,
    "agent, edit": `/agents/${agent.id}?tab=edit`,
    "agent, test": `/agents/${agent.id}?tab=test`,
    "agent, versions": `/agents/${agent.id}?tab=versions`,
    "proof of a campaign": `/campaigns/${campaign.id}?tab=proof`,
    calls: "/calls",
    business: "/settings/business",
    members: "/settings/members",
    security: "/settings/security",
    "a call beside the list": `/calls?call=${interrupted?.id}`,
    "a contact beside the list": `/contacts?contact=${campaign.id}~${interrupted?.lead_id}`,
    "phone numbers": "/settings/phone-numbers",
    "live board": "/calls/live",
    recordings: "/recordings",
    analytics: "/analytics",
    "analytics without calls": "/analytics?from=2020-01-01&to=2020-02-01",
    "no call that matches": "/calls?outcome=language_barrier",
    "do-not-call list": "/do-not-call",
    "API keys": "/settings/api-keys",
    webhooks: "/settings/webhooks",
    webhook: `/settings/webhooks/${webhook.id}`,
    "plan and usage": "/settings/usage",
    data: "/settings/data",
    "platform, businesses": "/admin",
    "platform, people": "/admin/users",
    "platform, calls": "/admin/calls",
    "platform, health": "/admin/health",
    "platform, laws": "/admin/laws",
    "platform, audit log": "/admin/audit",
    "answered call": `/calls/${interrupted?.id}`,
    "busy call": `/calls/${busy?.id}`,
    nothing: "/calls/nonsense",
  };
});

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 380, height: 780 };

/** To be looked at by people: `PICTURES=1 npm test -- tests/e2e/every-page.spec.ts`. */
const picture = async (page: Page, name: string, look: string): Promise<void> => {
  if (process.env["PICTURES"])
    await page.screenshot({ path: `test-results/pages/${name}-${look}.png`, fullPage: true });
};

async function openSettled(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator("h1").first()).toBeAttached();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

/** Looked at by somebody who has no account; whoever is signed in is led on from some of them. */
const SIGNED_OUT = new Set(["landing", "sign-in", "sign-up", "forgotten password"]);

/** In two parts, so that neither takes too long. */
for (const part of [0, 1])
  test(`every page, part ${part + 1}: axe finds nothing in light and dark, and a phone never scrolls sideways`, async ({
    browser,
  }) => {
    test.setTimeout(400_000);
    const look = { reducedMotion: "reduce", viewport: DESKTOP } as const;
    const stranger = await browser.newPage(look);
    const signedIn = await browser.newPage(look);
    const refused = [stranger, signedIn].map(keptOut);
    await signIn(signedIn, owner.email, owner.password);
    for (const [name, path] of Object.entries(paths).filter((_, i) => i % 2 === part)) {
      await test.step(name, async () => {
        const page = SIGNED_OUT.has(name) ? stranger : signedIn;
        await page.setViewportSize(DESKTOP);
        await page.emulateMedia({ colorScheme: "light" });
        await openSettled(page, path);
        expect.soft(await violations(page), `${name}, light`).toEqual([]);
        await picture(page, name, "light");

        // The same page in other colours: only what depends on them is looked at again.
        await page.emulateMedia({ colorScheme: "dark" });
        expect.soft(await violations(page, ["color-contrast"]), `${name}, dark`).toEqual([]);
        await picture(page, name, "dark");

        await page.emulateMedia({ colorScheme: "light" });
        await page.setViewportSize(PHONE);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect.soft(overflow, `${name}, 380 px wide`).toBe(0);
        await picture(page, name, "380");
      });
    }
    await signedIn.setViewportSize(PHONE);
    await signedIn.goto("/overview");
    await signedIn.getByRole("button", { name: "Open menu" }).click();
    await signedIn.getByRole("dialog").getByRole("link", { name: "Campaigns" }).click();
    await expect(signedIn.getByRole("heading", { name: "Campaigns" })).toBeVisible();
    expect(refused.flat(), "what the pages' own policy kept out").toEqual([]);
    await Promise.all([stranger, signedIn].map((page) => page.close()));
  });

test("the colours that were chosen stay, whatever the system says", async ({ page }) => {
  await signIn(page, owner.email, owner.password);
  const background = (): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByRole("button", { name: "Harbour Dental" }).click();
  await page.getByRole("menuitem", { name: "Dark" }).click();
  await expect.poll(background).not.toBe(light);
  const dark = await background();
  await page.reload();
  expect(await background()).toBe(dark);
});

test("the keyboard reaches the content first, and opens a row", async ({ page }) => {
  await signIn(page, owner.email, owner.password);
  await page.goto("/campaigns");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.getByRole("link", { name: "Spring check-ups" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Spring check-ups" })).toBeVisible();
});
