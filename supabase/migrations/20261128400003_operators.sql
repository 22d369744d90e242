-- What the platform's operators do, beside looking (`20261127400002_operator_views.sql`): each act is written down with the deed.
grant execute on function talky.is_operator(uuid) to talky_web;
create index audit_log_operators on talky.audit_log (id desc) where actor like 'operator:%';

-- null: no operator; else whether the tenant stood otherwise, or 'missing'. A dial that is being decided is decided first.
create function talky.set_tenant_status(by_user uuid, of_tenant uuid, new_status text, why text) returns text
language plpgsql security definer set search_path = '' as $$
begin
  if not talky.is_operator(by_user) then return null; end if;
  update talky.tenants set status = new_status where id = of_tenant and status <> new_status;
  if not found then
    return case when exists (select from talky.tenants where id = of_tenant) then 'same' else 'missing' end;
  end if;
  insert into talky.audit_log (tenant_id, actor, action, subject_type, subject_id, data)
    values (of_tenant, 'operator:' || by_user,
      case new_status when 'suspended' then 'platform.suspend_tenant' else 'platform.unsuspend_tenant' end,
      'tenant', of_tenant::text, jsonb_build_object('reason', why));
  return 'moved';
end $$;

-- What operators did, newest first; their looks only when asked for.
create function talky.admin_audit(by_user uuid, with_looks boolean, before_id bigint, most integer)
returns table (id bigint, at timestamptz, operator_email text, action text, tenant_id uuid, business_name text,
  reason text)
language sql stable security definer set search_path = '' as $$
  select a.id, a.at, u.email::text, a.action, a.tenant_id, t.business_name, a.data ->> 'reason'
  from talky.audit_log a
    left join auth.users u on u.id::text = substr(a.actor, 10)
    left join talky.tenants t on t.id = a.tenant_id
  where talky.is_operator(by_user) and a.actor like 'operator:%'
    and (with_looks or a.action not like 'platform.look_at_%')
    and (before_id is null or a.id < before_id)
  order by a.id desc limit most
$$;

create function talky.percentiles(of_values double precision[]) returns jsonb
language sql immutable set search_path = '' as $$
  select case when count(v) = 0 then null else jsonb_build_object(
    'p50', round((percentile_cont(0.5) within group (order by v))::numeric),
    'p95', round((percentile_cont(0.95) within group (order by v))::numeric)) end
  from unnest(of_values) v
$$;

-- How long callees waited for an answer in the last hour, by stage, in ms; null: no operator.
create function talky.admin_latency(by_user uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case when not talky.is_operator(by_user) then null else (
    select jsonb_build_object('answers', count(*),
      'stt', talky.percentiles(array_agg((t.latency ->> 'stt_ms')::double precision)),
      'llm', talky.percentiles(array_agg((t.latency ->> 'llm_first_token_ms')::double precision)),
      'tts', talky.percentiles(array_agg((t.latency ->> 'tts_first_audio_ms')::double precision)),
      'total', talky.percentiles(array_agg((t.latency ->> 'total_ms')::double precision)))
    from talky.calls k join talky.turns t on t.call_id = k.id
    where k.requested_at > now() - interval '1 hour' and t.latency is not null) end
$$;

-- The owner takes another plan of those on offer; false: there is no such plan. Whether it may be is asked before.
create function talky.change_plan(new_plan uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if talky.current_role_name() is distinct from 'owner' then
    raise exception 'only the owner changes the plan' using errcode = 'insufficient_privilege';
  end if;
  update talky.tenants set plan_id = new_plan where id = talky.current_tenant_id()
    and exists (select from talky.plans p where p.id = new_plan and p.is_public);
  return found;
end $$;

revoke all on function talky.set_tenant_status(uuid, uuid, text, text),
  talky.admin_audit(uuid, boolean, bigint, integer), talky.admin_latency(uuid),
  talky.percentiles(double precision[]), talky.change_plan(uuid) from public;
grant execute on function talky.set_tenant_status(uuid, uuid, text, text),
  talky.admin_audit(uuid, boolean, bigint, integer), talky.admin_latency(uuid) to talky_web;
grant execute on function talky.change_plan(uuid) to talky_request;

-- Shown to whom they belong, like every tenant's own.
create policy doomed_files_read on talky.doomed_files for select to talky_request using (tenant_id = (select talky.current_tenant_id()));
create policy erased_numbers_read on talky.erased_numbers for select to talky_request
  using (tenant_id = (select talky.current_tenant_id()));
grant select on talky.doomed_files, talky.erased_numbers to talky_request;
