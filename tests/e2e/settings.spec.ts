import { expect } from "playwright/test";
import { Api, register } from "../stack/api.ts";
import { signIn } from "./browser-steps.ts";
import { test } from "./watched.ts";

test("a key is made, seen once, and revoked; an endpoint is added and tested", async ({ page }) => {
  const { session, password } = await register("Programmers");
  await signIn(page, session.user.email, password);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
  await page.getByRole("link", { name: "API keys" }).click();
  await page.getByRole("button", { name: "New key" }).click();
  await page.getByLabel("Name").fill("CRM sync");
  await page.getByLabel(/^Write/).check();
  await page.getByRole("button", { name: "Make key" }).click();
  const secret = page.getByRole("textbox", { name: "API key" });
  await expect(secret).toHaveValue(/^tk_live_[0-9a-f]{48}$/);
  const program = new Api(await secret.inputValue());
  expect((await program.call("POST", "/clients", { name: "Ada" })).status).toBe(201);
  await page.getByRole("button", { name: "Done" }).click();
  await expect(secret).toBeHidden();
  await page
    .getByRole("row", { name: /CRM sync/ })
    .getByRole("button", { name: "Revoke" })
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("row", { name: /CRM sync/ })).toContainText("Revoked");
  expect((await program.call("GET", "/clients")).status).toBe(401);

  await page.getByRole("link", { name: "Webhooks" }).click();
  await page.getByRole("button", { name: "Add endpoint" }).first().click();
  await page.getByLabel("Address").fill("http://10.0.0.1/");
  const add = page.getByRole("dialog").getByRole("button", { name: "Add endpoint" });
  await add.click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("not on the public internet");
  await page.getByLabel("Address").fill("http://127.0.0.1:1/talky");
  await add.click();
  await expect(page.getByRole("textbox", { name: "Signing secret" })).toHaveValue(/^whsec_/);
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("link", { name: "http://127.0.0.1:1/talky" }).click();
  await page.getByRole("button", { name: "Send a test" }).click();
  await expect(page.getByRole("row", { name: /Test/ })).toContainText("Waiting");
  await expect(page.getByRole("row", { name: /Test/ })).toContainText("The connection was refused.");
});
