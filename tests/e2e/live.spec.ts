import { expect } from "playwright/test";
import type { Campaign } from "#lib/domain/api/campaign";
import { CAMPAIGN_STATUS_TEXT } from "../../components/campaigns/texts.ts";
import { all, type Call, createCampaign, importNumbers, register, until } from "../stack/api.ts";
import { pidOf } from "../stack/processes.ts";
import { numberOf } from "../stack/sandbox.ts";
import { signIn } from "./browser-steps.ts";
import { test } from "./watched.ts";

test("the web process is started again during a campaign: the screen goes on by itself, and nothing is lost or doubled", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const { api, session, password } = await register("Harbour Dental");
  const { id } = await createCampaign(api, { name: "Through the break", max_concurrent_calls: 3 });
  const numbers = ["00", "06", "10", "12", "01", "02"].map((nn) => numberOf(nn, "917"));
  await importNumbers(api, id, numbers);
  await signIn(page, session.user.email, password);
  await page.goto(`/campaigns/${id}?tab=calls`);
  const link = page.getByRole("complementary").getByRole("button", { name: /^(Live|Reconnecting)$/ });
  await expect(link).toHaveText("Live");
  await api.ok("POST", `/campaigns/${id}/start`);
  const rows = page.getByRole("group", { name: "Calls of this campaign" }).getByRole("row");
  await expect(rows.nth(2)).toBeVisible({ timeout: 30_000 });

  const killed = await pidOf("web");
  if (killed === null) throw new Error("the web process is not running");
  process.kill(killed, "SIGKILL");
  await expect(link).toHaveText("Reconnecting");
  await until(
    () => pidOf("web"),
    (pid) => pid !== null && pid !== killed,
    { limitMs: 30_000, what: "a new web process" },
  );
  await expect(link).toHaveText("Live", { timeout: 30_000 });

  // Whatever the calls came to: the screen shows what the API says.
  const over = await until(
    () => api.ok<Campaign>("GET", `/campaigns/${id}`),
    ({ status, calls_in_progress: inCall }) => status !== "running" && inCall === 0,
    { limitMs: 150_000, what: "the campaign to come to rest" },
  );
  const calls = await all<Call>(api, `/calls?campaign_id=${id}`);
  // A row for each call, and their heading.
  await expect(rows).toHaveCount(calls.length + 1);
  await expect(page.getByText("In call", { exact: true })).toHaveCount(0);
  await expect(rows.filter({ hasText: "Goal achieved" })).toHaveCount(
    calls.filter(({ disposition }) => disposition === "goal_achieved").length,
  );
  await expect(page.getByText(CAMPAIGN_STATUS_TEXT[over.status], { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Overview", exact: true }).last().click();
  await expect(page.getByText(`${over.leads_done} / ${numbers.length}`, { exact: true })).toBeVisible();
});
