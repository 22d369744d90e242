import { expect } from "playwright/test";
import { register } from "../stack/api.ts";
import { makeOperator } from "../stack/people.ts";
import { signIn } from "./browser-steps.ts";
import { test } from "./watched.ts";

/** A place that no test calls. */
const PLACE = "IS";

test("an operator says what the law of a place is, is told what is wrong with it, and takes it back", async ({
  page,
}) => {
  const { session, password } = await register("Harbour Dental");
  await makeOperator(session.user.id);
  await signIn(page, session.user.email, password);
  await page.goto("/admin/laws");
  const laws = page.getByRole("group", { name: "Laws" });
  await expect(laws).toContainText("France");
  await page.getByRole("button", { name: "Add a place" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Place").fill(PLACE);
  await dialog.getByLabel("Monday to Friday").fill("9-17");
  await dialog.getByLabel("Where the rule stands").fill("Made up for a test");
  await dialog.getByLabel("To be looked at again by").fill("2030-01-01");
  await dialog.getByLabel("Why").fill("Counsel has looked at it.");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText(/Write ranges on the quarter/)).toBeVisible();
  await dialog.getByLabel("Monday to Friday").fill("09:00-17:00");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  const row = laws.getByRole("row", { name: /Iceland/ });
  await expect(row).toContainText("Mon–Fri 09:00-17:00 · Sat, Sun none");
  await expect(page.getByRole("group", { name: "Changes" })).toContainText("Counsel has looked at it.");

  await row.getByRole("button", { name: "Back to what is shipped: Iceland" }).click();
  await dialog.getByLabel("Reason").fill("That was a test.");
  await dialog.getByRole("button", { name: "Back to what is shipped" }).click();
  await expect(laws.getByRole("row", { name: /Iceland/ })).toHaveCount(0);
});
