/**
 * What the API takes and how long an answer takes, beside a bare route of the same Next (`/health`, which asks nobody) and
 * beside the same statements sent to Postgres without a web in between, all in one run, by turns. `npm run bench:api [rounds]
 * [seconds]` (default 5 rounds of 3 s each). It starts a copy of its own on free ports.
 */
import { loadavg } from "node:os";
import autocannon from "autocannon";
import pg from "pg";
import { asRequest, createDb, createPool, type RequestIdentity, type Trx } from "#lib/data/db";
import { findContact, listContacts } from "#lib/data/lead-queries";
import { insertLead } from "#lib/data/leads";
import { contactInputSchema, contactQuerySchema } from "#lib/domain/api/contact";
import { contactNumber } from "#lib/services/contacts/contact-number";
import { type Api, createCampaign, register } from "../tests/stack/api.ts";
import { onOwnStack } from "./own-stack.ts";
import { percentile } from "./relay.ts";
import { seedLeads } from "./seed-leads.ts";
import { say } from "./say.ts";

const ROUNDS = Number(process.argv[2] ?? 5);
const SECONDS = Number(process.argv[3] ?? 3);
const CONTACTS = 10_000;
/** Each with a key of its own: nobody may ask as much as all of them together. */
const CLIENTS = 16;

interface Figures {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}
type Measure = () => Promise<Figures>;

const median = (values: number[]): number => percentile(values, 50);

/** Numbers that nobody has had yet. */
let last = 0;
const newContact = (): object => ({ phone_number: `+1${6_022_000_000 + (last += 1)}`, first_name: "Ada" });

function overHttp(url: string, keys: string[], body?: () => object): Measure {
  return async () => {
    let client = 0;
    const result = await autocannon({
      url,
      connections: CLIENTS,
      duration: SECONDS,
      setupClient: (one) => one.setHeaders({ authorization: `Bearer ${keys[client++ % keys.length]}` }),
      ...(body && {
        requests: [
          {
            method: "POST",
            setupRequest: (request) => ({
              ...request,
              headers: { ...request.headers, "content-type": "application/json" },
              body: JSON.stringify(body()),
            }),
          },
        ],
      }),
    });
    if (result.non2xx + result.errors > 0)
      throw new Error(`${url}: ${result.non2xx + result.errors} failed.`);
    return { perSecond: result.requests.average, p50Ms: result.latency.p50, p99Ms: result.latency.p99 };
  };
}

function inPostgres(run: () => Promise<unknown>): Measure {
  return async () => {
    const times: number[] = [];
    const end = performance.now() + SECONDS * 1000;
    const client = async (): Promise<void> => {
      while (performance.now() < end) {
        const began = performance.now();
        await run();
        times.push(performance.now() - began);
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
    return { perSecond: times.length / SECONDS, p50Ms: median(times), p99Ms: percentile(times, 99) };
  };
}

async function keysOf(api: Api): Promise<string[]> {
  const keys: string[] = [];
  for (let n = 1; n <= CLIENTS; n += 1) {
    const asked = { name: `Client ${n}`, scopes: ["read", "write"], role: "user" };
    keys.push((await api.ok<{ key: string }>("POST", "/api-keys", asked)).key);
  }
  return keys;
}

await onOwnStack(async (stack) => {
  const { api, session } = await register();
  const campaignId = (await createCampaign(api)).id;
  const keys = await keysOf(api);
  const owner = new pg.Client({ connectionString: stack.environments.ownerDatabaseUrl ?? "" });
  await owner.connect();
  await seedLeads(owner, campaignId, CONTACTS);
  await owner.query("vacuum analyze talky.leads");
  const { rows } = await owner.query<{ id: string }>(
    "select id from talky.leads where campaign_id = $1 offset $2 limit 1",
    [campaignId, CONTACTS / 2],
  );
  await owner.end();
  const leadId = rows[0]?.id ?? "";

  const pool = createPool(stack.environments.web.DATABASE_URL, { name: "bench-api" });
  const db = createDb(pool);
  const tenantId = session.user.tenant_id;
  const who: RequestIdentity = { tenantId, role: "owner", actorId: session.user.id };
  const statements = (run: (trx: Trx) => Promise<unknown>): Measure =>
    inPostgres(() => asRequest(db, who, run));
  const page = contactQuerySchema.parse({});
  const v1 = `${stack.urls.web}/api/v1`;
  const contacts = `${v1}/campaigns/${campaignId}/contacts`;

  const measures: [string, Measure][] = [
    ["bare route", overHttp(`${v1}/health`, keys)],
    ["one contact", overHttp(`${contacts}/${leadId}`, keys)],
    ["  its statements alone", statements((trx) => findContact(trx, tenantId, campaignId, leadId))],
    ["50 contacts", overHttp(`${contacts}?limit=50`, keys)],
    ["  its statements alone", statements((trx) => listContacts(trx, { tenantId, campaignId }, page))],
    ["add a contact", overHttp(contacts, keys, newContact)],
    [
      "  its insert alone",
      statements((trx) => {
        const input = contactInputSchema.parse(newContact());
        return insertLead(trx, tenantId, campaignId, { ...input, ...contactNumber(input.phone_number) });
      }),
    ],
  ];
  say(
    `${CLIENTS} clients, ${CONTACTS} contacts, medians of ${ROUNDS} rounds of ${SECONDS} s; load before ${loadavg()[0]?.toFixed(1)}`,
  );
  // Once for nothing: what is compiled and filled at the first use is no part of it.
  for (const [, measure] of measures) await measure();
  const rounds: Figures[][] = measures.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [at, [, measure]] of measures.entries()) rounds[at]?.push(await measure());
  const bare = median((rounds[0] ?? []).map(({ perSecond }) => perSecond));
  for (const [at, [name]] of measures.entries()) {
    const of = (key: keyof Figures): number => median((rounds[at] ?? []).map((figures) => figures[key]));
    const share = of("perSecond") / bare;
    say(
      `${name.padEnd(26)} ${of("perSecond").toFixed(0).padStart(6)}/s (${share.toFixed(2)} of the bare route)` +
        ` p50 ${of("p50Ms").toFixed(1)} ms, p99 ${of("p99Ms").toFixed(1)} ms`,
    );
  }
  say(`load after ${loadavg()[0]?.toFixed(1)}`);
  await pool.end();
});
