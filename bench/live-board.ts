/**
 * The live board with the recorded events of 50 calls, replayed as the worker writes them (rows, then the word that there
 * are some), through the web process and its stream to a real browser: from each row to the screen, and how busy the
 * browser's main thread is. In the middle the web process is killed; afterwards the board is compared with what was written.
 *
 *   npm run bench:live                 on a copy of its own
 *   npm run bench:live -- --record     makes 50 calls in the sandbox and keeps what the feed tells of them
 *
 * Ends with 1 where p95 is above 500 ms, the main thread above 30 %, or anything is lost or doubled.
 */
import { loadavg } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import type { CDPSession, Page } from "playwright";
import { createLiveFeed } from "#lib/live/live-feed";
import { openQueueConnection } from "#lib/queue/connection";
import type { Stack } from "../sandbox/launcher/stack.mjs";
import { createCampaign, register, until } from "../tests/stack/api.ts";
import { pidOf } from "../tests/stack/processes.ts";
import { launchBrowser, signedIn } from "./browser.ts";
import { delaysOf, differences, lostTurns } from "./live/account.ts";
import { boardNow, seenOnBoard, watchBoard } from "./live/on-screen.ts";
import { record } from "./live/record.ts";
import { Replay } from "./live/replay.ts";
import { onOwnStack } from "./own-stack.ts";
import { percentile } from "./relay.ts";
import { say } from "./say.ts";

const { values } = parseArgs({ options: { record: { type: "boolean", default: false } } });
const CALLS = 50;
const MOST_MS = 500;
const MOST_BUSY = 0.3;
/** The replay has been going on for so long when the web process is killed. */
const KILLED_AFTER_MS = 25_000;
/** What was on its way has come by then. */
const SETTLED_MS = 2000;

const row = (name: string, times: number[]): string =>
  `${name.padEnd(22)} n ${String(times.length).padStart(4)} · p50 ${Math.round(percentile(times, 50))} · p95 ${Math.round(percentile(times, 95))} · max ${Math.round(Math.max(...times))} ms`;

/** Seconds that the page's main thread has worked. */
async function workedS(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
}

/** Each second's share, until `signal`. */
async function watchBusy(devtools: CDPSession, signal: AbortSignal): Promise<number[]> {
  const shares: number[] = [];
  let [worked, at] = [await workedS(devtools), performance.now()];
  while (!signal.aborted) {
    await delay(1000);
    const [nextWorked, now] = [await workedS(devtools), performance.now()];
    shares.push(((nextWorked - worked) * 1000) / (now - at));
    [worked, at] = [nextWorked, now];
  }
  return shares;
}

const linkSays = (page: Page, word: string): Promise<void> =>
  page
    .getByRole("complementary")
    .getByRole("button", { name: word, exact: true })
    .waitFor({ timeout: 60_000 });

/** Kills the web process while the events go on; resolves once the screen is live again. */
async function restartWeb(page: Page): Promise<{ fromMs: number; toMs: number }> {
  const killed = await pidOf("web");
  if (killed === null) throw new Error("the web process is not running");
  const fromMs = Date.now();
  process.kill(killed, "SIGKILL");
  await linkSays(page, "Reconnecting");
  await until(
    () => pidOf("web"),
    (pid) => pid !== null && pid !== killed,
    { limitMs: 60_000, what: "a new web process", everyMs: 50 },
  );
  await linkSays(page, "Live");
  return { fromMs, toMs: Date.now() };
}

async function measure(stack: Stack): Promise<boolean> {
  // It would ask the carrier after calls that it never made.
  await stack.parts.find(({ options }) => options.name === "worker")?.stop();
  const { api, session, password } = await register("Replayed");
  const { id: campaignId } = await createCampaign(api, { name: "Spring check-ups" });
  const browser = await launchBrowser();
  const page = await signedIn(browser, stack.urls.web, { email: session.user.email, password });
  await page.goto("/calls/live");
  await linkSays(page, "Live");
  await watchBoard(page);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");

  const ownerUrl = stack.environments.ownerDatabaseUrl ?? "";
  const db = new pg.Pool({ connectionString: ownerUrl, max: 4 });
  const queue = openQueueConnection({ databaseUrl: ownerUrl, name: "talky-bench" });
  const feed = createLiveFeed(queue);
  const replay = new Replay(db, feed, { tenantId: session.user.tenant_id, campaignId });
  await replay.prepare(CALLS);
  const over = new AbortController();
  const busy = watchBusy(devtools, over.signal);
  const running = replay.run();
  await delay(KILLED_AFTER_MS);
  const away = await restartWeb(page);
  replay.hold();
  await delay(SETTLED_MS);
  const wrong = differences(replay.written, await boardNow(page)).map((one) => `after the restart: ${one}`);
  replay.goOn();
  await running;
  await delay(SETTLED_MS);
  over.abort();
  const shares = await busy;
  const seen = await seenOnBoard(page);
  wrong.push(...differences(replay.written, await boardNow(page)).map((one) => `at the end: ${one}`));
  const { lost, overtaken } = lostTurns(replay.written, seen, away);
  wrong.push(...lost.map((mark) => `${mark} was never seen`));
  wrong.push(...seen.doubled.map((what) => `${what} was there twice`));

  const isAway = (atMs: number): boolean => atMs >= away.fromMs - MOST_MS && atMs <= away.toMs + SETTLED_MS;
  const delays = delaysOf(replay.written, seen, isAway);
  say(
    `${replay.written.length} events of ${Object.keys(seen.came).length} calls; load ${loadavg()[0]?.toFixed(1)}`,
  );
  say(row("a turn, on screen", delays.turns));
  say(row("a new call", delays.starts));
  say(row("a call's end", delays.ends));
  say(row("a call's state", delays.states));
  const all = Object.values(delays).flat();
  say(row("all of them", all));
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  say(
    `main thread busy ${(mean * 100).toFixed(1)} %, its busiest second ${(Math.max(...shares) * 100).toFixed(0)} %`,
  );
  say(
    `web killed, and the screen live again after ${away.toMs - away.fromMs} ms; ${overtaken} turns were overtaken; wrong: ${wrong.length}`,
  );
  for (const one of wrong.slice(0, 20)) say(`  ${one}`);
  await browser.close();
  await feed.close();
  await queue.close();
  await db.end();
  return percentile(all, 95) <= MOST_MS && mean <= MOST_BUSY && wrong.length === 0;
}

await onOwnStack(async (stack) => {
  if (values.record) await record(CALLS);
  else process.exitCode = (await measure(stack)) ? 0 : 1;
});
