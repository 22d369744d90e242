import { numbers } from "../../tests/integration/dialing-rig.ts";
import type { OwnDatabase } from "../../tests/integration/own-database.ts";

/** A running campaign that is always open, with limits that no benchmark comes to. Its id. */
export async function makeCampaign({ owner }: OwnDatabase): Promise<string> {
  await owner.query(
    `update talky.plans set minutes = 100000000, max_concurrent_calls = 1000; update talky.platform_settings set max_concurrent_calls = 1000`,
  );
  await owner.query(`insert into auth.users (email, raw_user_meta_data) values ('a@example.com', '{}')`);
  const { rows } = await owner.query<{ id: string }>(
    `insert into talky.campaigns (tenant_id, name, goal, status, started_at, max_concurrent_calls, calling_config)
     select id, 'C', 'Say hello', 'running', now(), 1000,
       '{"time_window_start": "00:00", "time_window_end": "24:00", "allowed_days": [0, 1, 2, 3, 4, 5, 6]}'
     from talky.tenants returning id`,
  );
  return rows[0]?.id ?? "";
}

/** A tenth is due now, the rest later, of all priorities. */
export async function fill(
  { owner }: OwnDatabase,
  campaignId: string,
  from: number,
  to: number,
): Promise<void> {
  await owner.query(
    `insert into talky.leads (tenant_id, campaign_id, phone_number)
     select tenant_id, id, '+44' || (7400000000 + n) from talky.campaigns, generate_series($2::int, $3::int - 1) n where id = $1`,
    [campaignId, from, to],
  );
  await owner.query(
    `insert into talky.dialer_jobs (tenant_id, campaign_id, lead_id, phone_number, priority, next_attempt_at)
     select l.tenant_id, l.campaign_id, l.id, l.phone_number, 1 + (row_number() over ())::int % 10,
       now() + case when random() < 0.1 then interval '-1 hour' else interval '1 day' end
     from talky.leads l where l.campaign_id = $1 and not exists (select from talky.dialer_jobs j where j.lead_id = l.id)`,
    [campaignId],
  );
  await owner.query("vacuum analyze talky.leads");
  await owner.query("vacuum analyze talky.dialer_jobs");
}

/** Some that come before all others, at numbers for which no law keeps hours. */
export async function putInFront(
  { owner }: OwnDatabase,
  campaignId: string,
  count: number,
  areaCode: number,
): Promise<void> {
  await owner.query(
    `with l as (insert into talky.leads (tenant_id, campaign_id, phone_number)
       select tenant_id, id, unnest($2::text[]) from talky.campaigns where id = $1
       returning tenant_id, campaign_id, id, phone_number)
     insert into talky.dialer_jobs (tenant_id, campaign_id, lead_id, phone_number, priority, next_attempt_at)
     select tenant_id, campaign_id, id, phone_number, 10, now() - interval '1 day' from l`,
    [campaignId, numbers(count, areaCode)],
  );
}

/** Over at once: the slots stay as few as they are. */
export async function endCall({ owner }: OwnDatabase, callId: string): Promise<void> {
  await owner.query(
    `with call as (update talky.calls set settled_at = now(), ended_at = now(), carrier_state = 'ended', telephony_result = 'busy'
       where id = $1 returning job_id)
     update talky.dialer_jobs set status = 'done', reason = 'outcome_final', finished_at = now(), lease_until = null
     from call where dialer_jobs.id = call.job_id`,
    [callId],
  );
}
