import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { foldTallies } from "#lib/data/fold-tallies";
import { ANSWERED_BY, DISPOSITIONS, TELEPHONY_RESULTS } from "#lib/domain/statuses";
import { createOwnDatabase, type OwnDatabase } from "./own-database.ts";

const LEADS = 6;

/** Of what is kept: rows in one order, those that have come to nothing left out. */
const SUMS = [
  ["call_tallies", "calls <> 0 or leads_attempted <> 0"],
  ["callee_hours", "calls <> 0"],
  ["charge_tallies", "quantity <> 0 or cost_micros <> 0"],
  ["reply_times", "replies <> 0"],
  ["reply_weeks", "replies <> 0"],
  ["lead_reach", "true"],
] as const;

type Step =
  | { kind: "place"; lead: number; minutes: number; agent: boolean; settled: boolean }
  | {
      kind: "settle";
      at: number;
      result: number;
      by: number;
      came: number;
      seconds: number;
      replies: number[];
    }
  | { kind: "correct"; at: number; came: number }
  | { kind: "delete"; at: number };

const nat = (max: number) => fc.nat({ max });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("place" as const),
      lead: nat(LEADS - 1),
      minutes: nat(3000),
      agent: fc.boolean(),
      settled: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("settle" as const),
      at: nat(50),
      result: nat(TELEPHONY_RESULTS.length - 1),
      by: nat(ANSWERED_BY.length - 1),
      came: nat(DISPOSITIONS.length - 1),
      seconds: nat(600),
      replies: fc.array(nat(2500), { maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("correct" as const),
      at: nat(50),
      came: nat(DISPOSITIONS.length - 1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("delete" as const), at: nat(50) }) },
);

/** Of two providers, one of them twice. */
const charges = (seconds: number): object[] =>
  [
    ["telephony", "vonage", ""],
    ["tts", "cartesia", "sonic"],
    ["tts", "cartesia", "sonic"],
  ].map(([service, provider, model]) => ({
    service,
    provider,
    model,
    quantity: seconds,
    cost_micros: seconds * 11,
  }));

describe("the sums of calls and jobs", () => {
  let own: OwnDatabase;
  let db: pg.PoolClient;
  let tenant: string;
  let campaign: string;
  let leads: { lead: string; job: string }[];
  const agents = ["5f0c3bb0-6bd3-4c4c-9a51-6cbb9ad1d7d0", null];

  const one = async (text: string, values: unknown[] = []): Promise<string> =>
    (await db.query<{ id: string }>(text, values)).rows[0]?.id ?? "";

  beforeAll(async () => {
    own = await createOwnDatabase();
    db = await own.owner.connect();
    const user = await one(
      "insert into auth.users (email, raw_user_meta_data) values ('t@x', '{}') returning id",
    );
    tenant = await one("select tenant_id as id from talky.user_profiles where id = $1", [user]);
    campaign = await one(
      "insert into talky.campaigns (tenant_id, name, goal) values ($1, 'C', 'G') returning id",
      [tenant],
    );
    leads = [];
    for (let n = 0; n < LEADS; n += 1) {
      const number = `+1415555010${n}`;
      const lead = await one(
        "insert into talky.leads (tenant_id, campaign_id, phone_number) values ($1, $2, $3) returning id",
        [tenant, campaign, number],
      );
      const job = await one(
        `insert into talky.dialer_jobs (tenant_id, campaign_id, lead_id, phone_number, next_attempt_at)
         values ($1, $2, $3, $4, now()) returning id`,
        [tenant, campaign, lead, number],
      );
      leads.push({ lead, job });
    }
  });
  afterAll(async () => {
    db.release();
    await own.drop();
  });

  const kept = async (): Promise<Record<string, unknown[]>> => {
    const found: Record<string, unknown[]> = {};
    for (const [name, isSomething] of SUMS) {
      const { rows } = await db.query(
        `select to_jsonb(t)::text as row from talky.${name} t where ${isSomething} order by 1`,
      );
      found[name] = rows;
    }
    const { rows } = await db.query(
      `select campaign_id, facet, value, sum(leads)::int as leads from talky.lead_tallies
       group by 1, 2, 3 having sum(leads) <> 0 order by 1, 2, 3`,
    );
    return { ...found, lead_tallies: rows };
  };

  async function take(calls: { id: string; settled: boolean }[], next: Step): Promise<void> {
    if (next.kind === "place") {
      const { lead, job } = leads[next.lead] ?? { lead: "", job: "" };
      const snapshot = { agent: { agentId: next.agent ? agents[0] : null } };
      const id = await one(
        `insert into talky.calls (tenant_id, campaign_id, lead_id, job_id, attempt, phone_number, from_number, worker_id,
           worker_url, socket_token_hash, snapshot, requested_at, carrier_state, telephony_result, ended_at, settled_at)
         values ($1, $2, $3, $4, (select 1 + count(*) from talky.calls where job_id = $4), '+1415555' || (9000 - (select count(*) from talky.calls)),
           '+14155550000', gen_random_uuid(), 'http://w', 'h', $5, timestamptz '2026-03-01 12:07Z' + $6::int * interval '1 minute',
           case when $7 then 'ended' else 'ringing' end, case when $7 then 'busy' end, case when $7 then now() end,
           case when $7 then now() end) on conflict do nothing returning id`,
        [tenant, campaign, lead, job, snapshot, next.minutes, next.settled],
      );
      if (id) calls.push({ id, settled: next.settled });
      return;
    }
    const at = calls.length === 0 ? -1 : next.at % calls.length;
    const call = calls[at];
    if (!call) return;
    if (next.kind === "delete") {
      await db.query("delete from talky.calls where id = $1", [call.id]);
      calls.splice(at, 1);
    } else if (next.kind === "correct") {
      await db.query("update talky.calls set disposition = $2 where id = $1 and answered_at is not null", [
        call.id,
        DISPOSITIONS[next.came],
      ]);
    } else if (!call.settled) {
      for (const [index, ms] of next.replies.entries()) {
        await db.query(
          `insert into talky.turns (tenant_id, call_id, index, role, text, started_ms, ended_ms, latency)
           values ($1, $2, $3, 'agent', 'x', 0, 1, $4)`,
          [tenant, call.id, index, { stt_ms: Math.floor(ms / 2), total_ms: ms }],
        );
      }
      const isAnswered = TELEPHONY_RESULTS[next.result] === "answered";
      await db.query(
        `update talky.calls set carrier_state = 'ended', telephony_result = $2, ended_at = now(), settled_at = now(),
           duration_s = $3, telephony_micros = $4, charges = $9, callee_day = '2026-03-01', callee_hour = $5,
           answered_at = case when $6 then requested_at end, answered_by = case when $6 then $7 end,
           disposition = case when $6 then $8 end where id = $1`,
        [
          call.id,
          TELEPHONY_RESULTS[next.result],
          next.seconds / 7,
          next.seconds * 11,
          next.seconds % 24,
          isAnswered,
          ANSWERED_BY[next.by],
          DISPOSITIONS[next.came],
          JSON.stringify(charges(next.seconds)),
        ],
      );
      call.settled = true;
    }
  }

  const counted = async (): Promise<unknown[]> =>
    (
      await db.query(
        `select status, reason, is_untouched, sum(jobs)::int as jobs from talky.job_tallies where campaign_id = $1
         group by 1, 2, 3 having sum(jobs) <> 0 order by 1, 2, 3`,
        [campaign],
      )
    ).rows;
  const plain = async (): Promise<unknown[]> =>
    (
      await db.query(
        `select status, reason, attempts = 0 as is_untouched, count(*)::int as jobs from talky.dialer_jobs
         where campaign_id = $1 group by 1, 2, 3 order by 1, 2, 3`,
        [campaign],
      )
    ).rows;
  const rowsOfContacts = async (): Promise<number> =>
    (await db.query("select from talky.lead_tallies where campaign_id = $1", [campaign])).rows.length;
  const tallyRows = async (): Promise<number> =>
    (await db.query("select from talky.job_tallies where campaign_id = $1", [campaign])).rows.length;

  it("are what the plain query says, whatever settles, is corrected and goes, in whatever order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        await db.query("begin");
        try {
          const calls: { id: string; settled: boolean }[] = [];
          for (const next of steps) await take(calls, next);
          const asKept = await kept();
          await db.query("select talky.make_tallies()");
          expect(asKept).toEqual(await kept());
        } finally {
          await db.query("rollback");
        }
      }),
      { numRuns: 40 },
    );
  });

  it("go with a contact, a campaign and a business", async () => {
    await db.query("begin");
    const calls: { id: string; settled: boolean }[] = [];
    for (let lead = 0; lead < 3; lead += 1)
      for (const minutes of [0, 100])
        await take(calls, { kind: "place", lead, minutes, agent: true, settled: true });
    await db.query("delete from talky.leads where id = $1", [leads[0]?.lead]);
    const asKept = await kept();
    expect(asKept["lead_reach"]).toHaveLength(2);
    await db.query("select talky.make_tallies()");
    expect(asKept).toEqual(await kept());
    await db.query("delete from talky.tenants where id = $1", [tenant]);
    expect(Object.values(await kept()).flat()).toEqual([]);
    for (const one of ["job_tallies", "lead_tallies"])
      expect((await db.query(`select from talky.${one}`)).rows).toEqual([]);
    await db.query("rollback");
  });

  it("of contacts follow each change of a status, and are the same once they are put together", async () => {
    const statuses = ["pending", "in_progress", "done", "blocked", "deleted"];
    await db.query("begin");
    for (let round = 0; round < 120; round += 1)
      await db.query("update talky.leads set status = $2 where id = $1", [
        leads[round % LEADS]?.lead,
        statuses[(round + Math.floor(round / LEADS)) % statuses.length],
      ]);
    const asKept = await kept();
    expect(asKept["lead_tallies"]?.length).toBeGreaterThan(1);
    await db.query("select talky.make_tallies()");
    expect(await kept()).toEqual(asKept);
    await db.query("rollback");
  });

  it("of jobs and contacts are exact before and after they are put together", async () => {
    for (let round = 0; round < 60; round += 1) {
      const { job, lead } = leads[round % LEADS] ?? {};
      await db.query("update talky.leads set status = $2 where id = $1", [
        lead,
        ["done", "in_progress"][Math.floor(round / LEADS) % 2],
      ]);
      await db.query("update talky.dialer_jobs set reason = $2, attempts = $3 where id = $1", [
        job,
        ["holiday", "outside_window", null][(round + Math.floor(round / LEADS)) % 3],
        round % 2,
      ]);
    }
    expect(await counted()).toEqual(await plain());
    expect(await tallyRows()).toBeGreaterThan(100);
    const ofContacts = (await kept())["lead_tallies"];
    expect(await rowsOfContacts()).toBeGreaterThan(100);
    await foldTallies(own.worker);
    expect(await rowsOfContacts()).toBeLessThan(10);
    expect((await kept())["lead_tallies"]).toEqual(ofContacts);
    expect(await tallyRows()).toBeLessThan(10);
    expect(await counted()).toEqual(await plain());
  });
});
