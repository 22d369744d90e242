import { expect } from "playwright/test";
import { numberOf } from "../stack/sandbox.ts";
import {
  beginCampaign,
  createOpenCampaign,
  newPerson,
  setOpenHours,
  signOut,
  signUp,
  uploadCsv,
} from "./browser-steps.ts";
import { test } from "./watched.ts";

const AREA = "646";
const csv = [
  "phone,first_name,last_name",
  `${numberOf("00", AREA)},Grace,Hopper`,
  `${numberOf("01", AREA)},Alan,Busy`,
  `${numberOf("07", AREA)},Olive,Never`,
  `${numberOf("10", AREA)},Ivan,Quick`,
  "12,Wrong,Number",
].join("\n");

test("from sign-up to listening to a call", async ({ page }) => {
  test.setTimeout(180_000);
  const person = newPerson();

  await test.step("sign up: an empty overview leads to the first campaign", async () => {
    await signUp(page, person);
    await expect(page.getByText("Your first call, in under two minutes")).toBeVisible();
  });

  await test.step("the first step of a campaign: what it is for", () =>
    beginCampaign(page, "Spring check-ups"));

  await test.step("contacts from a CSV: a count for every row", async () => {
    await uploadCsv(page, csv);
    const result = page.getByTestId("import-result");
    await expect(result.getByText("Imported")).toBeVisible();
    await expect(result.locator("dl > div")).toHaveText([
      /Rows\s*5/,
      /Imported\s*4/,
      /Updated\s*0/,
      /Duplicates skipped\s*0/,
      /Rejected\s*1/,
    ]);
    await expect(page.getByText("Grace Hopper")).toBeVisible();
  });

  await test.step("the agent, and hours that are always open", () => setOpenHours(page));

  await test.step("back and forth, nothing is lost; start after a review with the numbers", async () => {
    await page.getByRole("link", { name: "Back" }).click();
    await expect(page.getByLabel("Calls at once", { exact: true })).toHaveValue("5");
    await page.getByRole("button", { name: "Continue" }).click();
    const review = page.getByRole("region", { name: "Review" });
    await expect(review).toContainText("4 contacts loaded");
    await expect(review.getByRole("list", { name: "Who may be called now" })).toContainText(
      "4may be called now",
    );
    await page.getByRole("button", { name: "Start calling" }).click();
    await expect(page.getByText("The campaign is running.")).toBeVisible();
    await expect(page.getByText("Running", { exact: true })).toBeVisible();
  });

  await test.step("the live board shows who is in a call, and what is being said", async () => {
    await page.getByRole("link", { name: /in call$/ }).click();
    const card = page.getByRole("region", { name: "Grace Hopper" });
    await expect(card.getByRole("list", { name: "Transcript" })).toContainText("Harbour Dental", {
      timeout: 30_000,
    });
    await page.goBack();
  });

  await test.step("it completes while the page is watched", async () => {
    await page.getByRole("link", { name: "Overview", exact: true }).last().click();
    await expect(page.getByText("Completed", { exact: true })).toBeVisible({ timeout: 120_000 });
    await expect(page.locator('[data-segment="goal"]')).toHaveText("2");
    await expect(page.locator('[data-segment="finished"]')).toHaveText("2");
  });

  await test.step("the call of 00: what was said", async () => {
    await page.getByRole("link", { name: "Calls", exact: true }).last().click();
    await page.getByRole("link", { name: "Grace Hopper" }).click();
    await expect(page.getByRole("heading", { name: "Grace Hopper" })).toBeVisible();
    await expect(page.getByText("Goal achieved").first()).toBeVisible();
    const turns = page.getByRole("list", { name: "Transcript" }).getByRole("listitem");
    expect(await turns.count()).toBeGreaterThan(2);
    await expect(turns.filter({ hasText: "Agent" }).first()).not.toBeEmpty();
    await expect(turns.filter({ hasText: "Contact" }).first()).not.toBeEmpty();
  });

  await test.step("and what it sounded like", async () => {
    const audio = page.getByTestId("recording");
    await expect.poll(() => audio.evaluate((a: HTMLAudioElement) => a.duration)).toBeGreaterThan(3);
    await page.getByRole("button", { name: "Play" }).click();
    await expect.poll(() => audio.evaluate((a: HTMLAudioElement) => a.currentTime)).toBeGreaterThan(1);
    await page.getByRole("button", { name: "Pause" }).click();
  });

  await test.step("a sentence of the transcript seeks the recording", async () => {
    const audio = page.getByTestId("recording");
    const last = page.getByRole("list", { name: "Transcript" }).getByRole("button").last();
    await last.click();
    await expect.poll(() => audio.evaluate((a: HTMLAudioElement) => a.currentTime)).toBeGreaterThan(3);
    await expect(last).toHaveAttribute("aria-current", "true");
  });

  await test.step("the call of 10: an interrupted sentence shows what was never heard", async () => {
    await page.goBack();
    await page.getByRole("link", { name: "Ivan Quick" }).click();
    await expect(page.getByRole("heading", { name: "Ivan Quick" })).toBeVisible();
    await expect(page.getByText("Interrupted", { exact: true }).first()).toBeVisible();
    await expect(page.getByText("Generated, but not heard").first()).toBeVisible();
  });

  await test.step("the month's usage says what was taken of whom, and what it cost", async () => {
    await page.goto("/settings/usage");
    const rows = page.getByRole("group", { name: "By provider" }).getByRole("row");
    for (const provider of ["vonage", "deepgram", "groq", "cartesia"])
      await expect(rows.filter({ hasText: provider }).first()).toContainText(/\d \w+\$\d+\.\d\d/);
  });

  await test.step("sign out: the pages are closed", async () => {
    await signOut(page, person.business);
    await page.goto("/campaigns");
    await expect(page).toHaveURL(/\/sign-in\?next=%2Fcampaigns/);
  });
});

test("a call in progress can be listened to and hung up, and a campaign paused and resumed", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await signUp(page, newPerson());
  await createOpenCampaign(page, "In hand");
  await uploadCsv(page, `phone,first_name\n${numberOf("00", "503")},Grace\n`);
  await expect(page.getByText("Grace")).toBeVisible();
  await page.getByRole("button", { name: "Start calling" }).click();
  await page.getByRole("button", { name: "Start calling now" }).click();

  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(page.getByText("Paused", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByText("Running", { exact: true })).toBeVisible();

  const campaignPage = page.url();
  // The campaign has calls of its own, and its contact is a link of the same name.
  const navigation = page.getByRole("navigation", { name: "Main" });
  await navigation.getByRole("link", { name: "Calls", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Calls", level: 1 })).toBeVisible();
  await page.getByRole("link", { name: "Grace" }).click({ timeout: 30_000 });
  await page.getByRole("link", { name: "Open the page" }).click();
  await expect(page.getByText("In call", { exact: true }).first()).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("list", { name: "Transcript" }).getByRole("listitem").first()).toBeVisible({
    timeout: 20_000,
  });
  await page.getByRole("button", { name: "Listen in" }).click();
  await expect
    .poll(() => page.getByTestId("listening-level").getAttribute("data-seconds").then(Number))
    .toBeGreaterThan(1);
  await page.getByRole("button", { name: "Stop listening" }).click();
  await page.getByRole("button", { name: "Hang up" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Hang up" }).click();
  await expect(page.getByText("You or a colleague")).toBeVisible({ timeout: 20_000 });

  await page.goto(campaignPage);
  await expect(page.getByText("Completed", { exact: true })).toBeVisible({ timeout: 30_000 });
});
