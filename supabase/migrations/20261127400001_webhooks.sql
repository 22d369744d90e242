-- Where a tenant wants to be told of what happens. A secret is made from the id, its version and the process's own secret, so
-- that none is stored; the one before holds for a day after a rotation.
create table talky.webhook_endpoints (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  url text not null check (url ~ '^https?://' and length(url) <= 2000),
  description text not null default '' check (length(description) <= 200),
  events text[] not null
    check (events <> '{}' and events <@ array['call.ended', 'call.analysed', 'campaign.status']),
  is_active boolean not null default true,
  -- Why it was switched off by itself.
  disabled_reason text check (disabled_reason in ('gone')),
  secret_version integer not null default 1 check (secret_version >= 1),
  former_secret_until timestamptz,
  created_by text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant_id, id),
  check (disabled_reason is null or not is_active)
);
create index webhook_endpoints_list on talky.webhook_endpoints (tenant_id, created_at desc, id desc);
create trigger touch before update on talky.webhook_endpoints for each row execute function talky.touch_updated_at();
alter table talky.webhook_endpoints enable row level security;
create policy webhook_endpoints_read on talky.webhook_endpoints for select to talky_request
  using (tenant_id = talky.current_tenant_id());
create policy webhook_endpoints_make on talky.webhook_endpoints for insert to talky_request
  with check (tenant_id = talky.current_tenant_id() and talky.current_role_name() in ('owner', 'admin'));
create policy webhook_endpoints_change on talky.webhook_endpoints for update to talky_request
  using (tenant_id = talky.current_tenant_id() and talky.current_role_name() in ('owner', 'admin'))
  with check (tenant_id = talky.current_tenant_id());
create policy webhook_endpoints_remove on talky.webhook_endpoints for delete to talky_request
  using (tenant_id = talky.current_tenant_id() and talky.current_role_name() in ('owner', 'admin'));
create policy webhook_endpoints_worker on talky.webhook_endpoints for all to talky_worker using (true) with check (true);
grant select, insert, delete,
  update (url, description, events, is_active, disabled_reason, secret_version, former_secret_until)
  on talky.webhook_endpoints to talky_request;
grant select, update (is_active, disabled_reason, updated_at) on talky.webhook_endpoints to talky_worker;

-- What is to be told, and what came of it: written in the transaction of the fact, sent afterwards.
create table talky.webhook_deliveries (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  endpoint_id uuid not null,
  event text not null check (event in ('call.ended', 'call.analysed', 'campaign.status', 'webhook.test')),
  -- {"type","timestamp","data"}: what is signed and sent, the same each time.
  payload jsonb not null,
  status text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
  attempts integer not null default 0 check (attempts >= 0),
  next_attempt_at timestamptz default now(),
  -- Being sent by a worker until then, or until it died.
  lease_until timestamptz,
  -- Every try: {"at","status","error","duration_ms"}.
  log jsonb not null default '[]' check (jsonb_typeof(log) = 'array'),
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  unique (tenant_id, id),
  foreign key (tenant_id, endpoint_id) references talky.webhook_endpoints (tenant_id, id) on delete cascade,
  check ((status = 'pending') = (next_attempt_at is not null)),
  check ((status = 'pending') = (finished_at is null))
);
create index webhook_deliveries_list on talky.webhook_deliveries (endpoint_id, created_at desc, id desc);
create index webhook_deliveries_due on talky.webhook_deliveries (endpoint_id, next_attempt_at) where status = 'pending';
create index webhook_deliveries_old on talky.webhook_deliveries (finished_at) where status <> 'pending';
create index webhook_deliveries_tenant on talky.webhook_deliveries (tenant_id);
alter table talky.webhook_deliveries enable row level security;
create policy webhook_deliveries_read on talky.webhook_deliveries for select to talky_request
  using (tenant_id = talky.current_tenant_id());
create policy webhook_deliveries_test on talky.webhook_deliveries for insert to talky_request
  with check (tenant_id = talky.current_tenant_id() and event = 'webhook.test'
    and talky.current_role_name() in ('owner', 'admin'));
create policy webhook_deliveries_replay on talky.webhook_deliveries for update to talky_request
  using (tenant_id = talky.current_tenant_id() and talky.current_role_name() in ('owner', 'admin'))
  with check (tenant_id = talky.current_tenant_id());
create policy webhook_deliveries_worker on talky.webhook_deliveries for all to talky_worker using (true) with check (true);
grant select, insert (tenant_id, endpoint_id, event, payload),
  update (status, attempts, next_attempt_at, finished_at) on talky.webhook_deliveries to talky_request;
grant select, update, delete on talky.webhook_deliveries to talky_worker;

create function talky.iso_time(at timestamptz) returns text
language sql stable as $$ select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

-- One row for each endpoint that wants the event; mostly there is none.
create function talky.tell_webhooks(of_tenant uuid, of_event text, facts jsonb) returns void
language sql security definer set search_path = '' as $$
  insert into talky.webhook_deliveries (tenant_id, endpoint_id, event, payload)
  select of_tenant, e.id, of_event, jsonb_build_object(
    'type', of_event, 'timestamp', talky.iso_time(clock_timestamp()), 'data', facts)
  from talky.webhook_endpoints e
  where e.tenant_id = of_tenant and e.is_active and of_event = any (e.events)
$$;

create function talky.tell_of_call() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform talky.tell_webhooks(new.tenant_id, 'call.ended', jsonb_build_object(
    'call_id', new.id, 'campaign_id', new.campaign_id, 'lead_id', new.lead_id, 'attempt', new.attempt,
    'phone_number', new.phone_number, 'from_number', new.from_number, 'telephony_result', new.telephony_result,
    'answered_by', new.answered_by, 'disposition', new.disposition,
    'goal_achieved', coalesce(new.disposition = 'goal_achieved', false),
    'requested_at', talky.iso_time(new.requested_at), 'answered_at', talky.iso_time(new.answered_at),
    'ended_at', talky.iso_time(new.ended_at), 'duration_s', new.duration_s, 'ended_by', new.ended_by,
    'callback_at', talky.iso_time(new.callback_at)));
  return null;
end $$;
create trigger tell after update of settled_at on talky.calls for each row
  when (old.settled_at is null and new.settled_at is not null) execute function talky.tell_of_call();

create function talky.tell_of_analysis() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform talky.tell_webhooks(new.tenant_id, 'call.analysed', jsonb_build_object(
    'call_id', new.call_id, 'summary', new.summary, 'sentiment', new.sentiment, 'goal_reached', new.goal_reached,
    'outcome_reason', new.outcome_reason, 'key_points', new.key_points, 'extracted', new.extracted));
  return null;
end $$;
create trigger tell after update of status on talky.call_analyses for each row
  when (old.status <> 'done' and new.status = 'done') execute function talky.tell_of_analysis();

-- A single call's campaign is nobody's campaign.
create function talky.tell_of_campaign() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform talky.tell_webhooks(new.tenant_id, 'campaign.status', jsonb_build_object(
    'campaign_id', new.id, 'name', new.name, 'status', new.status, 'former_status', old.status,
    'pause_reason', new.pause_reason));
  return null;
end $$;
create trigger tell after update of status on talky.campaigns for each row
  when (old.status <> new.status and not new.is_single_call) execute function talky.tell_of_campaign();

revoke all on function talky.iso_time(timestamptz), talky.tell_webhooks(uuid, text, jsonb), talky.tell_of_call(),
  talky.tell_of_analysis(), talky.tell_of_campaign() from public;
