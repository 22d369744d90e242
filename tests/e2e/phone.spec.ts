import { expect } from "playwright/test";
import { beginCampaign, newPerson, setOpenHours, signUp } from "./browser-steps.ts";
import { test } from "./watched.ts";

/** But for a fraction of a pixel. */
const WHOLE = { ratio: 0.95 };

test("on a phone the chosen tab is in sight, a search can be typed into, and the steps stand in one line", async ({
  page,
}) => {
  await page.setViewportSize({ width: 375, height: 740 });
  await signUp(page, newPerson());
  await beginCampaign(page, "Spring list");
  const search = page.getByPlaceholder("Search name, e-mail or number");
  await expect.poll(async () => (await search.boundingBox())?.width ?? 0).toBeGreaterThan(180);

  await page.getByRole("link", { name: "Continue" }).click();
  await expect(page.getByLabel("First sentence")).toBeVisible();
  const steps = page.getByRole("navigation", { name: "Steps to a campaign" });
  expect((await steps.boundingBox())?.height).toBeLessThan(40);

  await page.goBack();
  await setOpenHours(page);
  await page.getByRole("link", { name: "Keep as a draft" }).click();
  const parts = page.getByRole("navigation", { name: "Parts of the campaign" });
  await parts.getByRole("link", { name: "Proof" }).click();
  await expect(parts.locator('[aria-current="page"]')).toHaveText("Proof");
  await expect(parts.locator('[aria-current="page"]')).toBeInViewport(WHOLE);
  await page.reload();
  await expect(parts.locator('[aria-current="page"]')).toBeInViewport(WHOLE);

  await page.goto("/settings/usage");
  const settings = page.getByRole("navigation", { name: "Settings" }).locator('[aria-current="page"]');
  await expect(settings).toHaveText("Plan and usage");
  await expect(settings).toBeInViewport(WHOLE);
});
