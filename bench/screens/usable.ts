import type { Page } from "playwright";

export interface Opened {
  /** From the request for the page to its last byte. */
  serverMs: number;
  /** Until everything that it shows is there, and its controls answer. */
  usableMs: number;
}

/**
 * Opens a page anew, by the browser's own clock: usable means that its heading stands, that nothing is a placeholder or says
 * that it loads, and that React answers to its first control.
 */
export async function open(page: Page, path: string): Promise<Opened> {
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
      if (!navigation?.responseEnd) return false;
      return {
        usableMs: performance.now(),
        serverMs: navigation.responseEnd - navigation.requestStart,
      };
    },
    undefined,
    { polling: "raf", timeout: 60_000 },
  );
  return (await handle.jsonValue()) as Opened;
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
  await open(page, filter.path);
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
