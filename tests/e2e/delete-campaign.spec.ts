import { expect } from "playwright/test";
import { createOpenCampaign, newPerson, signUp } from "./browser-steps.ts";
import { test } from "./watched.ts";

test("a campaign is deleted from its settings, once its name was typed", async ({ page }) => {
  await signUp(page, newPerson());
  await createOpenCampaign(page, "Only tried out");
  await page
    .getByRole("navigation", { name: "Parts of the campaign" })
    .getByRole("link", { name: "Settings" })
    .click();
  const ask = page.getByRole("button", { name: "Delete", exact: true });
  await ask.click();
  await page.getByLabel("Type its name to delete it").fill("Only");
  await page.keyboard.press("Escape");
  await expect(ask).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Type its name to delete it")).toHaveValue("");
  const forGood = page.getByRole("dialog").getByRole("button", { name: "Delete for good" });
  await expect(forGood).toBeDisabled();
  await page.getByLabel("Type its name to delete it").fill("Only tried out");
  await forGood.click();
  await expect(page.getByText("The campaign was deleted.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Campaigns", level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "Only tried out" })).toHaveCount(0);
});
