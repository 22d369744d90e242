import { randomUUID } from "node:crypto";
import { expect, type Page } from "playwright/test";

export interface Person {
  email: string;
  password: string;
  business: string;
}

export const newPerson = (): Person => ({
  email: `${randomUUID()}@example.com`,
  password: `pw-${randomUUID()}`,
  business: "Harbour Dental",
});

export async function signUp(page: Page, person: Person): Promise<void> {
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill("Ada Owner");
  await page.getByLabel("Business").fill(person.business);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
}

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
}

export async function signOut(page: Page, business: string): Promise<void> {
  await page.getByRole("complementary").getByRole("button", { name: business }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Create an account" })).toBeVisible();
}

/** As if the browser had never been here: away first, for an open page notices and goes to the sign-in page by itself. */
export async function forgetSession(page: Page): Promise<void> {
  await page.goto("about:blank");
  await page.context().clearCookies();
}

/** The first step of a new campaign; leads to its contacts. */
export async function beginCampaign(page: Page, name: string): Promise<void> {
  await page.goto("/campaigns/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Goal of a call").fill("Book a dental check-up for next week");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
}

/** From the contacts of a new campaign to its review: it may call at any time, once each, five at once. */
export async function setOpenHours(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Continue" }).click();
  await expect(page.getByLabel("First sentence")).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Always open" }).click();
  await page.getByLabel("Calls at once").fill("5");
  await page.getByLabel("Attempts per contact").fill("1");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("region", { name: "What was set" })).toContainText("Always open");
}

/** A draft without contacts that may call at any time; leads to its contacts. */
export async function createOpenCampaign(page: Page, name: string): Promise<void> {
  await beginCampaign(page, name);
  await setOpenHours(page);
  await page.getByRole("link", { name: "Keep as a draft" }).click();
  await page
    .getByRole("navigation", { name: "Parts of the campaign" })
    .getByRole("link", { name: /^Contacts/ })
    .click();
  await expect(page.getByText("Nobody to call yet")).toBeVisible();
}

/** Drops a file: what was understood of it is shown next. */
export async function dropCsv(page: Page, content: string): Promise<void> {
  await page
    .getByLabel("Import contacts", { exact: true })
    .locator("input[type=file]")
    .setInputFiles({ name: "contacts.csv", mimeType: "text/csv", buffer: Buffer.from(content) });
}

/** And waits until it is imported: until then the page shows the file's own rows. */
export async function uploadCsv(page: Page, content: string): Promise<void> {
  await dropCsv(page, content);
  await page.getByRole("button", { name: /^Import \d+ contacts?$/ }).click();
  await expect(page.getByTestId("import-result").getByText("Imported")).toBeVisible();
}
