/**
 * A stranger's way from `npm start` in a fresh clone to reading what was said in a call: signs up, and presses what the pages
 * offer, by the words that stand there. Prints when each step was done, with a picture of each.
 *
 *   npm run bench:first-call                        pictures in test-results/first-call
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { findFreePort } from "../sandbox/launcher/ports.mjs";
import { launchBrowser } from "./browser.ts";
import { say } from "./say.ts";

const root = join(import.meta.dirname, "..");
const pictures = join(root, "test-results", "first-call");

let began = 0;
/** Since `npm start`. */
const since = (): string => `${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s`;

/** Runs `npm start`; resolves with the address that it prints. */
async function start(
  clone: string,
  env: Record<string, string>,
): Promise<{ product: ChildProcess; address: string }> {
  began = performance.now();
  const product = spawn("npm", ["start"], {
    cwd: clone,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  product.on("exit", (code) => reject(new Error(`npm start ended with ${code}`)));
  let printed = "";
  product.stdout.on("data", (chunk: Buffer) => {
    for (const line of String(chunk).split("\n")) if (line.trim()) say(`${since()}  | ${line}`);
    printed += String(chunk);
    const address = /^ {2}Talky +(\S+)/m.exec(printed)?.[1];
    if (address && printed.includes("Ctrl-C")) resolve(address);
  });
  return { product, address: await promise };
}

async function stop(product: ChildProcess): Promise<void> {
  // npm is gone before what it started.
  const isOver = once(product, "close");
  product.kill("SIGTERM");
  await isOver;
}

async function walk(page: Page, address: string): Promise<void> {
  let picture = 0;
  const step = async (what: string, run: () => Promise<unknown>): Promise<void> => {
    await run();
    picture += 1;
    await page.screenshot({ path: join(pictures, `${picture}.png`) });
    say(`${since()}  ${what}`);
  };
  const heading = (name: string): Promise<void> => page.getByRole("heading", { name }).first().waitFor();

  await step("opened the address that was printed", () => page.goto(address));
  await step("Create an account", async () => {
    await page.getByRole("link", { name: "Create an account" }).first().click();
    await page.getByLabel("Your name").fill("Ada Owner");
    await page.getByLabel("Business").fill("Harbour Dental");
    await page.getByLabel("E-mail").fill("ada@example.com");
    await page.getByLabel("Password").fill("a long password");
    await page.getByRole("button", { name: "Create account" }).click();
    await heading("Overview");
  });
  await step("Start the sample", async () => {
    await page.getByRole("button", { name: "Start the sample" }).click();
    await page.getByRole("link", { name: "Watch live" }).first().waitFor();
  });
  await step("Watch live: the first words stand there", async () => {
    await page.getByRole("link", { name: "Watch live" }).first().click();
    await page.getByRole("list", { name: "Transcript" }).first().getByRole("listitem").first().waitFor();
  });
  await step("Overview, Open the latest call", async () => {
    await page.getByRole("link", { name: "Overview", exact: true }).first().click();
    await page.getByRole("link", { name: "Open the latest call" }).click();
    await page.getByRole("list", { name: "Transcript" }).waitFor();
  });
  const turns = page.getByRole("list", { name: "Transcript" }).getByRole("listitem");
  await step("read what was said", () => turns.nth(2).waitFor());
  for (const turn of await turns.allInnerTexts()) say(`          ${turn.replaceAll(/\s+/g, " ")}`);
}

const folder = mkdtempSync(join(tmpdir(), "talky-first-call-"));
const clone = join(folder, "talky");
mkdirSync(pictures, { recursive: true });
execFileSync("git", ["clone", "--quiet", root, clone]);
const sandbox = await findFreePort(true);
const env = {
  TALKY_WEB_PORT: String(await findFreePort()),
  TALKY_WORKER_PORT: String(await findFreePort()),
  TALKY_SANDBOX_PORT: String(sandbox),
};
const running = await start(clone, env);
try {
  const ready = performance.now();
  const browser = await launchBrowser();
  await walk(await browser.newPage({ viewport: { width: 1440, height: 900 } }), running.address);
  say(`${((performance.now() - ready) / 1000).toFixed(1)} s from the printed address to the transcript`);
  await browser.close();
} finally {
  await stop(running.product);
  rmSync(folder, { recursive: true, force: true });
}
