import type { Page } from "playwright";

/** For what a page does once it stands: it asks for what is live, and nobody opens or presses anything within that moment. */
const REST_MS = 800;

/** From the request for a page to its last byte, nothing else being asked meanwhile; milliseconds. */
export async function serverMs(page: Page, path: string): Promise<number> {
  const began = performance.now();
  const response = await page.request.get(path);
  await response.body();
  if (!response.ok()) throw new Error(`${path} answered ${response.status()}`);
  return performance.now() - began;
}

/**
 * Opens a page anew, by the browser's own clock, until everything that it shows is there and its controls answer: its heading
 * stands, nothing is a placeholder or says that it loads, and React answers to its first control. Milliseconds.
 */
export async function usableMs(page: Page, path: string): Promise<number> {
  await page.waitForTimeout(REST_MS);
  await page.goto(path, { waitUntil: "commit" });
  const handle = await page.waitForFunction(
    () => {
      const main = document.querySelector("main");
      const control = main?.querySelector("a[href], button, input, select");
      const isAlive = control && Object.keys(control).some((key) => key.startsWith("__reactProps"));
      const isThere =
        document.querySelector("h1") && !main?.querySelector('[aria-busy="true"], .animate-shimmer');
      if (!isAlive || !isThere) return false;
      const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      return navigation?.responseEnd ? performance.now() : false;
    },
    undefined,
    { polling: "raf", timeout: 60_000 },
  );
  return (await handle.jsonValue()) as number;
}

export interface Filter {
  name: string;
  path: string;
  /** What is pressed. */
  press: { in: string; button: RegExp };
  /** What each row says then. */
  says: string;
}

/** Presses a filter and waits until every row is one that was asked for; milliseconds by the browser's clock. */
export async function filterMs(page: Page, filter: Filter): Promise<number> {
  await usableMs(page, filter.path);
  await page.waitForTimeout(REST_MS);
  const button = page
    .getByRole("group", { name: filter.press.in })
    .getByRole("button", { name: filter.press.button });
  return button.evaluate(async (element, says) => {
    const began = performance.now();
    (element as HTMLElement).click();
    const isDone = (): boolean => {
      const rows = [...document.querySelectorAll("main tbody tr")];
      return rows.length > 0 && rows.every((row) => row.textContent?.includes(says));
    };
    while (!isDone()) {
      if (performance.now() - began > 30_000) throw new Error(`the rows never said ${says}`);
      await new Promise(requestAnimationFrame);
    }
    return performance.now() - began;
  }, filter.says);
}
