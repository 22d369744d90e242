import { expect, type Page } from "playwright/test";
import { register, until } from "../stack/api.ts";
import { join, someAddress } from "../stack/people.ts";
import { sandboxMail } from "../stack/sandbox.ts";
import { signIn } from "./browser-steps.ts";
import { test } from "./watched.ts";

const linkTo = async (email: string): Promise<string> =>
  (await until(
    async () => (await sandboxMail()).findLast((mail) => mail.to === email)?.links[0],
    (found) => found !== undefined,
    { limitMs: 10_000, what: `a mail to ${email}` },
  )) ?? "";

const openActions = (page: Page, name: string) =>
  page.getByRole("button", { name: `Actions for ${name}` }).click();

test("somebody is invited, joins in another browser, is made admin, and is out the moment they are removed", async ({
  page,
  browser,
}) => {
  const { session, password } = await register("Lakeside Dental");
  await signIn(page, session.user.email, password);
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const email = someAddress();
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByRole("textbox", { name: "Invitation link" })).toHaveValue(/\/join\/[\w-]{32}$/);
  const link = await page.getByRole("textbox", { name: "Invitation link" }).inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("row", { name: new RegExp(email) })).toContainText("Waiting");

  const other = await browser.newContext();
  const theirs = await other.newPage();
  // The copied link shows what it is for, and lets nobody in by itself.
  await theirs.goto(link);
  await expect(theirs.getByRole("heading", { name: "Join Lakeside Dental" })).toBeVisible();
  await theirs.getByRole("button", { name: "E-mail me a link to go on" }).click();
  await expect(theirs.getByText("A link is on its way")).toBeVisible();
  await theirs.goto(await linkTo(email));
  await expect(theirs).toHaveURL(link);
  await theirs.getByLabel("Your name").fill("Nina New");
  await theirs.getByLabel("Password").fill("a password of her own");
  await theirs.getByRole("button", { name: "Join" }).click();
  await expect(theirs.getByRole("heading", { name: "Overview" })).toBeVisible();
  await theirs.goto("/settings/api-keys");
  await expect(theirs.getByText("Only an owner or an admin can see and change this.")).toBeVisible();

  await page.reload();
  await expect(page.getByRole("row", { name: /Nina New/ })).toContainText("User");
  await openActions(page, "Nina New");
  await page.getByRole("menuitem", { name: "Make admin" }).click();
  await expect(page.getByRole("row", { name: /Nina New/ })).toContainText("Admin");
  await theirs.reload();
  await expect(theirs.getByRole("button", { name: "New key" })).toBeVisible();

  await openActions(page, "Nina New");
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("row", { name: /Nina New/ })).toHaveCount(0);
  // Her page may be on its way there by itself.
  await theirs.reload().catch(() => null);
  await expect(theirs.getByRole("heading", { name: "Sign in" })).toBeVisible();
  // Her account is left: with it she may found a business, or be invited again.
  await theirs.getByLabel("E-mail").fill(email);
  await theirs.getByLabel("Password").fill("a password of her own");
  await theirs.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(theirs.getByRole("heading", { name: "Found a business" })).toBeVisible();
  await theirs.goto(link);
  await expect(theirs.getByText("does not hold any more")).toBeVisible();
  await other.close();
});

test("the last owner stays; a business is handed over first", async ({ page }) => {
  const { api, session, password } = await register("Handed over");
  const heir = await join(api, "user");
  await signIn(page, session.user.email, password);
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Leave the business" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Leave the business" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText(
    "Make somebody else an owner first",
  );
  await page.getByRole("button", { name: "Cancel" }).click();
  await openActions(page, "A user");
  await page.getByRole("menuitem", { name: "Hand the business over" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Hand the business over" }).click();
  await expect(page.getByRole("row", { name: new RegExp(heir.email) })).toContainText("Owner");
  await page.getByRole("button", { name: "Leave the business" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Leave the business" }).click();
  await expect(page.getByRole("heading", { name: "Found a business" })).toBeVisible();
  await page.getByLabel("Your name").fill("Ada");
  await page.getByLabel("Business").fill("Once more");
  await page.getByRole("button", { name: "Found business" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
});
