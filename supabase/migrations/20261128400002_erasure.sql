-- Numbers whose data was erased are never called again, and nobody can read which they are: kept is a hash under a key that no
-- role of ours reads. The key is the database's own, since a secret that is rotated would let them be called again.
create table talky.number_key (
  id boolean primary key default true check (id),
  key text not null
);
insert into talky.number_key (key)
  values (replace(gen_random_uuid()::text, '-', '') || replace(gen_random_uuid()::text, '-', ''));
alter table talky.number_key enable row level security;

create table talky.erased_numbers (
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  number_hash bytea not null,
  erased_at timestamptz not null default now(),
  primary key (tenant_id, number_hash)
);
alter table talky.erased_numbers enable row level security;

-- The tenant is part of it: the same number looks different in each.
create function talky.number_hash(of_tenant uuid, number text) returns bytea
language sql stable security definer set search_path = '' as $$
  select sha256(convert_to(k.key || of_tenant::text || number, 'UTF8')) from talky.number_key k
$$;

create function talky.is_erased(of_tenant uuid, number text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from talky.erased_numbers e where e.tenant_id = of_tenant)
    and exists (select from talky.erased_numbers e
      where e.tenant_id = of_tenant and e.number_hash = talky.number_hash(of_tenant, number))
$$;

-- Do these columns speak of the number, however it is spelled in them?
create function talky.speaks_of(said text, number text) returns boolean
language sql immutable as $$
  select strpos(regexp_replace(said, '[^0-9]', '', 'g'), right(regexp_replace(number, '[^0-9]', '', 'g'), 10)) > 0
$$;

-- Erases what the caller's tenant has of a number: null while a call to it goes on, else what went, by kind. The rows that the
-- ledger's sums hang on stay, under a number that nobody can have (+999 is no country), without anything of the person.
create function talky.erase_person(number text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  tenant uuid := talky.current_tenant_id();
  stand_in text := '+999' || lpad(floor(random() * 1e11)::bigint::text, 11, '0');
  lead_ids uuid[];
  call_ids uuid[];
  import_ids uuid[];
  gone jsonb := '{}';
  n bigint;
begin
  if tenant is null or talky.current_role_name() not in ('owner', 'admin') then
    raise exception 'only an owner or an admin erases data' using errcode = 'insufficient_privilege';
  end if;
  -- Before anything is looked for: a dial that is being decided now either sees it, or is waited for below.
  insert into talky.erased_numbers (tenant_id, number_hash) values (tenant, talky.number_hash(tenant, number))
    on conflict do nothing;
  select coalesce(array_agg(l.id), '{}') into lead_ids from (
    select id from talky.leads where tenant_id = tenant and phone_number = number order by id for update) l;
  perform from talky.dialer_jobs j where j.tenant_id = tenant and j.lead_id = any (lead_ids) order by j.id for update;
  if exists (select from talky.dialer_jobs j where j.tenant_id = tenant and j.phone_number = number
      and j.status in ('claimed', 'dialing', 'in_call', 'unknown'))
    or exists (select from talky.calls k where k.tenant_id = tenant and k.phone_number = number and k.settled_at is null)
  then return null; end if;
  select coalesce(array_agg(k.id), '{}') into call_ids from talky.calls k
    where k.tenant_id = tenant and k.phone_number = number;

  insert into talky.doomed_files (bucket, path, tenant_id)
    select 'recordings', r.path, tenant from talky.recordings r where r.tenant_id = tenant and r.call_id = any (call_ids)
    on conflict do nothing;
  delete from talky.recordings r where r.tenant_id = tenant and r.call_id = any (call_ids);
  get diagnostics n = row_count; gone := gone || jsonb_build_object('recordings', n);
  delete from talky.turns t where t.tenant_id = tenant and t.call_id = any (call_ids);
  get diagnostics n = row_count; gone := gone || jsonb_build_object('turns', n);
  delete from talky.call_analyses a where a.tenant_id = tenant and a.call_id = any (call_ids);
  get diagnostics n = row_count; gone := gone || jsonb_build_object('analyses', n);
  delete from talky.carrier_inbox i where i.call_id = any (call_ids);
  delete from talky.webhook_deliveries d where d.tenant_id = tenant
    and (d.payload -> 'data' ->> 'call_id' = any (call_ids::text[]) or strpos(d.payload::text, number) > 0);
  -- What the proof of a campaign needs stays: codes and times.
  delete from talky.call_events e where e.tenant_id = tenant and e.call_id = any (call_ids)
    and e.type not in ('gate.verdict', 'carrier.request', 'settle');
  get diagnostics n = row_count; gone := gone || jsonb_build_object('events', n);
  update talky.calls k set phone_number = stand_in, conversation_id = null, summary = null, transfer_briefing = null,
      callback_at = null, words_removed_at = now(), events_removed_at = now(),
      snapshot = jsonb_set(k.snapshot, '{lead}',
        '{"firstName": null, "lastName": null, "email": null, "timezone": null, "customFields": {}}')
    where k.tenant_id = tenant and k.id = any (call_ids);
  get diagnostics n = row_count; gone := gone || jsonb_build_object('calls', n);

  update talky.dialer_jobs j set phone_number = stand_in, verdict = null,
      status = case when j.finished_at is null then 'cancelled' else j.status end,
      reason = case when j.finished_at is null then 'cancelled' else j.reason end,
      next_attempt_at = null, finished_at = coalesce(j.finished_at, now())
    where j.tenant_id = tenant and j.lead_id = any (lead_ids);
  select coalesce(array_agg(distinct i.id), '{}') into import_ids from talky.imports i where i.tenant_id = tenant and (
    i.campaign_id in (select l.campaign_id from talky.leads l where l.id = any (lead_ids))
    or exists (select from talky.import_errors e where e.import_id = i.id and talky.speaks_of(e.cells::text, number)));
  delete from talky.import_errors e where e.tenant_id = tenant and talky.speaks_of(e.cells::text, number);
  get diagnostics n = row_count; gone := gone || jsonb_build_object('import_rows', n);
  delete from talky.import_updates u where u.tenant_id = tenant and u.lead_id = any (lead_ids);
  update talky.imports i set errors = '[]' where i.tenant_id = tenant and i.id = any (import_ids)
    and talky.speaks_of(i.errors::text, number);
  -- A file that is still being read is removed when it is done with.
  insert into talky.doomed_files (bucket, path, tenant_id)
    select 'imports', i.file_path, tenant from talky.imports i
    where i.tenant_id = tenant and i.id = any (import_ids) and i.finished_at is not null and i.file_removed_at is null
    on conflict do nothing;
  update talky.imports i set file_removed_at = now()
    where i.tenant_id = tenant and i.id = any (import_ids) and i.finished_at is not null and i.file_removed_at is null;
  get diagnostics n = row_count; gone := gone || jsonb_build_object('import_files', n);
  update talky.leads l set phone_number = stand_in, first_name = null, last_name = null, email = null, timezone = null,
      tags = '{}', custom_fields = '{}', country = null, phone_type = null, phone_time_zones = '{}', status = 'deleted'
    where l.tenant_id = tenant and l.id = any (lead_ids);
  get diagnostics n = row_count; gone := gone || jsonb_build_object('contacts', n);
  update talky.campaigns c set name = 'Call to an erased number'
    where c.tenant_id = tenant and c.is_single_call and talky.speaks_of(c.name, number);

  delete from talky.clients c where c.tenant_id = tenant and c.phone_number = number;
  get diagnostics n = row_count; gone := gone || jsonb_build_object('clients', n);
  delete from talky.consents s where s.tenant_id = tenant and s.phone_number = number;
  get diagnostics n = row_count; gone := gone || jsonb_build_object('consents', n);
  delete from talky.dnc_entries d where d.tenant_id = tenant and d.phone_number = number;
  get diagnostics n = row_count; gone := gone || jsonb_build_object('do_not_call', n);
  delete from talky.idempotency_keys k where k.tenant_id = tenant and strpos(k.answer::text, number) > 0;
  update talky.audit_log a set data = '{"erased": true}' where a.tenant_id = tenant and strpos(a.data::text, number) > 0;
  return gone;
end $$;

revoke all on function talky.number_hash(uuid, text), talky.is_erased(uuid, text), talky.speaks_of(text, text),
  talky.erase_person(text) from public;
grant execute on function talky.is_erased(uuid, text) to talky_request, talky_worker;
grant execute on function talky.erase_person(text) to talky_request;
