-- Sums of the calls that are over, kept as they settle, so that to look back costs the same at a thousand calls as at a
-- million. Each table can be made anew from `calls` alone; a test does so and compares. A correction of an outcome and a
-- call that goes are followed by the same trigger.
alter table talky.calls
  -- The callee's own calendar and clock when they were called.
  add column callee_day date,
  add column callee_hour smallint check (callee_hour between 0 and 23),
  -- How often each reply time occurred, stage by stage: {"total": {"450": 2}, …}; none of it is anything that was said.
  add column reply_times jsonb;

-- How far a call got with its contact: 1 attempted, 2 answered, 3 by a person, 4 who came to an answer, 5 goal.
create function talky.call_stage(answered_at timestamptz, answered_by text, disposition text) returns integer
language sql immutable parallel safe as $$
  select case
    when disposition = 'goal_achieved' then 5
    when answered_by in ('human', 'screening')
      and disposition in ('not_interested', 'callback_requested', 'transferred', 'opted_out', 'no_goal') then 4
    when answered_by = 'human' then 3
    when answered_at is not null then 2
    else 1 end
$$;

-- Times are kept to 10 ms, above a second to 100 ms.
create function talky.time_step(ms double precision) returns integer
language sql immutable parallel safe as $$
  select (case when ms < 1000 then round(ms / 10) * 10 else round(ms / 100) * 100 end)::integer
$$;

create function talky.reply_times_of(of_call uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_object_agg(stage, times) from (
    select stage, jsonb_object_agg(ms, n) as times from (
      select s.stage, talky.time_step(s.ms) as ms, count(*) as n
      from talky.turns t,
        jsonb_to_record(t.latency) as l(stt_ms float8, llm_first_token_ms float8, tts_first_audio_ms float8, total_ms float8),
        lateral (values ('stt', l.stt_ms), ('llm', l.llm_first_token_ms), ('tts', l.tts_first_audio_ms),
          ('total', l.total_ms)) as s(stage, ms)
      where t.call_id = of_call and t.role = 'agent' and t.latency is not null and l.total_ms is not null
        and s.ms is not null
      group by 1, 2) each_time group by 1) each_stage
$$;

-- By the hour, and by the quarter of one for zones whose days begin with those. The row of '-infinity' is the sum of all of
-- them, and the lock that whoever adds to a campaign's rows takes first.
create table talky.call_tallies (
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  campaign_id uuid not null,
  -- Of the call's snapshot; null: none.
  agent_id uuid,
  grain text not null check (grain in ('quarter', 'hour', 'all')),
  at timestamptz not null,
  calls integer not null default 0,
  answered integer not null default 0,
  human integer not null default 0,
  engaged integer not null default 0,
  goals integer not null default 0,
  milliseconds bigint not null default 0,
  telephony_micros bigint not null default 0,
  stt_micros bigint not null default 0,
  llm_micros bigint not null default 0,
  tts_micros bigint not null default 0,
  result_answered integer not null default 0,
  result_busy integer not null default 0,
  result_no_answer integer not null default 0,
  result_rejected integer not null default 0,
  result_failed integer not null default 0,
  result_invalid_number integer not null default 0,
  result_cancelled integer not null default 0,
  result_unknown integer not null default 0,
  by_human integer not null default 0,
  by_voicemail integer not null default 0,
  by_screening integer not null default 0,
  by_ivr integer not null default 0,
  by_fax integer not null default 0,
  by_silence integer not null default 0,
  by_unknown integer not null default 0,
  came_to_goal_achieved integer not null default 0,
  came_to_not_interested integer not null default 0,
  came_to_callback_requested integer not null default 0,
  came_to_transferred integer not null default 0,
  came_to_opted_out integer not null default 0,
  came_to_wrong_number integer not null default 0,
  came_to_voicemail_left integer not null default 0,
  came_to_voicemail_no_message integer not null default 0,
  came_to_hung_up integer not null default 0,
  came_to_no_goal integer not null default 0,
  came_to_no_response integer not null default 0,
  came_to_language_barrier integer not null default 0,
  came_to_error integer not null default 0,
  -- By the attempt's number, the fifth and later ones together; and those of them that a person answered.
  attempt_1 integer not null default 0,
  attempt_2 integer not null default 0,
  attempt_3 integer not null default 0,
  attempt_4 integer not null default 0,
  attempt_5 integer not null default 0,
  human_1 integer not null default 0,
  human_2 integer not null default 0,
  human_3 integer not null default 0,
  human_4 integer not null default 0,
  human_5 integer not null default 0,
  -- Contacts whose first call lay here, by how far any of their calls got.
  leads_attempted integer not null default 0,
  leads_answered integer not null default 0,
  leads_human integer not null default 0,
  leads_engaged integer not null default 0,
  leads_goal integer not null default 0,
  unique nulls not distinct (campaign_id, grain, at, agent_id),
  foreign key (tenant_id, campaign_id) references talky.campaigns (tenant_id, id) on delete cascade
) with (fillfactor = 70);
create index call_tallies_tenant on talky.call_tallies (tenant_id, grain, at);

create table talky.callee_hours (
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  campaign_id uuid not null,
  agent_id uuid,
  day date not null,
  hour smallint not null,
  calls integer not null default 0,
  answered integer not null default 0,
  human integer not null default 0,
  goals integer not null default 0,
  unique nulls not distinct (campaign_id, day, hour, agent_id),
  foreign key (tenant_id, campaign_id) references talky.campaigns (tenant_id, id) on delete cascade
) with (fillfactor = 70);
create index callee_hours_tenant on talky.callee_hours (tenant_id, day);

-- By the day in UTC.
create table talky.reply_times (
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  campaign_id uuid not null,
  agent_id uuid,
  day date not null,
  stage text not null check (stage in ('stt', 'llm', 'tts', 'total')),
  ms integer not null,
  replies integer not null default 0,
  unique nulls not distinct (campaign_id, day, stage, ms, agent_id),
  foreign key (tenant_id, campaign_id) references talky.campaigns (tenant_id, id) on delete cascade
) with (fillfactor = 70);
create index reply_times_tenant on talky.reply_times (tenant_id, day);

-- When each contact was first called, how far any of their calls got, and what the last one came to.
create table talky.lead_reach (
  lead_id uuid primary key,
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  campaign_id uuid not null,
  agent_id uuid,
  first_at timestamptz not null,
  stage smallint not null check (stage between 1 and 5),
  last_result text,
  last_disposition text,
  foreign key (tenant_id, campaign_id) references talky.campaigns (tenant_id, id) on delete cascade
);
create index lead_reach_tenant on talky.lead_reach (tenant_id);
create index lead_reach_last on talky.lead_reach (campaign_id, last_result, last_disposition) include (tenant_id);

create function talky.quarter_of(at timestamptz) returns timestamptz
language sql immutable parallel safe as $$ select date_bin('15 minutes', at, timestamptz '2000-01-01 00:00Z') $$;
create function talky.hour_of(at timestamptz) returns timestamptz
language sql immutable parallel safe as $$ select date_bin('1 hour', at, timestamptz '2000-01-01 00:00Z') $$;

-- The rows that a time belongs to, made where something is added; the campaign's lock first.
create function talky.tally_cells(of_tenant uuid, of_campaign uuid, of_agent uuid, of_at timestamptz, sign integer) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if sign > 0 then
    insert into talky.call_tallies (tenant_id, campaign_id, agent_id, grain, at)
      values (of_tenant, of_campaign, of_agent, 'all', '-infinity') on conflict do nothing;
  end if;
  perform 1 from talky.call_tallies t where t.campaign_id = of_campaign and t.grain = 'all' order by t.agent_id for update;
  if sign > 0 then
    insert into talky.call_tallies (tenant_id, campaign_id, agent_id, grain, at)
      values (of_tenant, of_campaign, of_agent, 'hour', talky.hour_of(of_at)),
        (of_tenant, of_campaign, of_agent, 'quarter', talky.quarter_of(of_at)) on conflict do nothing;
  end if;
end $$;

create function talky.tally_call(k talky.calls, sign integer) returns void
language plpgsql security definer set search_path = '' as $$
declare
  agent uuid := nullif(k.snapshot -> 'agent' ->> 'agentId', '')::uuid;
  is_answered integer := (k.answered_at is not null)::integer;
  is_human integer := (k.answered_by is not distinct from 'human')::integer;
  stage integer := talky.call_stage(k.answered_at, k.answered_by, k.disposition);
  nth integer := least(k.attempt, 5);
  result text := coalesce(k.telephony_result, '');
  answerer text := coalesce(k.answered_by, '');
  came_to text := coalesce(k.disposition, '');
begin
  perform talky.tally_cells(k.tenant_id, k.campaign_id, agent, k.requested_at, sign);
  update talky.call_tallies t set
    calls = t.calls + sign,
    answered = t.answered + sign * is_answered,
    human = t.human + sign * is_human,
    engaged = t.engaged + sign * (stage >= 4)::integer,
    goals = t.goals + sign * (stage = 5)::integer,
    milliseconds = t.milliseconds + sign * round(coalesce(k.duration_s, 0) * 1000)::bigint,
    telephony_micros = t.telephony_micros + sign * k.telephony_micros,
    stt_micros = t.stt_micros + sign * k.stt_micros,
    llm_micros = t.llm_micros + sign * k.llm_micros,
    tts_micros = t.tts_micros + sign * k.tts_micros,
    result_answered = t.result_answered + sign * (result = 'answered')::integer,
    result_busy = t.result_busy + sign * (result = 'busy')::integer,
    result_no_answer = t.result_no_answer + sign * (result = 'no_answer')::integer,
    result_rejected = t.result_rejected + sign * (result = 'rejected')::integer,
    result_failed = t.result_failed + sign * (result = 'failed')::integer,
    result_invalid_number = t.result_invalid_number + sign * (result = 'invalid_number')::integer,
    result_cancelled = t.result_cancelled + sign * (result = 'cancelled')::integer,
    result_unknown = t.result_unknown + sign * (result = 'unknown')::integer,
    by_human = t.by_human + sign * is_human,
    by_voicemail = t.by_voicemail + sign * (answerer = 'voicemail')::integer,
    by_screening = t.by_screening + sign * (answerer = 'screening')::integer,
    by_ivr = t.by_ivr + sign * (answerer = 'ivr')::integer,
    by_fax = t.by_fax + sign * (answerer = 'fax')::integer,
    by_silence = t.by_silence + sign * (answerer = 'silence')::integer,
    by_unknown = t.by_unknown + sign * (answerer = 'unknown')::integer,
    came_to_goal_achieved = t.came_to_goal_achieved + sign * (came_to = 'goal_achieved')::integer,
    came_to_not_interested = t.came_to_not_interested + sign * (came_to = 'not_interested')::integer,
    came_to_callback_requested = t.came_to_callback_requested + sign * (came_to = 'callback_requested')::integer,
    came_to_transferred = t.came_to_transferred + sign * (came_to = 'transferred')::integer,
    came_to_opted_out = t.came_to_opted_out + sign * (came_to = 'opted_out')::integer,
    came_to_wrong_number = t.came_to_wrong_number + sign * (came_to = 'wrong_number')::integer,
    came_to_voicemail_left = t.came_to_voicemail_left + sign * (came_to = 'voicemail_left')::integer,
    came_to_voicemail_no_message = t.came_to_voicemail_no_message + sign * (came_to = 'voicemail_no_message')::integer,
    came_to_hung_up = t.came_to_hung_up + sign * (came_to = 'hung_up')::integer,
    came_to_no_goal = t.came_to_no_goal + sign * (came_to = 'no_goal')::integer,
    came_to_no_response = t.came_to_no_response + sign * (came_to = 'no_response')::integer,
    came_to_language_barrier = t.came_to_language_barrier + sign * (came_to = 'language_barrier')::integer,
    came_to_error = t.came_to_error + sign * (came_to = 'error')::integer,
    attempt_1 = t.attempt_1 + sign * (nth = 1)::integer,
    attempt_2 = t.attempt_2 + sign * (nth = 2)::integer,
    attempt_3 = t.attempt_3 + sign * (nth = 3)::integer,
    attempt_4 = t.attempt_4 + sign * (nth = 4)::integer,
    attempt_5 = t.attempt_5 + sign * (nth = 5)::integer,
    human_1 = t.human_1 + sign * (nth = 1)::integer * is_human,
    human_2 = t.human_2 + sign * (nth = 2)::integer * is_human,
    human_3 = t.human_3 + sign * (nth = 3)::integer * is_human,
    human_4 = t.human_4 + sign * (nth = 4)::integer * is_human,
    human_5 = t.human_5 + sign * (nth = 5)::integer * is_human
  where t.campaign_id = k.campaign_id and t.agent_id is not distinct from agent and (t.grain, t.at) in (
    ('all', '-infinity'), ('hour', talky.hour_of(k.requested_at)), ('quarter', talky.quarter_of(k.requested_at)));

  if sign > 0 then
    insert into talky.callee_hours (tenant_id, campaign_id, agent_id, day, hour)
      values (k.tenant_id, k.campaign_id, agent, talky.callee_day_of(k), talky.callee_hour_of(k)) on conflict do nothing;
    insert into talky.reply_times (tenant_id, campaign_id, agent_id, day, stage, ms)
      select k.tenant_id, k.campaign_id, agent, (k.requested_at at time zone 'UTC')::date, s.key, m.key::integer
      from jsonb_each(coalesce(k.reply_times, '{}')) s, jsonb_each(s.value) m on conflict do nothing;
  end if;
  update talky.callee_hours h set calls = h.calls + sign, answered = h.answered + sign * is_answered,
    human = h.human + sign * is_human, goals = h.goals + sign * (stage = 5)::integer
  where h.campaign_id = k.campaign_id and h.day = talky.callee_day_of(k) and h.hour = talky.callee_hour_of(k)
    and h.agent_id is not distinct from agent;
  update talky.reply_times r set replies = r.replies + sign * m.value::integer
  from jsonb_each(coalesce(k.reply_times, '{}')) s, jsonb_each_text(s.value) m
  where r.campaign_id = k.campaign_id and r.day = (k.requested_at at time zone 'UTC')::date and r.stage = s.key
    and r.ms = m.key::integer and r.agent_id is not distinct from agent;
end $$;

-- Where nobody could tell the callee's clock, UTC's.
create function talky.callee_day_of(k talky.calls) returns date
language sql stable as $$ select coalesce(k.callee_day, (k.requested_at at time zone 'UTC')::date) $$;
create function talky.callee_hour_of(k talky.calls) returns smallint
language sql stable as $$
  select coalesce(k.callee_hour, extract(hour from k.requested_at at time zone 'UTC'))::smallint
$$;

-- Makes a contact's row anew from its calls, and moves it in the sums.
create function talky.reach_lead(of_lead uuid, of_campaign uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  former talky.lead_reach;
  latter talky.lead_reach;
begin
  select * into former from talky.lead_reach where lead_id = of_lead for update;
  select k.lead_id, k.tenant_id, k.campaign_id, nullif(k.snapshot -> 'agent' ->> 'agentId', '')::uuid, k.requested_at,
      max(talky.call_stage(k.answered_at, k.answered_by, k.disposition)) over (),
      last_value(k.telephony_result) over whole, last_value(k.disposition) over whole
    into latter
    from talky.calls k where k.lead_id = of_lead and k.settled_at is not null
    window whole as (order by k.requested_at, k.id rows between unbounded preceding and unbounded following)
    order by k.requested_at, k.id limit 1;
  if former is not distinct from latter then return; end if;
  if latter.lead_id is null then
    delete from talky.lead_reach where lead_id = of_lead;
  else
    insert into talky.lead_reach select latter.*
      on conflict (lead_id) do update set agent_id = excluded.agent_id, first_at = excluded.first_at, stage = excluded.stage,
        last_result = excluded.last_result, last_disposition = excluded.last_disposition;
  end if;
  perform talky.tally_lead(former, -1);
  perform talky.tally_lead(latter, 1);
end $$;

create function talky.tally_lead(r talky.lead_reach, sign integer) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if r.lead_id is null then return; end if;
  perform talky.tally_cells(r.tenant_id, r.campaign_id, r.agent_id, r.first_at, sign);
  update talky.call_tallies t set
    leads_attempted = t.leads_attempted + sign,
    leads_answered = t.leads_answered + sign * (r.stage >= 2)::integer,
    leads_human = t.leads_human + sign * (r.stage >= 3)::integer,
    leads_engaged = t.leads_engaged + sign * (r.stage >= 4)::integer,
    leads_goal = t.leads_goal + sign * (r.stage = 5)::integer
  where t.campaign_id = r.campaign_id and t.agent_id is not distinct from r.agent_id and (t.grain, t.at) in (
    ('all', '-infinity'), ('hour', talky.hour_of(r.first_at)), ('quarter', talky.quarter_of(r.first_at)));
end $$;

create function talky.tally_calls() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and old.settled_at is not null and new.settled_at is not null
    and (old.telephony_result, old.answered_by, old.disposition, old.answered_at, old.duration_s, old.telephony_micros,
      old.stt_micros, old.llm_micros, old.tts_micros, old.requested_at, old.callee_day, old.callee_hour, old.reply_times)
    is not distinct from (new.telephony_result, new.answered_by, new.disposition, new.answered_at, new.duration_s,
      new.telephony_micros, new.stt_micros, new.llm_micros, new.tts_micros, new.requested_at, new.callee_day,
      new.callee_hour, new.reply_times) then return null; end if;
  if tg_op <> 'INSERT' and old.settled_at is not null then perform talky.tally_call(old, -1); end if;
  if tg_op <> 'DELETE' and new.settled_at is not null then perform talky.tally_call(new, 1); end if;
  if tg_op = 'DELETE' then perform talky.reach_lead(old.lead_id, old.campaign_id);
  else perform talky.reach_lead(new.lead_id, new.campaign_id); end if;
  return null;
end $$;

create function talky.keep_reply_times() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.reply_times := talky.reply_times_of(new.id);
  return new;
end $$;

-- Calls from before.
update talky.calls k set reply_times = talky.reply_times_of(k.id) where k.settled_at is not null;
update talky.calls k set callee_day = (k.requested_at at time zone z.name)::date,
  callee_hour = extract(hour from k.requested_at at time zone z.name)
from pg_timezone_names z
where z.name = coalesce(k.snapshot -> 'lead' ->> 'timezone', k.snapshot -> 'calling' ->> 'timezone');

-- All sums anew from the calls: for a migration, a repair, and the test that compares.
create function talky.make_tallies() returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from talky.call_tallies;
  delete from talky.callee_hours;
  delete from talky.reply_times;
  delete from talky.lead_reach;
  insert into talky.lead_reach
    select distinct on (k.lead_id) k.lead_id, k.tenant_id, k.campaign_id,
      nullif(k.snapshot -> 'agent' ->> 'agentId', '')::uuid, k.requested_at,
      max(talky.call_stage(k.answered_at, k.answered_by, k.disposition)) over whole,
      last_value(k.telephony_result) over whole, last_value(k.disposition) over whole
    from talky.calls k where k.settled_at is not null
    window whole as (partition by k.lead_id order by k.requested_at, k.id
      rows between unbounded preceding and unbounded following)
    order by k.lead_id, k.requested_at, k.id;
  insert into talky.call_tallies
    select k.tenant_id, k.campaign_id, nullif(k.snapshot -> 'agent' ->> 'agentId', '')::uuid,
      case when grouping(talky.quarter_of(k.requested_at)) = 0 then 'quarter'
        when grouping(talky.hour_of(k.requested_at)) = 0 then 'hour' else 'all' end,
      coalesce(talky.quarter_of(k.requested_at), talky.hour_of(k.requested_at), '-infinity'),
      count(*), count(k.answered_at), count(*) filter (where k.answered_by = 'human'),
      count(*) filter (where talky.call_stage(k.answered_at, k.answered_by, k.disposition) >= 4),
      count(*) filter (where k.disposition = 'goal_achieved'),
      coalesce(sum(round(k.duration_s * 1000)::bigint), 0),
      sum(k.telephony_micros), sum(k.stt_micros), sum(k.llm_micros), sum(k.tts_micros),
      count(*) filter (where k.telephony_result = 'answered'), count(*) filter (where k.telephony_result = 'busy'),
      count(*) filter (where k.telephony_result = 'no_answer'), count(*) filter (where k.telephony_result = 'rejected'),
      count(*) filter (where k.telephony_result = 'failed'), count(*) filter (where k.telephony_result = 'invalid_number'),
      count(*) filter (where k.telephony_result = 'cancelled'), count(*) filter (where k.telephony_result = 'unknown'),
      count(*) filter (where k.answered_by = 'human'), count(*) filter (where k.answered_by = 'voicemail'),
      count(*) filter (where k.answered_by = 'screening'), count(*) filter (where k.answered_by = 'ivr'),
      count(*) filter (where k.answered_by = 'fax'), count(*) filter (where k.answered_by = 'silence'),
      count(*) filter (where k.answered_by = 'unknown'),
      count(*) filter (where k.disposition = 'goal_achieved'), count(*) filter (where k.disposition = 'not_interested'),
      count(*) filter (where k.disposition = 'callback_requested'), count(*) filter (where k.disposition = 'transferred'),
      count(*) filter (where k.disposition = 'opted_out'), count(*) filter (where k.disposition = 'wrong_number'),
      count(*) filter (where k.disposition = 'voicemail_left'), count(*) filter (where k.disposition = 'voicemail_no_message'),
      count(*) filter (where k.disposition = 'hung_up'), count(*) filter (where k.disposition = 'no_goal'),
      count(*) filter (where k.disposition = 'no_response'), count(*) filter (where k.disposition = 'language_barrier'),
      count(*) filter (where k.disposition = 'error'),
      count(*) filter (where k.attempt = 1), count(*) filter (where k.attempt = 2), count(*) filter (where k.attempt = 3),
      count(*) filter (where k.attempt = 4), count(*) filter (where k.attempt >= 5),
      count(*) filter (where k.attempt = 1 and k.answered_by = 'human'),
      count(*) filter (where k.attempt = 2 and k.answered_by = 'human'),
      count(*) filter (where k.attempt = 3 and k.answered_by = 'human'),
      count(*) filter (where k.attempt = 4 and k.answered_by = 'human'),
      count(*) filter (where k.attempt >= 5 and k.answered_by = 'human'),
      0, 0, 0, 0, 0
    from talky.calls k where k.settled_at is not null
    group by grouping sets (
      (1, 2, 3, talky.quarter_of(k.requested_at)), (1, 2, 3, talky.hour_of(k.requested_at)), (1, 2, 3));
  insert into talky.call_tallies as t
      (tenant_id, campaign_id, agent_id, grain, at, leads_attempted, leads_answered, leads_human, leads_engaged, leads_goal)
    select tenant_id, campaign_id, agent_id,
      case when grouping(talky.quarter_of(first_at)) = 0 then 'quarter'
        when grouping(talky.hour_of(first_at)) = 0 then 'hour' else 'all' end,
      coalesce(talky.quarter_of(first_at), talky.hour_of(first_at), '-infinity'),
      count(*), count(*) filter (where stage >= 2), count(*) filter (where stage >= 3), count(*) filter (where stage >= 4),
      count(*) filter (where stage = 5)
    from talky.lead_reach
    group by grouping sets ((1, 2, 3, talky.quarter_of(first_at)), (1, 2, 3, talky.hour_of(first_at)), (1, 2, 3))
    on conflict (campaign_id, grain, at, agent_id) do update set leads_attempted = excluded.leads_attempted,
      leads_answered = excluded.leads_answered, leads_human = excluded.leads_human, leads_engaged = excluded.leads_engaged,
      leads_goal = excluded.leads_goal;
  insert into talky.callee_hours
    select k.tenant_id, k.campaign_id, nullif(k.snapshot -> 'agent' ->> 'agentId', '')::uuid, talky.callee_day_of(k),
      talky.callee_hour_of(k), count(*), count(k.answered_at), count(*) filter (where k.answered_by = 'human'),
      count(*) filter (where k.disposition = 'goal_achieved')
    from talky.calls k where k.settled_at is not null group by 1, 2, 3, 4, 5;
  insert into talky.reply_times
    select k.tenant_id, k.campaign_id, nullif(k.snapshot -> 'agent' ->> 'agentId', '')::uuid,
      (k.requested_at at time zone 'UTC')::date, s.key, m.key::integer, sum(m.value::integer)
    from talky.calls k, jsonb_each(k.reply_times) s, jsonb_each_text(s.value) m
    where k.settled_at is not null group by 1, 2, 3, 4, 5, 6;
end $$;
select talky.make_tallies();

create trigger keep_reply_times before update of settled_at on talky.calls for each row
  when (old.settled_at is null and new.settled_at is not null) execute function talky.keep_reply_times();
create trigger tally_added after insert on talky.calls for each row
  when (new.settled_at is not null) execute function talky.tally_calls();
create trigger tally_changed after update on talky.calls for each row
  when (old.settled_at is not null or new.settled_at is not null) execute function talky.tally_calls();
create trigger tally_removed after delete on talky.calls for each row
  when (old.settled_at is not null) execute function talky.tally_calls();

do $$
declare
  one text;
begin
  foreach one in array array['call_tallies', 'callee_hours', 'reply_times', 'lead_reach'] loop
    execute format('alter table talky.%I enable row level security', one);
    execute format('create policy %I on talky.%I for select to talky_request using (tenant_id = (select talky.current_tenant_id()))',
      one || '_read', one);
    execute format('grant select on talky.%I to talky_request', one);
  end loop;
end $$;
revoke all on function talky.call_stage(timestamptz, text, text), talky.time_step(double precision),
  talky.reply_times_of(uuid), talky.quarter_of(timestamptz), talky.hour_of(timestamptz),
  talky.tally_cells(uuid, uuid, uuid, timestamptz, integer),
  talky.tally_call(talky.calls, integer), talky.callee_day_of(talky.calls), talky.callee_hour_of(talky.calls),
  talky.reach_lead(uuid, uuid), talky.tally_lead(talky.lead_reach, integer), talky.tally_calls(),
  talky.keep_reply_times(), talky.make_tallies() from public;

-- The calls log, filtered: newest first of one outcome, of all campaigns or of one.
create index calls_disposition on talky.calls (tenant_id, disposition, requested_at desc, id desc) where disposition is not null;
create index calls_result on talky.calls (tenant_id, telephony_result, requested_at desc, id desc)
  where telephony_result is not null;
create index calls_campaign_disposition on talky.calls (campaign_id, disposition, requested_at desc, id desc)
  where disposition is not null;
create index calls_campaign_result on talky.calls (campaign_id, telephony_result, requested_at desc, id desc)
  where telephony_result is not null;
create index calls_open_tenant on talky.calls (tenant_id, requested_at desc, id desc) where settled_at is null;
create index calls_open_campaign on talky.calls (campaign_id) where settled_at is null;
-- How many contacts of each status there are is told by the index alone, policy and all.
drop index talky.leads_status;
create index leads_status on talky.leads (campaign_id, status) include (tenant_id)
  where status in ('in_progress', 'done', 'blocked');
