/**
 * `npm run smoke:live`: does each provider take the keys of this environment? Nobody is called unless a number is named:
 * `npm run smoke:live -- --call +14155550100` has the running product call it once, by its API and TALKY_API_KEY.
 * Ends with 1 where something that is set up does not work; what is not set up is passed over and said.
 */
import { callOnce } from "./smoke/call-once.ts";
import { type Check, checks } from "./smoke/checks.ts";

const WITHIN_MS = 15_000;
const args = process.argv.slice(2);
const number = args[0] === "--call" ? args[1] : undefined;
if (args.length > 0 && number === undefined) {
  console.error("npm run smoke:live, or npm run smoke:live -- --call +14155550100");
  process.exit(2);
}

let isWell = true;
for (const check of checks(process.env)) {
  if (check.missing.length > 0) {
    console.log(`–  ${check.name}: not set up (${check.missing.join(", ")})`);
    continue;
  }
  const beganAt = performance.now();
  try {
    const said = await within(check);
    console.log(`✓  ${check.name}: ${said} (${Math.round(performance.now() - beganAt)} ms)`);
  } catch (error) {
    isWell = false;
    console.log(`✗  ${check.name}: ${reasonOf(error)}`);
  }
}
if (number === undefined) console.log("Nobody was called. Give --call and a number to have one call made.");
else {
  try {
    console.log(`✓  a call: ${await callOnce(process.env, number, (line) => console.log(`   ${line}`))}`);
  } catch (error) {
    isWell = false;
    console.log(`✗  a call: ${reasonOf(error)}`);
  }
}
process.exit(isWell ? 0 : 1);

function within(check: Check): Promise<string> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${WITHIN_MS / 1000} s`)), WITHIN_MS).unref();
  });
  return Promise.race([check.ask(), late]);
}

/** A vendor's own words may hold what is nobody's business: an error's fault and message are ours. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "it failed";
  const { fault } = error as { fault?: string };
  return fault === undefined ? error.message : `${fault}: ${error.message}`;
}
