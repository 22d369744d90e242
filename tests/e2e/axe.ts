import axe from "axe-core";
import type { Page } from "playwright/test";

/**
 * What axe finds on a page, one line a rule; `rules`: only these. Each page is given axe once, and asked as often as it is
 * looked at.
 */
export async function violations(page: Page, rules: string[] = []): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (runOnly) => {
    const { axe: here } = window as unknown as { axe: typeof axe };
    const found: axe.AxeResults = await here.run(
      // Of the many alike in the API's documentation, the first of each group.
      { exclude: ["details:nth-of-type(n+2)"] },
      {
        // There are no frames, and no style sheets or videos of other places.
        iframes: false,
        preload: false,
        resultTypes: ["violations"],
        ...(runOnly.length > 0 ? { runOnly } : {}),
      },
    );
    return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
  }, rules);
}
