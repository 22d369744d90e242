import type { Page } from "playwright";

/**
 * Opens a page anew and tells when it could be used: its heading and content stand, nothing says that it loads, and React
 * answers to its controls. Milliseconds from the start of the navigation, by the browser's own clock.
 */
export async function usableMs(page: Page, path: string): Promise<number> {
  await page.goto(path, { waitUntil: "commit" });
  const handle = await page.waitForFunction(
    () => {
      const main = document.querySelector("main");
      const control = main?.querySelector("a[href], button, input, select");
      const isAlive = control && Object.keys(control).some((key) => key.startsWith("__reactProps"));
      const isThere = document.querySelector("h1") && !document.querySelector('[aria-busy="true"]');
      return isAlive && isThere ? performance.now() : false;
    },
    undefined,
    { polling: "raf", timeout: 60_000 },
  );
  return Number(await handle.jsonValue());
}
