import { expect } from "playwright/test";
import { createOpenCampaign, dropCsv, forgetSession, newPerson, signUp } from "./browser-steps.ts";
import { test } from "./watched.ts";

test("a wrong password gets one clear sentence, and what was typed stays", async ({ page }) => {
  const person = newPerson();
  await signUp(page, person);
  await forgetSession(page);
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("The e-mail address or the password is wrong.")).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue(person.email);
});

test("sign-up says what is missing beside each field", async ({ page }) => {
  await page.goto("/sign-up");
  await page.getByLabel("E-mail").fill("not an address");
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("Give your name.")).toBeVisible();
  await expect(page.getByText("Give your business's name.")).toBeVisible();
  await expect(page.getByText("Give a valid e-mail address.")).toBeVisible();
  await expect(page.getByText("Use at least 8 characters.")).toBeVisible();
  await expect(page.getByLabel("Your name")).toBeFocused();
});

test.describe("signed in", () => {
  test.beforeEach(async ({ page }) => signUp(page, newPerson()));

  test("a campaign without a goal is not made; the goal's field says so and has the focus", async ({
    page,
  }) => {
    await page.goto("/campaigns/new");
    await page.getByLabel("Name", { exact: true }).fill("No goal");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByText("Say what a call is to achieve.")).toBeVisible();
    await expect(page.getByLabel("Goal of a call")).toBeFocused();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("No goal");
  });

  test("a field that is refused comes out from behind the form's buttons", async ({ page }) => {
    await page.goto("/agents/new");
    await page.getByLabel("Name", { exact: true }).fill("Nora");
    const field = page.getByLabel("Temperature");
    await field.fill("7");
    const isCovered = (): Promise<boolean> =>
      field.evaluate((input) => {
        const { x, y, width, height } = input.getBoundingClientRect();
        return document.elementFromPoint(x + width / 2, y + height / 2) !== input;
      });
    await field.evaluate((input) => {
      input.blur();
      window.scrollBy(0, input.getBoundingClientRect().bottom + 4 - window.innerHeight);
    });
    expect(await isCovered()).toBe(true);
    await page.getByRole("button", { name: "Create agent" }).click();
    await expect(field).toBeFocused();
    expect(await isCovered()).toBe(false);
  });

  test("a campaign without contacts cannot be started, and says why", async ({ page }) => {
    await createOpenCampaign(page, "Nobody");
    await page.getByRole("button", { name: "Start calling" }).click();
    const review = page.getByRole("dialog");
    await expect(review).toContainText("nobody to call");
    await expect(review.getByRole("button", { name: "Start calling now" })).toHaveCount(0);
    await review.getByRole("link", { name: "Add contacts" }).click();
    await expect(page.getByText("Nobody to call yet")).toBeVisible();
    await expect(page.getByText("Draft", { exact: true })).toBeVisible();
  });

  test("a campaign's settings are refused beside the field, and saved when mended", async ({ page }) => {
    await createOpenCampaign(page, "To be changed");
    await page.getByRole("link", { name: "Settings", exact: true }).last().click();
    await expect(page.getByLabel("Calls at once")).toHaveValue("5");
    await page.getByLabel("Goal of a call").fill("");
    await page.getByLabel("First sentence").fill("Hello {{first_name}}.");
    await page.getByRole("button", { name: "Save settings" }).click();
    await expect(page.getByText("Say what a call is to achieve.")).toBeVisible();
    await page.getByLabel("Goal of a call").fill("Ask whether Friday still suits them.");
    await page.getByRole("button", { name: "Save settings" }).click();
    await expect(page.getByText("Saved. It holds for every call from now on.")).toBeVisible();
    await page.reload();
    await expect(page.getByLabel("Goal of a call")).toHaveValue("Ask whether Friday still suits them.");
    await expect(page.getByLabel("First sentence")).toHaveValue("Hello {{first_name}}.");
  });

  test("a CSV without a phone column is refused with a sentence", async ({ page }) => {
    await createOpenCampaign(page, "No phone column");
    await dropCsv(page, "first_name,last_name\nGrace,Hopper\n");
    await expect(
      page
        .getByText(/phone/i)
        .filter({ hasText: /column/i })
        .first(),
    ).toBeVisible();
    await expect(page.getByText("Nobody to call yet")).toBeVisible();
  });

  test("a contact with a wrong number is refused beside the field, and added when mended", async ({
    page,
  }) => {
    await createOpenCampaign(page, "One by hand");
    await page.getByRole("button", { name: "Add contact" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Phone number").fill("12");
    await dialog.getByLabel("First name").fill("Grace");
    await dialog.getByRole("button", { name: "Add contact" }).click();
    await expect(dialog.getByLabel("Phone number")).toHaveAttribute("aria-invalid", "true");
    await dialog.getByLabel("Phone number").fill("+1 415 555 0100");
    await dialog.getByRole("button", { name: "Add contact" }).click();
    await expect(page.getByText("The contact was added.")).toBeVisible();
    await expect(page.getByRole("cell", { name: /^Grace/ })).toBeVisible();
  });

  test("a link to more years than can be counted shows the calls all the same", async ({ page }) => {
    await page.goto("/calls?from=2010-01-01T00:00:00.000Z&to=2026-01-01T00:00:00.000Z");
    await expect(page.getByRole("heading", { name: "Calls", level: 1 })).toBeVisible();
    await expect(page.getByRole("button", { name: "Clear filters" })).toBeVisible();
  });

  test("an address with nothing behind it says so", async ({ page }) => {
    await page.goto("/campaigns/0b8f3f6e-5d7c-4a53-9d42-6f1c2a8f1e77");
    await expect(page.getByText("There is nothing at this address")).toBeVisible();
    await page.goto("/calls/nonsense");
    await expect(page.getByText("There is nothing at this address")).toBeVisible();
  });
});
