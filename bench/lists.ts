/**
 * What a list of contacts costs when a campaign has a million of them, beside one of ten thousand in the same run: pages,
 * searches, filters and counts through the API, by 8 clients at once. `npm run bench:lists [contacts] [rounds]` (default
 * 1,000,000 and 20). It starts a copy of its own on free ports.
 */
import { loadavg } from "node:os";
import pg from "pg";
import { Api, createCampaign, register } from "../tests/stack/api.ts";
import { onOwnStack } from "./own-stack.ts";
import { percentile } from "./relay.ts";
import { seedLeads, withoutSearch } from "./seed-leads.ts";
import { say } from "./say.ts";

const CONTACTS = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = Number(process.argv[3] ?? 20);
const FEW = 10_000;
const CLIENTS = 8;
/** Pages are walked so far before one is measured. */
const DEEP_PAGES = 20;

/** Contacts and their jobs. */
async function fill(db: pg.Client, campaignId: string, contacts: number): Promise<void> {
  await seedLeads(db, campaignId, contacts);
  await db.query(
    `insert into talky.dialer_jobs (tenant_id, campaign_id, lead_id, phone_number, reason, next_attempt_at)
     select tenant_id, campaign_id, id, phone_number, case when status = 'blocked' then 'do_not_call'
       when right(phone_number, 1) = '7' then 'outside_window' end, now()
     from talky.leads where campaign_id = $1`,
    [campaignId],
  );
}

/** What is asked, of a campaign of so many contacts; the rare ones lie at its far end. */
async function questionsOf(api: Api, campaignId: string, contacts: number): Promise<[string, string][]> {
  const path = `/campaigns/${campaignId}/contacts`;
  let cursor = "";
  for (let page = 0; page < DEEP_PAGES; page += 1) {
    const { next_cursor: next } = await api.ok<{ next_cursor: string }>("GET", `${path}?limit=200${cursor}`);
    cursor = `&cursor=${next}`;
  }
  const far = contacts - 7;
  return [
    ["first page", `${path}?limit=50`],
    ["a page far down", `${path}?limit=50${cursor}`],
    ["search, a frequent name", `${path}?limit=50&search=hopper`],
    ["search, one e-mail address", `${path}?limit=50&search=person${far}%40`],
    ["search, one number", `${path}?limit=50&search=%2B1${2_010_000_000 + far}`],
    ["search, nobody", `${path}?limit=50&search=nobodyatall`],
    ["filter, a rare status", `${path}?limit=50&status=blocked`],
    ["filter, a rare tag", `${path}?limit=50&tag=vip`],
    ["filter, a rare reason", `${path}?limit=50&reason=do_not_call`],
    ["all campaigns, first page", "/contacts?limit=50"],
    ["all campaigns, one e-mail", `/contacts?limit=50&search=person${far}%40`],
    ["all campaigns, rare reason", "/contacts?limit=50&reason=do_not_call"],
    ["all campaigns, rare status", "/contacts?limit=50&status=blocked"],
    ["counts of the filters", `${path}/facets`],
  ];
}

/** Each client has a key of its own: nobody may ask as much as all of them together. */
async function clientsOf(api: Api): Promise<Api[]> {
  const clients: Api[] = [];
  for (let n = 1; n <= CLIENTS; n += 1) {
    const { key } = await api.ok<{ key: string }>("POST", "/api-keys", {
      name: `Client ${n}`,
      scopes: ["read"],
    });
    clients.push(new Api(key));
  }
  return clients;
}

/** Milliseconds of each answer, with all clients asking at once. */
async function measure(clients: Api[], path: string): Promise<number[]> {
  const times: number[] = [];
  const client = async (api: Api): Promise<void> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const start = performance.now();
      await api.ok("GET", path);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(clients.map(client));
  return times;
}

const shown = (times: number[]): string =>
  `p50 ${Math.round(percentile(times, 50))} ms, p95 ${Math.round(percentile(times, 95))} ms`;

/** A business with a campaign. */
async function side() {
  const { api } = await register();
  return { api, id: (await createCampaign(api)).id, clients: await clientsOf(api) };
}

await onOwnStack(async (stack) => {
  const [few, many] = [await side(), await side()];
  const db = new pg.Client({ connectionString: stack.environments.ownerDatabaseUrl ?? "" });
  await db.connect();
  await fill(db, few.id, FEW);
  await withoutSearch(db, () => fill(db, many.id, CONTACTS));
  await db.query("vacuum analyze talky.leads, talky.dialer_jobs");
  await db.end();
  say(`${CLIENTS} clients, ${ROUNDS} requests each; load before ${loadavg()[0]?.toFixed(1)}`);
  const beside = await questionsOf(few.api, few.id, FEW);
  for (const [at, [name, path]] of (await questionsOf(many.api, many.id, CONTACTS)).entries()) {
    const small = await measure(few.clients, beside[at]?.[1] ?? "");
    const large = await measure(many.clients, path);
    say(`${name.padEnd(28)} ${FEW}: ${shown(small)} · ${CONTACTS}: ${shown(large)}`);
  }
  say(`load after ${loadavg()[0]?.toFixed(1)}`);
});
