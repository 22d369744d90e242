/**
 * How long each screen takes with a million calls and contacts behind it, beside the same screen of a business with a
 * hundred: the server's time for its API requests, and the time until it can be used in a real browser.
 * `npm run bench:screens [contacts] [rounds]` (default 1,000,000 and 7). It starts a copy of its own on free ports. Ends
 * with 1 when the median of a list is at 300 ms or above, or that of anything at a second.
 */
import { loadavg } from "node:os";
import pg from "pg";
import { chromium, type Page } from "playwright";
import { findChromium } from "../tests/e2e/chromium.ts";
import { type Api, register, type Registered } from "../tests/stack/api.ts";
import { onOwnStack } from "./own-stack.ts";
import { percentile } from "./relay.ts";
import { type Screen, screensOf } from "./screens/screens-of.ts";
import { usableMs } from "./screens/usable.ts";
import { keepSums, seedBusiness, withoutIndexes } from "./seed-business.ts";

const CONTACTS = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = Number(process.argv[3] ?? 7);
const FEW = 100;
const MOST_MS = 1000;
const MOST_LIST_MS = 300;

interface Business {
  api: Api;
  session: Registered;
  password: string;
  screens: Screen[];
  page: Page;
}
interface Times {
  server: number[];
  usable: number[];
}

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const pair = (times: number[]): string =>
  `${Math.round(percentile(times, 50))} / ${Math.round(percentile(times, 95))}`.padStart(13);

/** The slowest of a screen's requests, each round; the first one, which warms up, is not counted. */
async function serverTimes(api: Api, paths: readonly string[]): Promise<number[]> {
  const slowest: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    let most = 0;
    for (const path of paths) {
      const began = performance.now();
      await api.ok("GET", path);
      most = Math.max(most, performance.now() - began);
    }
    if (round > 0) slowest.push(most);
  }
  return slowest;
}

async function timesOf({ api, page }: Business, screen: Screen): Promise<Times> {
  const usable: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const ms = await usableMs(page, screen.path);
    if (round > 0) usable.push(ms);
  }
  return { server: await serverTimes(api, screen.requests), usable };
}

async function signedIn(page: Page, { email }: { email: string }, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/overview");
}

await onOwnStack(async (stack) => {
  const db = new pg.Client({ connectionString: stack.environments.ownerDatabaseUrl ?? "" });
  await db.connect();
  const [few, many] = [await register("A hundred"), await register("A million")];
  const began = performance.now();
  await seedBusiness(db, few.session.user.tenant_id, FEW);
  await withoutIndexes(db, () => seedBusiness(db, many.session.user.tenant_id, CONTACTS));
  await keepSums(db);
  await db.end();
  say(`seeded in ${Math.round((performance.now() - began) / 1000)} s; load ${loadavg()[0]?.toFixed(1)}`);

  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
  const businessOf = async (of: Awaited<ReturnType<typeof register>>): Promise<Business> => {
    const context = await browser.newContext({
      baseURL: stack.urls.web,
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    await signedIn(page, of.session.user, of.password);
    return { ...of, page, screens: await screensOf(of.api) };
  };
  const sides = [await businessOf(few), await businessOf(many)] as const;
  say(
    `${"p50 / p95, ms".padEnd(34)} server ${FEW}      server ${CONTACTS}   usable ${FEW}      usable ${CONTACTS}`,
  );
  let isGood = true;
  for (const [at, screen] of sides[0].screens.entries()) {
    const other = sides[1].screens[at];
    if (!other) continue;
    const [small, large] = [await timesOf(sides[0], screen), await timesOf(sides[1], other)];
    const most = screen.isList ? MOST_LIST_MS : MOST_MS;
    const isSlow = percentile(large.server, 50) >= most || percentile(large.usable, 50) >= MOST_MS;
    isGood &&= !isSlow;
    say(
      `${screen.name.padEnd(34)}${pair(small.server)} ${pair(large.server)}  ${pair(small.usable)} ${pair(large.usable)}${isSlow ? "  too slow" : ""}`,
    );
  }
  say(`load after ${loadavg()[0]?.toFixed(1)}`);
  await browser.close();
  process.exitCode = isGood ? 0 : 1;
});
