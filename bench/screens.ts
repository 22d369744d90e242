/**
 * How long each screen takes with a million calls and contacts behind it, beside the same screen of a business with a
 * hundred in the same run: the slowest of its API requests, the page's own request to its last byte, and the time until all
 * of it stands and answers in a real browser; then filters from the press to the rows. Median and p95.
 *
 *   npm run bench:screens                                     all of it; a copy of its own on free ports, gone afterwards
 *   npm run bench:screens -- --data /tmp/million --seed       only fills that data folder (minutes), which stays
 *   npm run bench:screens -- --data /tmp/million --only calls only names that match this, on what was kept
 *   … --contacts 100000 --rounds 9 --part 1/2                 others; the first half of the screens
 *
 * Ends with 1 where a median is at a second or above, or the server's of a list at 300 ms.
 */
import { existsSync, mkdirSync } from "node:fs";
import { loadavg } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright";
import { Api } from "../tests/stack/api.ts";
import { launchBrowser, signedIn } from "./browser.ts";
import { onOwnStack } from "./own-stack.ts";
import { percentile } from "./relay.ts";
import { type Account, businesses } from "./screens/businesses.ts";
import { filtersOf, type Screen, screensOf } from "./screens/screens-of.ts";
import { filterMs, serverMs, usableMs } from "./screens/usable.ts";
import { say } from "./say.ts";

const { values } = parseArgs({
  options: {
    contacts: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "7" },
    only: { type: "string", default: "" },
    part: { type: "string", default: "1/1" },
    data: { type: "string" },
    seed: { type: "boolean", default: false },
  },
});
const FEW = 100;
const MANY = Number(values.contacts);
const ROUNDS = Number(values.rounds);
const [PART = 1, PARTS = 1] = values.part.split("/").map(Number);
const MOST_MS = 1000;
const MOST_LIST_MS = 300;

const load = (): string => `load ${loadavg()[0]?.toFixed(1)}`;
const pair = (times: number[]): string =>
  `${Math.round(percentile(times, 50))} / ${Math.round(percentile(times, 95))}`.padStart(13);
const WANTED = new RegExp(values.only);
const isWanted = ({ name }: { name: string }): boolean => WANTED.test(name);

/** One more than is counted: the first one warms up. */
async function measured<T>(once: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) results.push(await once());
  return results.slice(1);
}

interface Side {
  api: Api;
  page: Page;
}
interface Times {
  /** The slowest of the screen's requests. */
  query: number[];
  server: number[];
  usable: number[];
}

async function timesOf({ api, page }: Side, screen: Screen): Promise<Times> {
  const usable = await measured(() => usableMs(page, screen.path));
  const server = await measured(() => serverMs(page, screen.path));
  const query = await measured(async () => {
    let slowest = 0;
    for (const path of screen.requests) {
      const began = performance.now();
      await api.ok("GET", path);
      slowest = Math.max(slowest, performance.now() - began);
    }
    return slowest;
  });
  return { query, server, usable };
}

async function measureScreens(sides: readonly [Side, Side]): Promise<boolean> {
  let isGood = true;
  const [few, many] = [await screensOf(sides[0].api), await screensOf(sides[1].api)];
  for (const [at, screen] of few.entries()) {
    const other = many[at];
    const isOfPart = Math.floor((at * PARTS) / few.length) === PART - 1;
    if (!other || !isOfPart || !isWanted(screen)) continue;
    const [small, large] = [await timesOf(sides[0], screen), await timesOf(sides[1], other)];
    const most = screen.isList ? MOST_LIST_MS : MOST_MS;
    const isSlow =
      percentile(large.query, 50) >= most ||
      percentile(large.server, 50) >= most ||
      percentile(large.usable, 50) >= MOST_MS;
    isGood &&= !isSlow;
    const cells = (["query", "server", "usable"] as const).flatMap((what) => [small[what], large[what]]);
    say(`${screen.name.padEnd(28)}${cells.map(pair).join("")}${isSlow ? "  too slow" : ""}`);
  }
  return isGood;
}

async function measureFilters(sides: readonly [Side, Side]): Promise<boolean> {
  let isGood = true;
  const [few, many] = [await filtersOf(sides[0].api), await filtersOf(sides[1].api)];
  for (const [at, filter] of few.entries()) {
    const other = many[at];
    if (!other || !isWanted(filter)) continue;
    const small = await measured(() => filterMs(sides[0].page, filter));
    const large = await measured(() => filterMs(sides[1].page, other));
    const isSlow = percentile(large, 50) >= MOST_LIST_MS;
    isGood &&= !isSlow;
    say(`${filter.name.padEnd(28)}${[small, large].map(pair).join("")}${isSlow ? "  too slow" : ""}`);
  }
  return isGood;
}

const dataDir = values.data === undefined ? undefined : resolve(values.data);
// Postgres' own account has to pass through it.
if (dataDir && !existsSync(dataDir)) mkdirSync(dataDir, { recursive: true, mode: 0o755 });

await onOwnStack(
  async (stack) => {
    const began = performance.now();
    const accounts = await businesses(stack, FEW, MANY);
    say(`filled after ${Math.round((performance.now() - began) / 1000)} s; ${load()}`);
    if (values.seed) return;
    const browser = await launchBrowser();
    const sideOf = async (account: Account): Promise<Side> => {
      const { access_token: token } = await new Api(null).ok<{ access_token: string }>(
        "POST",
        "/auth/login",
        account,
      );
      return { api: new Api(token), page: await signedIn(browser, stack.urls.web, account) };
    };
    const [small, large] = accounts;
    if (!small || !large) throw new Error("there are not two businesses");
    const sides = [await sideOf(small), await sideOf(large)] as const;
    const heads = ["query", "page", "usable"].flatMap((what) => [`${what} ${FEW}`, `${what} ${MANY}`]);
    say(`${"p50 / p95, ms".padEnd(28)}${heads.map((head) => head.padStart(13)).join("")}`);
    const areGood = [await measureScreens(sides)];
    say(
      `\n${"filter, press to rows, ms".padEnd(28)}${[FEW, MANY].map((n) => String(n).padStart(13)).join("")}`,
    );
    if (PART === PARTS) areGood.push(await measureFilters(sides));
    say(`${load()} after`);
    await browser.close();
    process.exitCode = areGood.every(Boolean) ? 0 : 1;
  },
  { dataDir, isSandboxOnly: values.seed },
);
