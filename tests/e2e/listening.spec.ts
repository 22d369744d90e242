import { expect, test } from "playwright/test";
import { all, type Call, createCampaign, importNumbers, register, until } from "../stack/api.ts";
import { numberOf } from "../stack/sandbox.ts";
import { signIn } from "./browser-steps.ts";

test("an owner listens in from the board and from the call, and then corrects what it came to", async ({
  page,
}) => {
  test.setTimeout(180_000);
  const { api, session, password } = await register("Harbour Dental");
  const { id } = await createCampaign(api, { name: "Check-ups" });
  await importNumbers(api, id, [numberOf("11", "971")]);
  await signIn(page, session.user.email, password);
  await page.goto("/calls/live");
  await api.ok("POST", `/campaigns/${id}/start`);

  const heardSeconds = async (): Promise<number> =>
    Number(await page.getByTestId("listening-level").getAttribute("data-seconds"));
  const listen = page.getByRole("button", { name: /^Listen in/ });
  await listen.click({ timeout: 60_000 });
  await expect.poll(heardSeconds, { timeout: 30_000 }).toBeGreaterThan(0.5);
  await page.getByRole("button", { name: /^Stop listening/ }).click();
  await expect(page.getByTestId("listening-level")).toHaveCount(0);

  const [call] = await all<Call>(api, `/calls?campaign_id=${id}`);
  await page.goto(`/calls/${call?.id}`);
  await listen.click();
  await expect.poll(heardSeconds, { timeout: 30_000 }).toBeGreaterThan(0.5);
  await api.ok("POST", `/calls/${call?.id}/hangup`);
  await expect(page.getByTestId("listening-level")).toHaveCount(0, { timeout: 60_000 });

  await until(
    () => api.ok<Call & { settled_at: string | null }>("GET", `/calls/${call?.id}`),
    ({ settled_at }) => settled_at !== null,
    { limitMs: 60_000, what: "the call to be settled", everyMs: 200 },
  );
  await page.getByRole("button", { name: "Correct" }).click({ timeout: 30_000 });
  await page.getByLabel("It came to").selectOption("goal_achieved");
  await page.getByLabel("Why").fill("They wrote to us right afterwards.");
  await page.getByRole("button", { name: "Correct it" }).click();
  await expect(page.getByText(/It was settled as/)).toContainText("They wrote to us right afterwards.");
  await expect(page.getByRole("heading", { level: 1 }).locator("..")).toContainText("Goal achieved");
});
