import { expect } from "playwright/test";
import { until } from "../stack/api.ts";
import { sandboxUrl } from "../stack/addresses.ts";
import { forgetSession, newPerson, signUp } from "./browser-steps.ts";
import { test } from "./watched.ts";

interface Mail {
  to: string;
  links: string[];
}

async function mailTo(address: string): Promise<Mail[]> {
  const response = await fetch(`${sandboxUrl()}/_sandbox/mail`);
  const { messages } = (await response.json()) as { messages: Mail[] };
  return messages.filter((message) => message.to === address);
}

test("a link by e-mail alone signs in", async ({ page }) => {
  const person = newPerson();
  await signUp(page, person);
  await forgetSession(page);
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByRole("button", { name: "E-mail me a sign-in link" }).click();
  await expect(page.getByText("a sign-in link is on its way")).toBeVisible();
  const mails = await until(
    () => mailTo(person.email),
    (found) => found.length > 0,
    { limitMs: 10_000, what: "the mail with the link" },
  );
  await page.goto(mails.at(-1)?.links[0] ?? "/no-link");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
});

test("an address that nobody has gets the same answer, and no mail", async ({ page }) => {
  const { email } = newPerson();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "E-mail me a sign-in link" }).click();
  await expect(page.getByText("a sign-in link is on its way")).toBeVisible();
  expect(await mailTo(email)).toEqual([]);
});

test("a link that does not hold says so", async ({ page }) => {
  await page.goto("/api/v1/auth/callback?code=made-up");
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByText("does not hold any more")).toBeVisible();
});
