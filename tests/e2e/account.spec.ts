import { expect } from "playwright/test";
import { register, until } from "../stack/api.ts";
import { sandboxMail } from "../stack/sandbox.ts";
import { forgetSession, signIn } from "./browser-steps.ts";
import { test } from "./watched.ts";

test("a forgotten password is replaced by a link in a mail", async ({ page }) => {
  const { session } = await register("Forgetful");
  const { email } = session.user;
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("a link is on its way")).toBeVisible();
  const link = await until(
    async () => (await sandboxMail()).findLast((mail) => mail.to === email)?.links[0],
    (found) => found !== undefined,
    { limitMs: 10_000, what: "the mail with the link" },
  );
  await page.goto(link ?? "");
  await expect(page.getByRole("heading", { name: "Your new password" })).toBeVisible();
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Save and go on" }).click();
  await expect(page.getByText("Use at least 8 characters.")).toBeVisible();
  await page.getByLabel("New password").fill("quite another password");
  await page.getByRole("button", { name: "Save and go on" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await forgetSession(page);
  await signIn(page, email, "quite another password");
});

test("name, password and sessions are changed where one is signed in", async ({ page, browser }) => {
  const { session, password } = await register("Careful");
  const { email } = session.user;
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await signIn(other, email, password);
  await signIn(page, email, password);
  await page.getByRole("complementary").getByRole("button", { name: "Careful" }).click();
  await page.getByRole("menuitem", { name: "Name, password, sessions" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Grace Hopper");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("complementary")).toContainText("Grace Hopper");
  // This browser, that one, and the program that registered.
  const sessions = page.getByRole("group", { name: "Where you are signed in" }).getByRole("row");
  await expect(sessions).toHaveCount(4);
  await page.getByLabel("Current password").fill("not this one");
  await page.getByLabel("New password").fill("another password");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("This is not your password.")).toBeVisible();
  await page.getByLabel("Current password").fill(password);
  await page.getByLabel("New password").fill("another password");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("all other sessions have ended")).toBeVisible();
  await expect(sessions).toHaveCount(2);
  // Its page may be on its way there by itself.
  await other.reload().catch(() => null);
  await expect(other.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await elsewhere.close();
  await page.getByRole("button", { name: "Sign out everywhere", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("the business is renamed, and its rules are changed and kept", async ({ page }) => {
  const { api, session, password } = await register("Old name");
  await signIn(page, session.user.email, password);
  await page.goto("/settings");
  await page.getByLabel("Business", { exact: true }).fill("New name");
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByRole("complementary")).toContainText("New name");
  await page.getByLabel("Countries that may be called").fill("us, France");
  await page.getByRole("button", { name: "Save" }).last().click();
  await expect(page.getByText("Use two-letter country codes")).toBeVisible();
  await page.getByLabel("Countries that may be called").fill("us, fr");
  await page.getByLabel("Calls to one number in 24 hours").fill("1");
  await page.getByRole("button", { name: "Save" }).last().click();
  // The name's "Saved." may stand there still.
  await expect
    .poll(() => api.ok("GET", "/dialing-rules"))
    .toMatchObject({ allowed_countries: ["FR", "US"], attempts_per_day: 1 });
});
