-- What the platform's operators may look at, across tenants. Each function answers nobody else, and none tells what was said
-- or to whom; that it was looked at is written down by the first.
create index tenants_list on talky.tenants (created_at desc, id desc);
create index user_profiles_list on talky.user_profiles (created_at desc, id desc);
create index calls_platform_list on talky.calls (requested_at desc, id desc);

create function talky.is_operator(by_user uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from talky.operators where user_id = by_user)
$$;

-- false: no operator.
create function talky.note_operator(by_user uuid, what text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if not talky.is_operator(by_user) then return false; end if;
  insert into talky.audit_log (actor, action, subject_type) values ('operator:' || by_user, what, 'platform');
  return true;
end $$;

create function talky.admin_tenants(by_user uuid, pattern text, after_at timestamptz, after_id uuid, most integer)
returns table (id uuid, business_name text, status text, plan text, plan_minutes integer, users bigint,
  minutes_used double precision, running_campaigns bigint, calls_in_progress bigint, created_at timestamptz, cursor_at text)
language sql stable security definer set search_path = '' as $$
  select t.id, t.business_name, t.status, p.code, p.minutes,
    (select count(*) from talky.user_profiles u where u.tenant_id = t.id),
    coalesce((select m.seconds / 60 from talky.usage_months m
      where m.tenant_id = t.id and m.month = talky.month_of(now())), 0),
    (select count(*) from talky.campaigns c where c.tenant_id = t.id and c.status = 'running'),
    (select count(*) from talky.calls k where k.tenant_id = t.id and k.settled_at is null),
    t.created_at, to_char(t.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  from talky.tenants t join talky.plans p on p.id = t.plan_id
  where talky.is_operator(by_user) and (pattern is null or t.business_name ilike pattern)
    and (after_at is null or (t.created_at, t.id) < (after_at, after_id))
  order by t.created_at desc, t.id desc limit most
$$;

create function talky.admin_users(by_user uuid, pattern text, after_at timestamptz, after_id uuid, most integer)
returns table (id uuid, email text, name text, role text, tenant_id uuid, business_name text, created_at timestamptz,
  cursor_at text)
language sql stable security definer set search_path = '' as $$
  select u.id, u.email, u.name, u.role, u.tenant_id, t.business_name, u.created_at,
    to_char(u.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  from talky.user_profiles u join talky.tenants t on t.id = u.tenant_id
  where talky.is_operator(by_user) and (pattern is null or u.email ilike pattern or u.name ilike pattern)
    and (after_at is null or (u.created_at, u.id) < (after_at, after_id))
  order by u.created_at desc, u.id desc limit most
$$;

create function talky.admin_calls(by_user uuid, of_tenant uuid, after_at timestamptz, after_id uuid, most integer)
returns table (id uuid, tenant_id uuid, business_name text, campaign_id uuid, attempt integer, carrier_state text,
  telephony_result text, answered_by text, disposition text, requested_at timestamptz, ended_at timestamptz,
  duration_s double precision, ended_by text, cursor_at text)
language sql stable security definer set search_path = '' as $$
  select k.id, k.tenant_id, t.business_name, k.campaign_id, k.attempt, k.carrier_state, k.telephony_result, k.answered_by,
    k.disposition, k.requested_at, k.ended_at, k.duration_s, k.ended_by,
    to_char(k.requested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  from talky.calls k join talky.tenants t on t.id = k.tenant_id
  where talky.is_operator(by_user) and (of_tenant is null or k.tenant_id = of_tenant)
    and (after_at is null or (k.requested_at, k.id) < (after_at, after_id))
  order by k.requested_at desc, k.id desc limit most
$$;

-- null: no operator.
create function talky.admin_health(by_user uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'kill_switch', s.kill_switch,
    'max_concurrent_calls', s.max_concurrent_calls,
    'calls_in_progress', (select count(*) from talky.calls where settled_at is null),
    'campaigns_running', (select count(*) from talky.campaigns where status = 'running'),
    'carrier_events_waiting', (select count(*) from talky.carrier_inbox where applied_at is null),
    'imports_open', (select count(*) from talky.imports where status in ('queued', 'running')),
    'webhooks_waiting', (select count(*) from talky.webhook_deliveries where status = 'pending'),
    'workers', coalesce((select jsonb_agg(jsonb_build_object('id', w.id, 'started_at', talky.iso_time(w.started_at),
        'heartbeat_at', talky.iso_time(w.heartbeat_at), 'active_calls', w.active_calls) order by w.started_at)
      from talky.workers w where w.stopped_at is null), '[]'))
  from talky.platform_settings s where talky.is_operator(by_user)
$$;

revoke all on function talky.is_operator(uuid), talky.note_operator(uuid, text),
  talky.admin_tenants(uuid, text, timestamptz, uuid, integer), talky.admin_users(uuid, text, timestamptz, uuid, integer),
  talky.admin_calls(uuid, uuid, timestamptz, uuid, integer), talky.admin_health(uuid) from public;
grant execute on function talky.note_operator(uuid, text),
  talky.admin_tenants(uuid, text, timestamptz, uuid, integer), talky.admin_users(uuid, text, timestamptz, uuid, integer),
  talky.admin_calls(uuid, uuid, timestamptz, uuid, integer), talky.admin_health(uuid) to talky_web;
