import pg from "pg";
import { expect, type Page, test } from "playwright/test";
import { ownerDatabaseUrl } from "../stack/addresses.ts";
import { all, type Call, createCampaign, importNumbers, register, until } from "../stack/api.ts";
import { join } from "../stack/people.ts";
import { numberOf } from "../stack/sandbox.ts";
import { signIn } from "./browser-steps.ts";

/** Both voices come as they are spoken, and some of it is louder than silence. */
async function hears(page: Page): Promise<void> {
  const level = page.getByTestId("listening-level");
  await expect
    .poll(async () => Number(await level.getAttribute("data-seconds")), { timeout: 30_000 })
    .toBeGreaterThan(0.5);
  await expect
    .poll(() => level.evaluate((meter: HTMLMeterElement) => meter.value), {
      timeout: 30_000,
      intervals: [50],
    })
    .toBeGreaterThan(0);
}

test("an owner listens in on the board and beside the list, and hangs up there; a plain user cannot listen", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const { api, session, password } = await register("Harbour Dental");
  const user = await join(api, "user");
  const { id: campaignId } = await createCampaign(api);
  await importNumbers(api, campaignId, [numberOf("00", "971")]);
  const elsewhere = await browser.newContext();
  const userPage = await elsewhere.newPage();
  await signIn(page, session.user.email, password);
  await signIn(userPage, user.email, user.password);
  await page.goto("/calls/live");
  await userPage.goto("/calls/live");
  await api.ok("POST", `/campaigns/${campaignId}/start`);

  await page.getByRole("button", { name: /^Listen in.*Contact 0$/ }).click({ timeout: 60_000 });
  await hears(page);
  await page.getByRole("button", { name: /^Stop listening.*Contact 0$/ }).click();
  await expect(page.getByTestId("listening-level")).toHaveCount(0);
  const [call] = await all<Call>(api, `/calls?campaign_id=${campaignId}`);
  if (!call) throw new Error("there is no call");

  await expect(userPage.getByRole("button", { name: /^Hang up.*Contact 0$/ })).toBeVisible();
  await expect(userPage.getByRole("button", { name: /^Listen in/ })).toHaveCount(0);
  expect((await userPage.request.get(`/api/v1/calls/${call.id}/audio`)).status()).toBe(403);
  await elsewhere.close();

  await page.goto(`/calls?call=${call.id}`);
  const sheet = page.getByRole("dialog", { name: "Contact 0" });
  await sheet.getByRole("button", { name: "Listen in" }).click();
  await hears(page);
  await sheet.getByRole("button", { name: "Hang up" }).click();
  await page
    .getByRole("dialog", { name: "Hang up this call?" })
    .getByRole("button", { name: "Hang up" })
    .click();
  // The call's end is the end of its audio, and of what can be done with it.
  await expect(page.getByTestId("listening-level")).toHaveCount(0, { timeout: 30_000 });
  await expect(sheet.getByRole("button", { name: "Hang up" })).toHaveCount(0, { timeout: 30_000 });
  const over = await until(
    () => api.ok<Call & { settled_at: string | null }>("GET", `/calls/${call.id}`),
    ({ settled_at: settledAt }) => settledAt !== null,
    { limitMs: 30_000, what: "the call to be settled", everyMs: 200 },
  );
  expect(over.ended_by).toBe("operator");

  const database = new pg.Client({ connectionString: ownerDatabaseUrl() });
  await database.connect();
  const { rows } = await database.query(
    "select actor from talky.audit_log where tenant_id = $1 and action = 'call.listen' and subject_id = $2",
    [session.user.tenant_id, call.id],
  );
  await database.end();
  expect(rows).toEqual(Array.from({ length: 2 }, () => ({ actor: `user:${session.user.id}` })));
});

test("a call that only rings is ended on the board", async ({ page }) => {
  const { api, session, password } = await register("Harbour Dental");
  const { id: campaignId } = await createCampaign(api);
  await importNumbers(api, campaignId, [numberOf("02", "972")]);
  await signIn(page, session.user.email, password);
  await page.goto("/calls/live");
  await api.ok("POST", `/campaigns/${campaignId}/start`);
  await page.getByRole("button", { name: /^Hang up.*Contact 0$/ }).click({ timeout: 20_000 });
  await page
    .getByRole("dialog", { name: "Hang up this call?" })
    .getByRole("button", { name: "Hang up" })
    .click();
  const result = await until(
    async () => (await all<Call>(api, `/calls?campaign_id=${campaignId}`))[0]?.telephony_result ?? null,
    (found) => found !== null,
    { limitMs: 20_000, what: "the end of the call" },
  );
  expect(result).toBe("cancelled");
});
