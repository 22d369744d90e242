import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callFacets } from "#lib/data/call-facets";
import { asRequest } from "#lib/data/db";
import { createOwnDatabase, type OwnDatabase } from "./own-database.ts";

const DAYS = 20;
const CALLS = 1500;
const START = Date.parse("2026-03-01T00:00:00Z");
const END = START + DAYS * 86_400_000;

interface Row {
  at: number;
  campaign: number;
  result: string | null;
  disposition: string | null;
  isOpen: boolean;
}

describe("the counts of what calls can be filtered by", () => {
  let own: OwnDatabase;
  let tenant: string;
  let campaigns: string[];
  let rows: Row[];

  beforeAll(async () => {
    own = await createOwnDatabase();
    const user = await own.owner.query<{ id: string }>(
      "insert into auth.users (email, raw_user_meta_data) values ('f@x', '{}') returning id",
    );
    const [profile] = (
      await own.owner.query<{ tenant_id: string }>(
        "select tenant_id from talky.user_profiles where id = $1",
        [user.rows[0]?.id],
      )
    ).rows;
    tenant = profile?.tenant_id ?? "";
    campaigns = (
      await own.owner.query<{ id: string }>(
        "insert into talky.campaigns (tenant_id, name, goal) values ($1, 'A', 'G'), ($1, 'B', 'G') returning id",
        [tenant],
      )
    ).rows.map(({ id }) => id);
    await own.owner.query("select setseed(0.3)");
    // As calls come to be: a fifth goes on, of the others one in three came to something. Triggers keep the sums.
    const made = await own.owner.query<Omit<Row, "at"> & { at: Date }>(
      `with l as (
         insert into talky.leads (tenant_id, campaign_id, phone_number, first_name, last_name)
         select $1, ($2::uuid[])[1 + i % 2], '+1' || (2025550000 + i), 'Hopper', case when i % 100 = 0 then 'Lovelace' end from generate_series(1, $3::int) i
         returning id, campaign_id, phone_number),
       j as (insert into talky.dialer_jobs (tenant_id, campaign_id, lead_id, phone_number, next_attempt_at)
         select $1, campaign_id, id, phone_number, now() from l returning id, campaign_id, lead_id, phone_number),
       drawn as (select j.*, random() as how, timestamptz 'epoch' + ($4 + floor(random() * $5)) * interval '1 second' as at from j),
       k as (insert into talky.calls (tenant_id, campaign_id, lead_id, job_id, attempt, phone_number, from_number, worker_id,
           worker_url, socket_token_hash, snapshot, requested_at, carrier_state, telephony_result, answered_at, answered_by,
           disposition, ended_at, settled_at)
         select $1, campaign_id, lead_id, id, 1, phone_number, '+14155550000', gen_random_uuid(), 'http://w', 'h', '{}', at,
           case when how < 0.1 then 'ringing' when how < 0.2 then 'answered' else 'ended' end,
           case when how < 0.1 then null when how < 0.2 then 'answered' when how < 0.5 then 'answered' when how < 0.8 then 'busy' else 'no_answer' end,
           case when how between 0.1 and 0.5 then at end, case when how between 0.2 and 0.5 then 'human' end,
           case when how between 0.2 and 0.3 then 'goal_achieved' when how between 0.3 and 0.5 then 'hung_up' end,
           case when how >= 0.2 then at end, case when how >= 0.2 then at end
         from drawn returning campaign_id, requested_at, telephony_result, disposition, settled_at)
       select requested_at as at, array_position($2::uuid[], campaign_id) - 1 as campaign, telephony_result as result,
         disposition, settled_at is null as "isOpen" from k`,
      [tenant, campaigns, CALLS, START / 1000, (END - START) / 1000],
    );
    rows = made.rows.map((row) => ({ ...row, at: row.at.getTime() }));
  });
  afterAll(() => own.drop());

  /** The same, counted one call after the other. */
  const plain = (from: number, to: number, widthS: number, campaign: number | null) => {
    const mine = rows.filter(
      (row) => row.at >= from && row.at < to && (campaign === null || row.campaign === campaign),
    );
    const countOf = (name: "disposition" | "result") =>
      Object.fromEntries(
        [...Map.groupBy(mine, (row) => row[name])].flatMap(([value, some]) =>
          value ? [[value, some.length]] : [],
        ),
      );
    const bars = [...Map.groupBy(mine, ({ at }) => Math.floor(at / 1000 / widthS) * widthS * 1000)]
      .toSorted(([a], [b]) => a - b)
      .map(([at, some]) => ({
        at: new Date(at).toISOString(),
        calls: some.length,
        answered: some.filter(({ result }) => result === "answered").length,
        goals: some.filter(({ disposition }) => disposition === "goal_achieved").length,
      }));
    return {
      total: mine.length,
      in_progress: mine.filter(({ isOpen }) => isOpen).length,
      answered: mine.filter(({ result }) => result === "answered").length,
      goals: mine.filter(({ disposition }) => disposition === "goal_achieved").length,
      disposition: countOf("disposition"),
      telephony_result: countOf("result"),
      is_capped: false,
      bar_width_s: widthS,
      bars,
    };
  };

  const facets = (from: number, to: number, more: { campaign_id?: string; search?: string }, most?: number) =>
    asRequest(own.web, { tenantId: tenant, role: "user", actorId: "" }, (trx) =>
      callFacets(
        trx,
        tenant,
        { from: new Date(from).toISOString(), to: new Date(to).toISOString(), ...more },
        most,
      ),
    );

  const HOUR = 3_600_000;
  it.each([
    ["the whole time, in steps of hours", START, END, null],
    ["a time that begins and ends within an hour", START + 5.3 * HOUR + 17, END - 3.7 * HOUR, null],
    ["a day, in quarters of an hour", START + 30 * HOUR + 1234, START + 54 * HOUR + 999, null],
    ["one campaign", START + 100.1 * HOUR, END - 50.2 * HOUR, 1],
    ["half an hour, from the calls alone", START + 100.1 * HOUR, START + 100.6 * HOUR, null],
  ])("are what counting call after call comes to: %s", async (_, from, to, campaign) => {
    const found = await facets(from, to, campaign === null ? {} : { campaign_id: campaigns[campaign] ?? "" });
    expect(found).toEqual(plain(from, to, found.bar_width_s, campaign));
  });

  it("are of the newest calls alone where a search finds too many, and say so", async () => {
    expect(await facets(START, END, { search: "lovelace" }, 100)).toMatchObject({
      total: CALLS / 100,
      is_capped: false,
    });
    expect(await facets(START, END, { search: "hopper" })).toEqual(plain(START, END, 43_200, null));
    const newest = rows.toSorted((a, b) => b.at - a.at)[100]?.at ?? 0;
    expect(await facets(START, END, { search: "hopper" }, 100)).toEqual({
      ...plain(newest + 1, END, 43_200, null),
      is_capped: true,
      bars: [],
    });
  });
});
