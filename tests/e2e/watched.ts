import { expect, type Page, test as base } from "playwright/test";

/** What the pages' own policy (CSP) keeps out from now on, as the browser tells it; nothing of ours should be among it. */
export function keptOut(page: Page): string[] {
  const told: string[] = [];
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) told.push(`${page.url()}: ${message.text()}`);
  });
  return told;
}

/** Playwright's, and at the end nothing of the page's was kept out. */
export const test = base.extend({
  page: async ({ page }, use) => {
    const told = keptOut(page);
    await use(page);
    expect(told).toEqual([]);
  },
});
