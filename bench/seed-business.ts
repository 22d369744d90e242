import type pg from "pg";

/** Parts of all contacts: one large campaign, some middling ones, a tail. */
const CAMPAIGNS = [40, 20, 12, 8, 6, 5, 4, 3, 1, 1] as const;
const AGENTS = ["Nora", "Ben", "Ida"] as const;
/** So many of the newest calls have all that was said; the others have their outcome, times, costs and recording. */
const TOLD_CALLS = 5000;
const FIRST = ["Ada", "Zoë", "José", "Grace", "Alan", "Nora", "Øystein", "Mei"];
const LAST = ["Lovelace", "Hopper", "O'Brien", "Müller-Lüdenscheidt", "Turing", "de la Cruz", "Ng"];

/**
 * A business with a year behind it: so many contacts, as many calls, and what hangs on them, spread over campaigns, agents,
 * weekdays, hours, outcomes and costs. Straight into the database by its owner, its triggers asleep, and the sums that they
 * keep made anew afterwards.
 */
export async function seedBusiness(db: pg.Client, tenantId: string, contacts: number): Promise<void> {
  await db.query("select setseed(0.4)");
  await db.query("set session_replication_role = replica");
  await db.query(
    "create temporary table seed_leads (i int, campaign uuid, agent uuid, lead uuid, job uuid, tz text)",
  );
  await makeCampaigns(db, tenantId);
  await db.query(
    `insert into seed_leads
     select i, c.id, c.agent_id, uuidv7(), uuidv7(),
       (array['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'])[1 + i % 4]
     from generate_series(1, $1::int) i
     join lateral (select least(count(*) filter (where (i * 61) % 100 >= upto), 9) as n
       from unnest($2::int[]) upto) place on true
     join seed_campaigns c on c.n = place.n`,
    [
      contacts,
      CAMPAIGNS.map((_, at) => CAMPAIGNS.slice(0, at + 1).reduce((sum: number, part) => sum + part, 0)),
    ],
  );
  await makeContacts(db, tenantId);
  await makeCalls(db, tenantId);
  await makeTold(db);
  // A year of recordings stays, else the worker would be removing most of them meanwhile.
  await db.query("insert into talky.data_retention (tenant_id, recordings_days) values ($1, null)", [
    tenantId,
  ]);
  await db.query(
    `insert into talky.dnc_entries (tenant_id, phone_number, reason, source, created_at)
     select $1, phone_number, 'Asked for it in a call', 'call', created_at from talky.leads
     where tenant_id = $1 and right(phone_number, 2) = '77'`,
    [tenantId],
  );
  await db.query("set session_replication_role = origin");
  await db.query("drop table seed_leads, seed_campaigns, seed_calls");
}

const FILLED = ["leads", "dialer_jobs", "calls", "recordings", "turns", "call_events"];

/** To make an index once is far quicker than to keep it up row by row. */
export async function withoutIndexes(db: pg.Client, run: () => Promise<void>): Promise<void> {
  const { rows } = await db.query<{ name: string; made: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
     where i.indrelid = any (array(select ('talky.' || t)::regclass from unnest($1::text[]) t))
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [FILLED],
  );
  for (const { name } of rows) await db.query(`drop index ${name}`);
  await run();
  await db.query("set maintenance_work_mem = '512MB'");
  for (const { made } of rows) await db.query(made);
}

/** What the triggers would have kept, for all businesses. Once, after the last of them. */
export async function keepSums(db: pg.Client): Promise<void> {
  await db.query("select talky.make_tallies()");
  await db.query("truncate talky.job_tallies, talky.lead_counts");
  await db.query(
    `insert into talky.job_tallies (tenant_id, campaign_id, status, reason, is_untouched, jobs)
     select tenant_id, campaign_id, status, reason, attempts = 0, count(*) from talky.dialer_jobs group by 1, 2, 3, 4, 5`,
  );
  await db.query(
    `insert into talky.lead_counts (campaign_id, tenant_id, leads)
     select campaign_id, tenant_id, count(*) from talky.leads where status <> 'deleted' group by 1, 2`,
  );
  await db.query("vacuum analyze");
}

async function makeCampaigns(db: pg.Client, tenantId: string): Promise<void> {
  const { rows: agents } = await db.query<{ id: string }>(
    "insert into talky.agents (tenant_id, name) select $1, n from unnest($2::text[]) n returning id",
    [tenantId, AGENTS],
  );
  await db.query("create temporary table seed_campaigns (n int, id uuid, agent_id uuid)");
  await db.query(
    `with made as (
       insert into talky.campaigns (tenant_id, name, goal, agent_id, status, started_at, max_attempts, created_at)
       select $1, 'Check-ups, list ' || n, 'Book a dental check-up for next week', ($2::uuid[])[1 + n % $3], 'paused',
         now() - interval '365 days', 4, now() - interval '365 days' - n * interval '1 minute'
       from generate_series(0, $4::int - 1) n returning id, agent_id, name)
     insert into seed_campaigns select split_part(name, ' ', 3)::int, id, agent_id from made`,
    [tenantId, agents.map(({ id }) => id), AGENTS.length, CAMPAIGNS.length],
  );
}

async function makeContacts(db: pg.Client, tenantId: string): Promise<void> {
  await db.query(
    `insert into talky.leads (id, tenant_id, campaign_id, phone_number, first_name, last_name, email, timezone, tags, status, created_at)
     select lead, $1, campaign, '+1' || (2010000000 + i), ($2::text[])[1 + i % 8], ($3::text[])[1 + i % 7],
       'person' || i || '@example.com', tz, case when i % 1000 = 0 then array['vip'] else '{}' end,
       case when i % 10 > 3 then 'done' when i % 500 = 0 then 'blocked' else 'pending' end,
       now() - interval '365 days' - i * interval '1 microsecond'
     from seed_leads`,
    [tenantId, FIRST, LAST],
  );
  await db.query(
    `insert into talky.dialer_jobs (id, tenant_id, campaign_id, lead_id, phone_number, status, reason, next_attempt_at,
       attempts, attempts_on_person, finished_at, created_at)
     select job, $1, campaign, lead, '+1' || (2010000000 + i), case when i % 10 > 3 or i % 500 = 0 then 'done' else 'pending' end,
       case when i % 10 > 3 then 'outcome_final' when i % 500 = 0 then 'do_not_call' when i % 7 = 0 then 'outside_window' end,
       case when i % 10 > 3 or i % 500 = 0 then null else now() + i * interval '1 second' end,
       (array[0, 0, 0, 0, 1, 1, 1, 2, 2, 3])[1 + i % 10], 0, case when i % 10 > 3 or i % 500 = 0 then now() end,
       now() - interval '365 days'
     from seed_leads`,
    [tenantId],
  );
}

/** Of each ten contacts four have not been called, three once, two twice, one three times. */
async function makeCalls(db: pg.Client, tenantId: string): Promise<void> {
  await db.query(
    `create temporary table seed_calls as
     with drawn as (
       select s.*, attempt, random() as how, random() as who, random() as what, random() as took, random() as reply,
         (now() at time zone s.tz)::date - (s.i * 37 + attempt * 3) % 364 as day,
         (array[9, 9, 10, 10, 11, 11, 12, 13, 14, 15, 16, 16, 17, 17, 17, 18, 18, 19])[1 + floor(random() * 18)::int] as hour
       from seed_leads s, generate_series(1, (array[0, 0, 0, 0, 1, 1, 1, 2, 2, 3])[1 + s.i % 10]) attempt
     ), told as (
       select *, case when how < 0.5 then 'answered' when how < 0.84 then 'no_answer' when how < 0.93 then 'busy'
           when how < 0.96 then 'rejected' when how < 0.985 then 'failed' else 'invalid_number' end as result,
         case when how >= 0.5 then null when who < 0.62 then 'human' when who < 0.9 then 'voicemail'
           when who < 0.94 then 'screening' when who < 0.97 then 'silence' else 'ivr' end as answerer,
         (day + hour * interval '1 hour' + random() * interval '1 hour') at time zone tz as at
       from drawn)
     select uuidv7() as id, *, case when answerer is null then null
         when answerer = 'voicemail' then case when what < 0.3 then 'voicemail_left' else 'voicemail_no_message' end
         when answerer = 'silence' then 'no_response' when answerer = 'ivr' then 'no_goal'
         when what < 0.16 then 'goal_achieved' when what < 0.5 then 'not_interested' when what < 0.6 then 'callback_requested'
         when what < 0.63 then 'transferred' when what < 0.67 then 'opted_out' when what < 0.71 then 'wrong_number'
         when what < 0.9 then 'hung_up' when what < 0.96 then 'no_goal' when what < 0.98 then 'language_barrier'
         else 'error' end as came_to,
       case when answerer = 'human' then 20 + took * took * 220 when answerer is not null then 8 + took * 25 end as seconds
     from told where at < now() - interval '10 minutes'`,
  );
  await db.query(
    `insert into talky.calls (id, tenant_id, campaign_id, lead_id, job_id, attempt, phone_number, from_number, worker_id,
       worker_url, socket_token_hash, snapshot, carrier_state, telephony_result, answered_by, disposition, requested_at,
       ringing_at, answered_at, ended_at, session_ended_at, settled_at, duration_s, ended_by, callee_day, callee_hour,
       telephony_micros, stt_micros, llm_micros, tts_micros, charges, reply_times)
     select id, $1, campaign, lead, job, row_number() over (partition by job order by at, attempt), '+1' || (2010000000 + i),
       '+14155550000', '00000000-0000-4000-8000-000000000000', 'http://127.0.0.1:1', 'h',
       jsonb_build_object('agent', jsonb_build_object('agentId', agent, 'name', 'Nora', 'companyName', 'Harbour Dental'),
         'campaign', jsonb_build_object('id', campaign, 'goal', 'Book a dental check-up for next week'),
         'lead', jsonb_build_object('timezone', tz)),
       'ended', result, answerer, came_to, at, at + interval '2 seconds', case when answerer is not null then at + interval '9 seconds' end,
       at + interval '9 seconds' + coalesce(seconds, 20) * interval '1 second',
       case when answerer is not null then at + interval '9 seconds' + seconds * interval '1 second' end,
       at + interval '10 seconds' + coalesce(seconds, 20) * interval '1 second', seconds,
       case when answerer is null then null when came_to = 'hung_up' then 'callee' else 'agent' end, day, hour,
       coalesce(2000 + seconds * 230, 0)::bigint, coalesce(seconds * 75, 0)::bigint, coalesce(seconds * 20, 0)::bigint,
       coalesce(seconds * 180, 0)::bigint,
       case when answerer is null then '[]' else jsonb_build_array(
         jsonb_build_object('service', 'telephony', 'provider', 'vonage', 'model', '', 'quantity', seconds::numeric(9, 3),
           'cost_micros', (2000 + seconds * 230)::bigint),
         jsonb_build_object('service', 'stt', 'provider', 'deepgram', 'model', 'flux-general-en', 'quantity', seconds::numeric(9, 3),
           'cost_micros', (seconds * 75)::bigint),
         jsonb_build_object('service', 'llm', 'provider', 'groq', 'model', 'openai/gpt-oss-120b', 'quantity', (seconds * 40)::int,
           'cost_micros', (seconds * 20)::bigint),
         jsonb_build_object('service', 'tts', 'provider', 'cartesia', 'model', 'sonic-3', 'quantity', (seconds * 9)::int,
           'cost_micros', (seconds * 180)::bigint)) end,
       case when answerer = 'human' then (
         select jsonb_object_agg(stage, jsonb_build_object(ms::text, n)) from (values
           ('stt', 180 + 10 * floor(reply * 12)::int, 4), ('llm', 90 + 10 * floor(reply * took * 40)::int, 4),
           ('tts', 80 + 10 * floor(took * 10)::int, 4), ('total', 360 + 10 * floor((reply + took) * 30)::int, 4)) s(stage, ms, n)) end
     from seed_calls`,
    [tenantId],
  );
  await db.query(
    `insert into talky.recordings (tenant_id, call_id, path, duration_s, bytes, created_at)
     select $1::uuid, id, $1::text || '/' || id || '.wav', seconds, (seconds * 64000)::bigint, at + (20 + seconds) * interval '1 second'
     from seed_calls where answerer is not null`,
    [tenantId],
  );
}

/** The newest ones, with their turns and events. */
async function makeTold(db: pg.Client): Promise<void> {
  await db.query(
    `insert into talky.turns (tenant_id, call_id, index, role, text, generated_text, started_ms, ended_ms, latency, interrupted)
     select k.tenant_id, k.id, n, case when n % 2 = 0 then 'agent' else 'callee' end,
       case when n % 2 = 0 then 'Would a check-up next week suit you, in the morning or the afternoon?' else 'Let me see, what about Tuesday?' end,
       case when n % 2 = 0 then 'Would a check-up next week suit you, in the morning or the afternoon? We are open all week.' end,
       n * 3000, n * 3000 + 2500,
       case when n % 2 = 0 and n > 0 then jsonb_build_object('stt_ms', 240, 'llm_first_token_ms', 130, 'tts_first_audio_ms', 120,
         'added_ms', 3, 'total_ms', 493, 'speculative', false) end, n = 4
     from (select * from talky.calls where id in (select id from seed_calls where answerer = 'human' order by at desc limit $1)) k,
       generate_series(0, 7) n`,
    [TOLD_CALLS],
  );
  await db.query(
    `insert into talky.call_events (tenant_id, job_id, call_id, type, data, at)
     select k.tenant_id, k.job_id, k.id, (array['gate.verdict', 'carrier.request', 'carrier.event', 'carrier.event', 'settle'])[n],
       '{}', k.requested_at + n * interval '1 second'
     from (select * from talky.calls where id in (select id from seed_calls order by at desc limit $1)) k, generate_series(1, 5) n`,
    [TOLD_CALLS],
  );
}
