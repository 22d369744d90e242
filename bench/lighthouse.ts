/**
 * Lighthouse on the landing page and, signed in, on overview, campaigns, one campaign and calls, of a business with two
 * thousand calls: the median of five runs, and which audits cost points.
 *
 *   npm run bench:lighthouse                          as on a desk
 *   npm run bench:lighthouse -- --form mobile         as on a phone over a slow line, which is Lighthouse's usual
 *   … --only calls --runs 3
 *
 * Lighthouse itself is fetched by npm the first time and is none of our packages: its hundred dependencies would lengthen
 * every `npm ci`. Ends with 1 where accessibility or best practices is below 95.
 */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import pg from "pg";
import { chromium } from "playwright";
import { findFreePort } from "../sandbox/launcher/ports.mjs";
import { findBrowser } from "../sandbox/launcher/machine.mjs";
import { type Api, register } from "../tests/stack/api.ts";
import { BROWSER_ARGUMENTS, signInAt } from "./browser.ts";
import { onOwnStack } from "./own-stack.ts";
import { percentile } from "./relay.ts";
import { keepSums, seedBusiness } from "./seed-business.ts";
import { say } from "./say.ts";

const { values } = parseArgs({
  options: {
    form: { type: "string", default: "desktop" },
    runs: { type: "string", default: "5" },
    only: { type: "string", default: "" },
  },
});
const LIGHTHOUSE = "lighthouse@13.5.0";
const CONTACTS = 2000;
const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;
const LEAST: Partial<Record<Category, number>> = { accessibility: 95, "best-practices": 95 };
type Category = (typeof CATEGORIES)[number];

interface Report {
  categories: Record<Category, { score: number; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { score: number | null; title: string; displayValue?: string }>;
}

const run = promisify(execFile);

async function lighthouse(url: string, port: number, folder: string): Promise<Report> {
  const file = join(folder, "lighthouse.json");
  const form = values.form === "mobile" ? [] : ["--preset=desktop"];
  const options = [
    "--quiet",
    "--output=json",
    `--output-path=${file}`,
    `--only-categories=${CATEGORIES.join()}`,
  ];
  const npm = ["exec", "--yes", `--package=${LIGHTHOUSE}`, "--", "lighthouse", url];
  await run("npm", [...npm, `--port=${port}`, ...form, ...options]);
  return JSON.parse(readFileSync(file, "utf8")) as Report;
}

/** What costs points in a category, by title. */
const failing = ({ categories, audits }: Report, category: Category): string[] =>
  categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
    .map(({ id }) => `${audits[id]?.title} ${audits[id]?.displayValue ?? ""}`.trim());

async function pagesOf(api: Api): Promise<[name: string, path: string][]> {
  const { items } = await api.ok<{ items: { id: string }[] }>("GET", "/campaigns?limit=1");
  return [
    ["landing", "/"],
    ["overview", "/overview"],
    ["campaigns", "/campaigns"],
    ["campaign", `/campaigns/${items[0]?.id}`],
    ["calls", "/calls"],
  ];
}

await onOwnStack(async (stack, folder) => {
  const { api, session, password } = await register("Harbour Dental");
  const db = new pg.Client({ connectionString: stack.environments.ownerDatabaseUrl ?? "" });
  await db.connect();
  await seedBusiness(db, session.user.tenant_id, CONTACTS);
  await keepSums(db);
  await db.end();
  const port = await findFreePort();
  const executablePath = findBrowser();
  // Lighthouse opens its tabs beside this one: what is signed in here is signed in there.
  const browser = await chromium.launchPersistentContext(join(folder, "browser"), {
    ...(executablePath ? { executablePath } : {}),
    baseURL: stack.urls.web,
    args: [...BROWSER_ARGUMENTS, `--remote-debugging-port=${port}`],
  });
  await signInAt(await browser.newPage(), { email: session.user.email, password });
  let isGood = true;
  say(`${values.form}; median of ${values.runs}; load ${loadavg()[0]?.toFixed(1)}`);
  for (const [name, path] of await pagesOf(api)) {
    if (!name.includes(values.only)) continue;
    const reports: Report[] = [];
    for (let n = 0; n < Number(values.runs); n += 1)
      reports.push(await lighthouse(`${stack.urls.web}${path}`, port, folder));
    const scores = CATEGORIES.map((category) => {
      const median = Math.round(
        percentile(
          reports.map(({ categories }) => categories[category].score * 100),
          50,
        ),
      );
      isGood &&= median >= (LEAST[category] ?? 0);
      return `${category} ${median}`;
    });
    say(`${name.padEnd(10)} ${scores.join(" · ")}`);
    const costly = CATEGORIES.flatMap((category) => (reports[0] ? failing(reports[0], category) : []));
    for (const one of costly) say(`             ${one}`);
  }
  await browser.close();
  process.exitCode = isGood ? 0 : 1;
});
