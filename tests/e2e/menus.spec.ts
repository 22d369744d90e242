import { expect } from "playwright/test";
import { createCampaign, importNumbers, register } from "../stack/api.ts";
import { numberOf } from "../stack/sandbox.ts";
import { signIn } from "./browser-steps.ts";
import { test } from "./watched.ts";

test("the keyboard opens a row's menu, walks it, and comes back to its button, the first time and again", async ({
  page,
}) => {
  const { api, session, password } = await register("Harbour Dental");
  const { id } = await createCampaign(api, { name: "Spring check-ups" });
  await importNumbers(api, id, [numberOf("00", "809")]);
  await signIn(page, session.user.email, password);
  await page.goto("/contacts");
  const button = page.locator("main tbody").getByRole("button");
  for (const time of ["the first time", "again"]) {
    await button.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("menu"), time).toBeVisible();
    await expect(button).toHaveAttribute("aria-expanded", "true");
    await page.getByRole("menu").or(page.getByRole("menuitem")).and(page.locator(":focus")).waitFor();
    await page.keyboard.press("ArrowDown");
    await expect(page.locator('[role="menuitem"]:focus'), time).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("menu"), time).toHaveCount(0);
    await expect(button, time).toBeFocused();
  }
  await button.click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
});
