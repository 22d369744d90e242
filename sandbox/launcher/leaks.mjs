import { createReadStream, existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";

/**
 * What a test run has left behind: no log of it may hold a person's number or address outside `pii`, nor a secret anywhere,
 * and nothing that belongs to the server may stand in what the browser loads.
 */

/** @typedef {{file: string, line: number, kind: string, shown: string}} Leak */

/** Personal: allowed in a field `pii`. A sandbox number also without its plus, as the carrier writes it, or as people do. */
const PERSONAL = [
  ["phone number", /(?:\+|%2B)[1-9]\d{7,14}(?!\d)/gi],
  ["phone number", /(?<![\da-f-])(?:1[ .-]?)?\(?\d{3}\)?[ .-]?555[ .-]?01\d{2}(?![\da-f-])/gi],
  ["e-mail address", /[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b/gi],
];
/** Whatever looks like one, known or not. */
const CREDENTIALS = [
  ["API key", /tk_live_[0-9a-f]{16,}/g],
  ["token", /eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g],
  ["webhook secret", /whsec_[\w+/=]{16,}/g],
  ["private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/g],
  ["password in an address", /\b(?:postgres(?:ql)?|rediss?):\/\/[^\s:@/]+:(?!\*)[^\s@]+@/g],
];
/** The sandbox is also the mailbox of whoever tries it out. */
const MAILBOX = /^\S+ Mail to /;
/** In no file of the browser's, beside the names of secret variables. */
const SERVER_ONLY = [/service_role/i, /\bsb_secret_/, /postgres(?:ql)?:\/\//, /BEGIN [A-Z ]*PRIVATE KEY/];
/** Of what a copy makes for itself: these are shown to everybody. */
const NO_SECRET = new Set(["supabasePublishableKey", "vonageApplicationId", "vonagePublicKey"]);
const SHORTEST_SECRET = 8;

/** The values that must be seen nowhere, each with its name. @param {Record<string, string>[]} copies the secrets of each stack */
export function secretValues(copies) {
  return copies.flatMap((secrets) =>
    Object.entries(secrets)
      .filter(([name, value]) => !NO_SECRET.has(name) && value.length >= SHORTEST_SECRET)
      // A key of several lines is logged in one, or broken anew: a line of it is enough to know it by.
      .flatMap(([name, value]) => [[name, value.includes("\n") ? (value.split("\n")[1] ?? value) : value]]),
  );
}

/** The names of secret variables, from `.env.example`. @param {string} root */
export function secretNames(root) {
  const names = readFileSync(join(root, ".env.example"), "utf8").matchAll(/^# ?([A-Z][A-Z0-9_]*)=/gm);
  return [...names]
    .map(([, name]) => name)
    .filter((name) => /SECRET|_KEY|PASSWORD|TOKEN|DATABASE|REDIS/.test(name));
}

/**
 * What one line of a log gives away. @param {string} line @param {string[][]} secrets as `secretValues` gives them
 * @returns {{kind: string, shown: string}[]}
 */
export function leaksOfLine(line, secrets) {
  const found = [
    ...secrets
      .filter(([, value]) => line.includes(value))
      .map(([name, value]) => leak(`secret ${name}`, value)),
    ...matches(line, CREDENTIALS),
  ];
  // Most lines hold nothing of the kind: only what looks like it is taken apart.
  if (!MAILBOX.test(line) && matches(line, PERSONAL).length > 0)
    found.push(...matches(withoutPersonal(line), PERSONAL));
  return found;
}

const leak = (kind, value) => ({ kind, shown: `${value.slice(0, 4)}… (${value.length} characters)` });

const matches = (text, patterns) =>
  patterns.flatMap(([kind, pattern]) => (text.match(pattern) ?? []).map((value) => leak(kind, value)));

/** A line of JSON without its `pii` fields; any other as it is. @param {string} line */
function withoutPersonal(line) {
  try {
    return JSON.stringify(JSON.parse(line, (name, value) => (name === "pii" ? undefined : value)));
  } catch {
    return line;
  }
}

/** @param {string} folder @param {RegExp} name */
function filesUnder(folder, name) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** @param {string[]} folders with logs @param {string[][]} secrets @returns {Promise<{lines: number, leaks: Leak[]}>} */
export async function searchLogs(folders, secrets) {
  /** @type {Leak[]} */
  const leaks = [];
  let lines = 0;
  for (const file of folders.flatMap((folder) => filesUnder(folder, /\.log(\.\d+)?$/))) {
    let line = 0;
    for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      line += 1;
      for (const found of leaksOfLine(text, secrets)) leaks.push({ file, line, ...found });
    }
    lines += line;
  }
  return { lines, leaks };
}

/**
 * What the browser is given: `static` of a build. @param {string} root @param {string} distDir @param {string[][]} secrets
 * @returns {{files: number, leaks: Leak[]}}
 */
export function searchBundle(root, distDir, secrets) {
  const folder = join(root, distDir, "static");
  const files = filesUnder(folder, /\.(js|css|json|map|txt|html)$/);
  const words = [
    ...secrets.map(([name, value]) => [`secret ${name}`, value]),
    ...secretNames(root).map((name) => [`name ${name}`, name]),
  ];
  const leaks = files.flatMap((path) =>
    readFileSync(path, "utf8")
      .split("\n")
      .flatMap((text, index) =>
        [
          ...words.filter(([, value]) => text.includes(value)).map(([kind, value]) => leak(kind, value)),
          ...SERVER_ONLY.filter((pattern) => pattern.test(text)).map((pattern) =>
            leak("server's own", pattern.source),
          ),
          ...matches(text, CREDENTIALS),
        ].map((found) => ({ file: relative(root, path), line: index + 1, ...found })),
      ),
  );
  return { files: files.length, leaks };
}

/**
 * Looks through all of it and says what was found. A build without files would be looked at in vain: that fails too.
 * @param {object} given
 * @param {string} given.root @param {string} given.distDir @param {string[]} given.folders with logs
 * @param {Record<string, string>[]} given.copies the secrets of each stack @param {(line: string) => void} given.say
 * @returns {Promise<import("./test-reports.mjs").Counts>}
 */
export async function searchLeaks({ root, distDir, folders, copies, say }) {
  const secrets = secretValues(copies);
  const logs = await searchLogs(folders, secrets);
  const bundle = searchBundle(root, distDir, secrets);
  const leaks = [...logs.leaks, ...bundle.leaks];
  for (const { file, line, kind, shown } of leaks.slice(0, 50)) say(`  ${file}:${line}: ${kind}: ${shown}`);
  if (leaks.length > 50) say(`  and ${leaks.length - 50} more`);
  say(
    `${logs.lines} lines of logs and ${bundle.files} files of the browser's were looked at for numbers, addresses and secrets: ${leaks.length} found`,
  );
  const isEmpty = logs.lines === 0 || bundle.files === 0;
  const failed = leaks.length + (isEmpty ? 1 : 0);
  return { passed: failed === 0 ? 1 : 0, failed, skipped: 0 };
}
