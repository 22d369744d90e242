import { expect } from "playwright/test";
import { campaignIs, createCampaign, register } from "../stack/api.ts";
import { numberOf } from "../stack/sandbox.ts";
import { signIn } from "./browser-steps.ts";
import { test } from "./watched.ts";

test("found by ⌘K, read beside the list, stopped from everywhere", async ({ page }) => {
  test.setTimeout(180_000);
  const { api, session, password } = await register("Harbour Dental");
  const { id } = await createCampaign(api, { name: "Lakeside reminders" });
  for (const [nn, first_name] of [
    ["01", "Grace"],
    ["05", "Alan"],
  ] as const) {
    await api.ok("POST", `/campaigns/${id}/contacts`, { phone_number: numberOf(nn, "404"), first_name });
  }
  await api.ok("POST", `/campaigns/${id}/start`);
  await campaignIs(api, id, "completed", 90_000)();
  const waiting = await createCampaign(api, {
    name: "Never open",
    // Not today, wherever it is today.
    calling_config: { allowed_days: [(new Date().getUTCDay() + 2) % 7], timezone: "UTC" },
  });
  await api.ok("POST", `/campaigns/${waiting.id}/contacts`, { phone_number: numberOf("00", "404") });
  await api.ok("POST", `/campaigns/${waiting.id}/start`);
  await signIn(page, session.user.email, password);
  const sidebar = page.getByRole("complementary");

  await test.step("the sidebar shows what runs, and stays folded", async () => {
    await expect(sidebar.getByRole("link", { name: /Never open/ })).toBeVisible();
    await sidebar.getByRole("button", { name: "Fold the sidebar" }).click();
    await page.reload();
    await sidebar.getByRole("button", { name: "Unfold the sidebar" }).click();
    await expect(sidebar.getByRole("link", { name: /Never open/ })).toBeVisible();
  });

  await test.step("⌘K finds campaigns, contacts and calls, by keyboard alone", async () => {
    await page.keyboard.press("Control+k");
    const field = page.getByRole("combobox", { name: "Search or go to" });
    await field.fill("grace");
    const list = page.getByRole("listbox");
    await expect(list.getByRole("group", { name: "Contacts" }).getByRole("option")).toHaveCount(1);
    await expect(list.getByRole("group", { name: "Calls" })).toContainText("Busy");
    await field.fill("lakes");
    await expect(list.getByRole("group", { name: "Campaigns" })).toContainText("Lakeside reminders");
    await field.press("Enter");
    await expect(page.getByRole("heading", { name: "Lakeside reminders", level: 1 })).toBeVisible();
  });

  await test.step("the log of calls: filtered by a number, opened beside the list, stepped through", async () => {
    await page.goto("/calls");
    await page.getByRole("searchbox").fill("nobody");
    await expect(page.getByText("No call matches")).toBeVisible();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await expect(page.getByRole("link", { name: "Alan" })).toBeVisible();
    await page.getByRole("button", { name: "Outcome", exact: true }).click();
    await page.getByRole("menuitemradio", { name: /Busy/ }).click();
    await expect(page).toHaveURL(/outcome=busy/);
    await expect(page.getByRole("link", { name: "Alan" })).toHaveCount(0);
    await page.getByRole("button", { name: /^All calls/ }).click();
    await page.locator("[data-row] a").first().click();
    await expect(page).toHaveURL(/call=/);
    const sheet = page.getByRole("dialog");
    const first = await sheet.getByRole("heading").textContent();
    await page.keyboard.press("ArrowDown");
    await expect(sheet.getByRole("heading")).not.toHaveText(first ?? "");
    await page.reload();
    await expect(sheet.getByText("Carrier's result")).toBeVisible();
    await sheet.getByRole("link", { name: "Open the page" }).click();
    await expect(page.getByText("Nobody was reached")).toBeVisible();
  });

  await test.step("all calling is stopped after one question", async () => {
    await sidebar.getByRole("button", { name: "Stop all calling" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Pause all campaigns" }).click();
    await expect(page.getByText("One campaign is paused.")).toBeVisible();
    await expect(sidebar.getByRole("link", { name: /Never open/ })).toHaveCount(0);
    await page.goto(`/campaigns/${waiting.id}`);
    await expect(page.getByText("Paused together with all other campaigns.")).toBeVisible();
  });
});
