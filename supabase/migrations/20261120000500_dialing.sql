-- What the carrier told us, as it came: written before it is acknowledged, applied afterwards.
create table talky.carrier_inbox (
  id bigint generated always as identity primary key,
  call_id uuid not null,
  carrier_call_id text not null,
  status text not null,
  event_at timestamptz not null,
  body jsonb not null,
  received_at timestamptz not null default clock_timestamp(),
  applied_at timestamptz,
  unique (carrier_call_id, status, event_at)
);
create index carrier_inbox_open on talky.carrier_inbox (received_at) where applied_at is null;
create index carrier_inbox_call on talky.carrier_inbox (call_id, id);
alter table talky.carrier_inbox enable row level security;
create policy carrier_inbox_worker on talky.carrier_inbox for all to talky_worker using (true) with check (true);
grant select, update, delete on talky.carrier_inbox to talky_worker;

-- The webhook's way in: true when the event is new, false when it was known, null when there is no such call.
create function talky.receive_carrier_event(
  for_call uuid, carrier_id text, event_status text, event_time timestamptz, event_body jsonb)
returns boolean language plpgsql security definer set search_path = '' as $$
declare inserted bigint;
begin
  if not exists (select from talky.calls where id = for_call) then return null; end if;
  insert into talky.carrier_inbox (call_id, carrier_call_id, status, event_at, body)
    values (for_call, carrier_id, event_status, event_time, event_body)
    on conflict (carrier_call_id, status, event_at) do nothing returning id into inserted;
  return inserted is not null;
end $$;
revoke all on function talky.receive_carrier_event(uuid, text, text, timestamptz, jsonb) from public;
grant execute on function talky.receive_carrier_event(uuid, text, text, timestamptz, jsonb) to talky_web;

create table talky.workers (
  id uuid primary key,
  public_url text not null,
  started_at timestamptz not null default now(),
  heartbeat_at timestamptz not null default now(),
  stopped_at timestamptz,
  active_calls integer not null default 0
);
create index workers_heartbeat on talky.workers (heartbeat_at);
alter table talky.workers enable row level security;
create policy workers_worker on talky.workers for all to talky_worker using (true) with check (true);
grant select, insert, update, delete on talky.workers to talky_worker;
-- Where a call's audio socket is, for the answer to the carrier's `disconnected`.
create function talky.call_socket(for_call uuid)
returns table (call_id uuid, worker_url text, worker_alive boolean, carrier_state text, tenant_id uuid)
language sql stable security definer set search_path = '' as $$
  select c.id, c.worker_url,
    exists (select from talky.workers w where w.id = c.worker_id and w.stopped_at is null
            and w.heartbeat_at > now() - interval '15 seconds'),
    c.carrier_state, c.tenant_id
  from talky.calls c where c.id = for_call
$$;

revoke all on function talky.call_socket(uuid) from public;
grant execute on function talky.call_socket(uuid) to talky_web;

-- The newest heartbeat, for readiness: the one thing the web process may ask before it knows who is asking.
create function talky.last_worker_heartbeat() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select max(heartbeat_at) from talky.workers where stopped_at is null
$$;
revoke all on function talky.last_worker_heartbeat() from public;
grant execute on function talky.last_worker_heartbeat() to talky_web;

create table talky.platform_settings (
  id boolean primary key default true check (id),
  kill_switch boolean not null default false,
  max_concurrent_calls integer not null default 200 check (max_concurrent_calls >= 0),
  updated_at timestamptz not null default now()
);
insert into talky.platform_settings default values;
alter table talky.platform_settings enable row level security;
create policy platform_settings_read on talky.platform_settings for select to talky_request using (true);
create policy platform_settings_worker on talky.platform_settings for select to talky_worker using (true);
create policy platform_settings_lock on talky.platform_settings for update to talky_worker using (true) with check (true);
grant select on talky.platform_settings to talky_request;
grant select, update (updated_at) on talky.platform_settings to talky_worker;

-- One row a carrier: the token bucket that all workers share.
create table talky.carrier_buckets (
  carrier text primary key,
  tokens double precision not null,
  refilled_at timestamptz not null default clock_timestamp()
);
insert into talky.carrier_buckets (carrier, tokens) values ('vonage', 1);
alter table talky.carrier_buckets enable row level security;
create policy carrier_buckets_worker on talky.carrier_buckets for all to talky_worker using (true) with check (true);
grant select, insert, update on talky.carrier_buckets to talky_worker;
