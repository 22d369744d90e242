/**
 * What JavaScript the browser gets for each route, opened anew with an empty cache: compressed as it is sent, and unpacked.
 * Beside it, how much of it no other route of the list shares, and what is fetched ahead for links afterwards.
 *
 *   npm run bench:javascript
 *   npm run bench:javascript -- --chunks       and which files, the largest first
 */
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import type { Browser, Page } from "playwright";
import { register } from "../tests/stack/api.ts";
import { makeOperator } from "../tests/stack/people.ts";
import { launchBrowser, signedIn } from "./browser.ts";
import { onOwnStack } from "./own-stack.ts";
import { type Route, routesOf } from "./screens/routes-of.ts";
import { keepSums, seedBusiness } from "./seed-business.ts";
import { say } from "./say.ts";

const { values } = parseArgs({ options: { chunks: { type: "boolean", default: false } } });
const CONTACTS = 200;
/** Links that came into view have been fetched ahead by then. */
const AHEAD_MS = 1500;

interface Script {
  name: string;
  sent: number;
  unpacked: number;
}
interface Sent {
  route: Route;
  first: Script[];
  ahead: Script[];
}

const kB = (bytes: number): string => (bytes / 1000).toFixed(1).padStart(9);
const sum = (scripts: readonly Script[], of: "sent" | "unpacked" = "sent"): number =>
  scripts.reduce((total, script) => total + script[of], 0);

/** The tabs of a page are one route, whatever the id. */
const routeOf = ({ path }: Route): string => (path.split("?")[0] ?? "").replaceAll(/[\da-f-]{36}/g, ":id");

/** The scripts that a page fetches, from its own cache-less tab. */
async function scriptsOf(page: Page, route: Route): Promise<Sent> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  const open = new Map<string, Script>();
  const scripts: Script[] = [];
  devtools.on("Network.responseReceived", ({ requestId, type, response }) => {
    if (type === "Script" || /\.js($|\?)/.test(response.url))
      open.set(requestId, {
        name: new URL(response.url).pathname.split("/").at(-1) ?? "",
        sent: 0,
        unpacked: 0,
      });
  });
  devtools.on("Network.dataReceived", ({ requestId, dataLength }) => {
    const script = open.get(requestId);
    if (script) script.unpacked += dataLength;
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const script = open.get(requestId);
    if (script) scripts.push({ ...script, sent: encodedDataLength });
  });
  await page.goto(route.path);
  await page.locator("h1").first().waitFor({ state: "attached" });
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  const first = [...scripts];
  await delay(AHEAD_MS);
  await devtools.detach();
  return { route, first, ahead: scripts.slice(first.length) };
}

async function measure(browser: Browser, page: Page, routes: readonly Route[]): Promise<Sent[]> {
  const all: Sent[] = [];
  const anonymous = await (await browser.newContext({ baseURL: new URL(page.url()).origin })).newPage();
  for (const route of routes) all.push(await scriptsOf(route.isPublic ? anonymous : page, route));
  return all;
}

function tell(all: readonly Sent[]): void {
  const routes = new Set(all.map(({ route }) => routeOf(route))).size;
  const routesWith = new Map<string, Set<string>>();
  for (const { route, first } of all)
    for (const { name } of first)
      routesWith.set(name, (routesWith.get(name) ?? new Set()).add(routeOf(route)));
  const countOf = ({ name }: Script): number => routesWith.get(name)?.size ?? 0;
  const isEverywhere = (script: Script): boolean => countOf(script) === routes;
  const everywhere = all[0]?.first.filter(isEverywhere) ?? [];
  say(`on every route ${kB(sum(everywhere))} kB sent, ${kB(sum(everywhere, "unpacked"))} kB unpacked`);
  say(`${"kB".padEnd(26)}     sent unpacked   beyond    alone    ahead  files`);
  for (const { route, first, ahead } of all) {
    const beyond = first.filter((script) => !isEverywhere(script));
    const alone = first.filter((script) => countOf(script) === 1);
    const cells = [sum(first), sum(first, "unpacked"), sum(beyond), sum(alone), sum(ahead)].map(kB).join("");
    say(`${route.name.padEnd(26)}${cells}  ${String(first.length).padStart(5)}`);
    if (!values.chunks) continue;
    for (const script of beyond.toSorted((a, b) => b.sent - a.sent).slice(0, 8))
      say(`    ${kB(script.sent)}  ${script.name}  on ${countOf(script)}`);
    for (const { sent, name } of ahead) say(`    ${kB(sent)}  ${name}  ahead`);
  }
}

await onOwnStack(async (stack) => {
  const { api, session, password } = await register("Harbour Dental");
  await makeOperator(session.user.id);
  const db = new pg.Client({ connectionString: stack.environments.ownerDatabaseUrl ?? "" });
  await db.connect();
  await seedBusiness(db, session.user.tenant_id, CONTACTS);
  await keepSums(db);
  await db.end();
  const browser = await launchBrowser();
  const page = await signedIn(browser, stack.urls.web, { email: session.user.email, password });
  tell(await measure(browser, page, await routesOf(api)));
  await browser.close();
});
