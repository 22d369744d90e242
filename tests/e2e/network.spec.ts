import { expect, type Locator, type Page } from "playwright/test";
import { createCampaign, importNumbers, register } from "../stack/api.ts";
import { numberOf } from "../stack/sandbox.ts";
import { newPerson, signIn, signUp } from "./browser-steps.ts";
import { test } from "./watched.ts";

async function openTwoContacts(page: Page): Promise<Locator> {
  const { api, session, password } = await register("Harbour Dental");
  const { id } = await createCampaign(api, { name: "Spring check-ups" });
  await importNumbers(api, id, [numberOf("00", "808"), numberOf("06", "808")]);
  await signIn(page, session.user.email, password);
  await page.goto("/contacts");
  const contacts = page.locator("main tbody").getByRole("row");
  await expect(contacts).toHaveCount(2);
  return contacts;
}

test("a server that cannot be reached: lists say so and are asked again, forms keep what was typed", async ({
  page,
  context,
}) => {
  const contacts = await openTwoContacts(page);
  // This list alone: a browser that is back on the line asks again by itself, before anybody can press a button.
  const list = "**/api/v1/contacts?*";
  await page.route(list, (route) => route.abort("internetdisconnected"));
  const search = page.getByPlaceholder("Search name, e-mail or number");
  await search.fill("0106");
  const failed = page.getByRole("alert").filter({ hasText: "could not be reached" });
  await expect(failed).toBeVisible();
  // Nothing of what was asked for before stands below the new question.
  await expect(contacts).toHaveCount(0);
  await page.unroute(list);
  await failed.getByRole("button", { name: "Try again" }).click();
  await expect(contacts).toHaveCount(1);

  await page.goto("/settings/business");
  await page.getByLabel("Business", { exact: true }).fill("Lakeside Dental");
  await context.setOffline(true);
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByText("The server could not be reached.")).toBeVisible();
  await expect(page.getByLabel("Business", { exact: true })).toHaveValue("Lakeside Dental");
  await context.setOffline(false);
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByRole("complementary")).toContainText("Lakeside Dental");
});

test("a session that has ended: a form says so, keeps what was typed, and is saved after the next sign-in", async ({
  page,
  context,
}) => {
  const person = newPerson();
  await signUp(page, person);
  await page.goto("/settings/business");
  const name = page.getByLabel("Business", { exact: true });
  await name.fill("Lakeside Dental");
  await context.clearCookies();
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByText("You are signed out.")).toBeVisible();
  await expect(name).toHaveValue("Lakeside Dental");
  await signIn(await context.newPage(), person.email, person.password);
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByRole("complementary")).toContainText("Lakeside Dental");
});

test("a slow server: what is on its way is told from what is there, and asked for once", async ({ page }) => {
  const contacts = await openTwoContacts(page);
  const { promise: isAnswered, resolve: answer } = Promise.withResolvers<void>();
  let asked = 0;
  await page.route("**/api/v1/contacts?*search=*", async (route) => {
    asked += 1;
    await isAnswered;
    await route.continue();
  });
  await page.getByPlaceholder("Search name, e-mail or number").fill("0106");
  const busy = page.locator('main [aria-busy="true"]');
  await expect(busy).toHaveCount(1);
  answer();
  await expect(busy).toHaveCount(0);
  await expect(contacts).toHaveCount(1);
  expect(asked).toBe(1);
});
