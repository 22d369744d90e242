import { expect } from "playwright/test";
import { beginCampaign, newPerson, signUp } from "./browser-steps.ts";
import { test } from "./watched.ts";

test("an agent is made, heard, tested by text, changed, and chosen for a campaign", async ({ page }) => {
  test.setTimeout(120_000);
  await signUp(page, newPerson());
  await page.getByRole("complementary").getByRole("link", { name: "Agents" }).click();
  await page.getByRole("link", { name: "New agent" }).first().click();

  // Nothing is lost when the form is refused.
  await page.getByLabel("Language", { exact: true }).selectOption("en");
  await page.getByRole("button", { name: "Create agent" }).click();
  await expect(page.getByText("Give the agent a name.")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Nora");
  await page.getByLabel("Begin with a template").selectOption({ label: "Appointment reminder" });
  await expect(page.getByLabel("First sentence")).toHaveValue(/\{\{first_name\}\}/);
  await page.getByLabel("First sentence").fill("Hello {{first_name}}, this is Nora from {{company_name}}.");

  // The voice is heard before it is chosen.
  await page.getByLabel("Voice", { exact: true }).selectOption({ index: 2 });
  const sample = page.waitForResponse((response) => response.url().includes("/voices/sample"));
  await page.getByRole("button", { name: "Listen" }).click();
  expect((await sample).headers()["content-type"]).toBe("audio/wav");
  await expect(page.getByText("The voice could not be heard now.")).toHaveCount(0);
  await page.getByRole("button", { name: "Create agent" }).click();

  // It is tested before it calls anybody.
  await expect(page.getByRole("heading", { name: "Nora", level: 1 })).toBeVisible();
  await page.getByLabel("Goal of the call").fill("Book a dental check-up for next week");
  await page.getByRole("button", { name: "Start the conversation" }).click();
  const log = page.getByRole("log");
  await expect(log).toContainText("Hello Ada, this is Nora from Harbour Dental.");
  const say = async (text: string): Promise<void> => {
    await page.getByLabel("Say something as the contact").fill(text);
    await page.getByRole("button", { name: "Send" }).click();
  };
  await say("Yes, this is Ada.");
  await expect(log).toContainText("book a dental check-up");
  await expect(page.getByText("Your turn")).toBeVisible();
  await say("Yes, that is fine with me.");
  await expect(log).toContainText("Would do: Hang up");
  await expect(log).toContainText("The agent has hung up.");
  await expect(page.getByText("Goal achieved", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Start again" }).click();
  await expect(log).not.toContainText("Nora from Harbour Dental");

  // A change is a version of its own, and the one before can be had again.
  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByLabel("Note for your colleagues").fill("For reminders");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("For reminders").first()).toBeVisible();
  await page.getByRole("link", { name: /Versions/ }).click();
  await page.getByRole("button", { name: "Use again version 1" }).click();
  await expect(page.getByText("Version 3")).toBeVisible();

  // A campaign takes it, and asks for what it wants to know.
  await beginCampaign(page, "Reminders");
  await page.getByRole("link", { name: "Continue" }).click();
  await page.getByRole("combobox", { name: "Agent", exact: true }).selectOption({ label: "Nora" });
  await page.getByRole("button", { name: "Add a field" }).click();
  await page.getByLabel("Name of the field").fill("E-Mail");
  await page.getByLabel("Kind").selectOption("email");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Use small letters, digits and _")).toBeVisible();
  await page.getByLabel("Name of the field").fill("email");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("Calls at once")).toBeVisible();
  // Whoever is about to click meets the same button once what is above it is there.
  const { promise: isAnswered, resolve: answer } = Promise.withResolvers<void>();
  await page.route("**/start-review", async (route) => {
    await isAnswered;
    await route.continue();
  });
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("region", { name: "What was set" })).toContainText("Nora");
  const keep = page.getByRole("link", { name: "Keep as a draft" });
  const place = await keep.boundingBox();
  answer();
  await expect(page.getByText("Nobody to call yet")).toBeVisible();
  expect(await keep.boundingBox()).toEqual(place);
  await keep.click();
  await page.getByRole("link", { name: "Nora" }).click();
  await expect(page.getByRole("heading", { name: "Nora", level: 1 })).toBeVisible();
});
