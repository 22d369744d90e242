import { readFile } from "node:fs/promises";
import { expect } from "playwright/test";
import { violations } from "./axe.ts";
import { beginCampaign, createOpenCampaign, dropCsv, newPerson, signUp } from "./browser-steps.ts";
import { test } from "./watched.ts";

const FILE =
  "Contacts of spring\nAnschluss;Vorname;Wert\n+14155550100;Ada;12\n+14155550101;Bob;7\n12;Eve;3\n";

test("going on from a file that is not imported yet asks first", async ({ page }) => {
  await signUp(page, newPerson());
  await beginCampaign(page, "Spring list");
  await dropCsv(page, FILE);
  const importIt = page.getByRole("button", { name: "Import 2 contacts" });
  await expect(importIt).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Back to the file" }).click();
  await importIt.click();
  await expect(page.getByTestId("import-result")).toContainText(/Imported\s*2/);
  await page.getByRole("link", { name: "Continue" }).click();
  await expect(page.getByLabel("First sentence")).toBeVisible();
});

test("a file is looked at, mapped, imported, mended, and undone", async ({ page }) => {
  test.setTimeout(180_000);
  await signUp(page, newPerson());
  await createOpenCampaign(page, "Spring list");
  await dropCsv(page, FILE);

  await test.step("what was understood is shown, and can be changed", async () => {
    await expect(page.getByLabel("Columns are divided by")).toHaveValue(";");
    await expect(page.getByLabel("Header in row")).toHaveValue("2");
    await expect(page.getByLabel("Becomes: Anschluss")).toHaveValue("phone_number");
    await expect(page.getByLabel("What the import would do")).toContainText(/New\s*2/);
    await page.getByLabel("Becomes: Wert").selectOption("priority");
    await expect(page.getByLabel("Becomes: Wert")).toHaveValue("priority");
    expect(await violations(page)).toEqual([]);
  });

  const result = page.getByTestId("import-result");
  const mended = await test.step("imported: the rejected row can be had with the reason", async () => {
    await page.getByRole("button", { name: "Import 2 contacts" }).click();
    await expect(result).toContainText(/Imported\s*2/);
    const download = page.waitForEvent("download");
    await result.getByRole("link", { name: "Download the rejected rows" }).click();
    const text = await readFile(await (await download).path(), "utf8");
    expect(text).toContain("phone_invalid");
    return text.replace(",12,Eve", ",+14155550102,Eve");
  });

  await test.step("the mended file imports cleanly, and can be undone", async () => {
    await page.getByRole("button", { name: "Import another file" }).click();
    await dropCsv(page, mended);
    await page.getByRole("button", { name: "Import 1 contact" }).click();
    await expect(result).toContainText(/Imported\s*1/);
    await expect(page.getByText("Eve", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Undo this import" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Undo this import" }).click();
    await expect(page.getByText("Eve", { exact: true })).toHaveCount(0);
    await expect(page.getByText("Ada", { exact: true })).toBeVisible();
  });
});
