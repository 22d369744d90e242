/**
 * Two voice workers on one database and one queue while everything dies around them: each worker in turn by kill -9 every
 * 20 s, Postgres once, and Redis once where the queue lives on it. Judged by the carrier's own account of what it was
 * asked for, not by our log. Then one of the workers is stopped in the middle of its calls.
 *
 *   npm run bench:two-workers                       400 contacts, the queue on Postgres
 *   npm run bench:two-workers -- --backend redis    the queue on a Redis of its own
 *   … --leads 100 --at-once 20 --rate 10 --outage 1 --logs folder
 *
 * Ends with 1 where any rule is broken.
 */
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import type { Stack } from "../sandbox/launcher/stack.mjs";
import { readPhoneNumber } from "#lib/services/contacts/phone-number";
import { createCampaign, importNumbers, register } from "../tests/stack/api.ts";
import { numberOf, resetSandbox, setFaults } from "../tests/stack/sandbox.ts";
import { drainOne } from "./havoc/drain-one.ts";
import { Havoc, type Restart } from "./havoc/havoc.ts";
import { restartPostgres } from "./havoc/restarts.ts";
import { accountOf, type RunAccount } from "./havoc/run-account.ts";
import { partOf, startSecondWorker } from "./havoc/second-worker.ts";
import { ownRedis } from "./own-redis.ts";
import { onOwnStack } from "./own-stack.ts";
import { say } from "./say.ts";

const { values } = parseArgs({
  options: {
    leads: { type: "string", default: "400" },
    backend: { type: "string", default: "postgres" },
    "at-once": { type: "string", default: "20" },
    rate: { type: "string", default: "10" },
    /** Seconds that Redis stays away. */
    outage: { type: "string", default: "1" },
    logs: { type: "string" },
  },
});
const contacts = Number(values.leads);
const atOnce = Number(values["at-once"]);
const rate = Number(values.rate);
/** As 3 is to the product's own 2.5: what the carrier's account allows beside what we keep to. */
const mostASecond = Math.floor(rate * 1.2);
const LIMIT_MS = 600_000;
const DRAINED = 30;

/** Fictional numbers of these people, area code by area code. */
function numbersOf(people: readonly string[], count: number): string[] {
  const areas = Array.from({ length: 790 }, (_, i) => String(201 + i)).filter(
    (area) => !("problem" in readPhoneNumber(numberOf("00", area), "US")),
  );
  return areas.flatMap((area) => people.map((person) => numberOf(person, area))).slice(0, count);
}

/** Resolves when nothing of the campaign can go on any more; false: it took too long. */
async function untilOver(db: pg.Pool, campaignId: string): Promise<boolean> {
  const end = performance.now() + LIMIT_MS;
  while (performance.now() < end) {
    await delay(500);
    // Postgres itself goes away in between.
    const answer = await db
      .query<{ is_over: boolean }>(
        `select status in ('completed', 'paused', 'stopped') as is_over from talky.campaigns where id = $1`,
        [campaignId],
      )
      .catch(() => null);
    if (answer?.rows[0]?.is_over) return true;
  }
  return false;
}

async function run(stack: Stack, restarts: readonly Restart[]): Promise<RunAccount> {
  const db = new pg.Pool({ connectionString: stack.environments.ownerDatabaseUrl ?? "", max: 2 });
  db.on("error", () => undefined);
  const second = await startSecondWorker(stack);
  try {
    await resetSandbox();
    await setFaults({ carrier_calls_per_second: 1000 });
    const { api } = await register();
    await db.query("update talky.plans set minutes = 1000000, max_concurrent_calls = 1000");
    const numbers = numbersOf(["38", "01"], contacts);
    const { id } = await createCampaign(api, { max_concurrent_calls: atOnce });
    await importNumbers(api, id, numbers);
    const workers = [partOf(stack, "worker"), second];
    const began = performance.now();
    await api.ok("POST", `/campaigns/${id}/start`);
    const havoc = new Havoc({ workers, killEveryMs: 20_000, restarts });
    const isOver = await untilOver(db, id).finally(() => havoc.stop());
    const seconds = (performance.now() - began) / 1000;
    const account = await accountOf(api, db, id, numbers, { atOnce, aSecond: mostASecond });
    const drained = await drainOne(api, db, second, numbersOf(["12"], DRAINED));
    return {
      figures: [
        ...havoc.happened.map(({ atMs, what }): [string, string] => [what, `${(atMs / 1000).toFixed(1)} s`]),
        ["seconds until all was final", seconds.toFixed(1)],
        ["load", loadavg()[0]?.toFixed(1) ?? ""],
        ...account.figures,
        ...drained.figures,
      ],
      breaches: [
        ...(isOver ? [] : [`not over after ${LIMIT_MS / 1000} s`]),
        ...account.breaches,
        ...drained.breaches,
      ],
    };
  } finally {
    await second.stop();
    await db.end();
  }
}

const redis =
  values.backend === "redis" ? await ownRedis(join(tmpdir(), "talky-two-workers-redis.log")) : null;
let account: RunAccount = { figures: [], breaches: ["nothing was measured"] };
try {
  await onOwnStack(
    async (stack) => {
      account = await run(stack, [
        { what: "Postgres", afterMs: 31_000, run: () => restartPostgres(stack.settings.dataDir) },
        ...(redis
          ? [{ what: "Redis", afterMs: 48_000, run: () => redis.restart(Number(values.outage) * 1000) }]
          : []),
      ]);
    },
    {
      file: redis ? { REDIS_URL: redis.url } : {},
      worker: { VONAGE_CALLS_PER_SECOND: String(rate) },
      keepLogsIn: values.logs,
    },
  );
} finally {
  await redis?.stop();
}
say(`\n${contacts} contacts, two workers, the queue on ${values.backend}`);
for (const [what, value] of account.figures) say(`  ${what.padEnd(42)} ${value}`);
for (const breach of account.breaches) say(`BROKEN: ${breach}`);
say(account.breaches.length === 0 ? "no rule broken" : `${account.breaches.length} rules broken`);
process.exit(account.breaches.length === 0 ? 0 : 1);
