import { type Browser, chromium, type Page } from "playwright";
import { findBrowser } from "../sandbox/launcher/machine.mjs";

/** What is known of whoever signs in. */
interface SignIn {
  email: string;
  password: string;
}

export const BROWSER_ARGUMENTS = [
  "--disable-gpu",
  "--disable-background-networking",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

export function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  const executablePath = findBrowser();
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [...BROWSER_ARGUMENTS, ...args],
  });
}

/** A page of a browser of its own (cookies, cache), signed in. */
export async function signedIn(browser: Browser, baseURL: string, who: SignIn): Promise<Page> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await signInAt(page, who);
  return page;
}

export async function signInAt(page: Page, { email, password }: SignIn): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/overview");
}
