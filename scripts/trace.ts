/**
 * Prints one call's trace as a tree, from the click to its settling: `npm run trace -- <call id>`. Without an id: of the
 * newest call. It reads what the sandbox of a running copy has kept (`npm start`).
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ShelvedSpan } from "../sandbox/traces/trace-shelf.ts";
import { traceTree } from "./trace-tree.ts";

const [given] = process.argv.slice(2);
const sandbox = sandboxUrl();
const spansOf = async (query: string): Promise<ShelvedSpan[]> => {
  const answer = await fetch(`${sandbox}/_sandbox/traces${query}`);
  return ((await answer.json()) as { spans: ShelvedSpan[] }).spans;
};
const callId =
  given ??
  (await spansOf("")).findLast(({ name, attributes }) => name === "call" && attributes["talky.call_id"])
    ?.attributes["talky.call_id"];
const spans = callId === undefined ? [] : await spansOf(`?call_id=${String(callId)}`);
if (spans.length === 0) {
  console.error(
    callId === undefined
      ? "No call has been traced yet. Call somebody first; a trace is whole once the call is settled."
      : `There is no trace of ${callId}: it is whole once the call is settled, and only the newest are kept.`,
  );
  process.exit(1);
}
console.log(traceTree(spans));

function sandboxUrl(): string {
  const file = join(resolve(process.env["TALKY_DATA_DIR"] || ".talky"), "run.json");
  try {
    const { urls } = JSON.parse(readFileSync(file, "utf8")) as { urls: { sandbox: string } };
    return urls.sandbox;
  } catch {
    console.error(`Nothing runs here: ${file} cannot be read. Begin with npm start.`);
    return process.exit(1);
  }
}
