-- Contacts are searched by parts of words, filtered and counted, however many a campaign has.
create schema if not exists extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists btree_gin with schema extensions;
-- Wherever the extensions were installed before; until the end of this migration.
select set_config('search_path', 'extensions, public', true);

create function talky.search_text(first_name text, last_name text, email text, phone_number text) returns text
language sql immutable parallel safe
return lower(coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' ' || coalesce(email, '') || ' ' || phone_number);
revoke all on function talky.search_text(text, text, text, text) from public;
grant execute on function talky.search_text(text, text, text, text) to talky_request, talky_worker;

create index leads_search on talky.leads
  using gin (campaign_id, talky.search_text(first_name, last_name, email, phone_number) gin_trgm_ops)
  where status <> 'deleted';
create index leads_tags on talky.leads using gin (tags) where status <> 'deleted' and tags <> '{}';
-- Those that wait are most of them for most of the time, and are found without; so a file's rows cost nothing here.
create index leads_status on talky.leads (campaign_id, status) where status in ('in_progress', 'done', 'blocked');
create index leads_deleted on talky.leads (campaign_id) where status = 'deleted';
create index leads_tenant_list on talky.leads (tenant_id, created_at desc, id desc) where status <> 'deleted';
create index jobs_reason on talky.dialer_jobs (campaign_id, reason) include (tenant_id, lead_id) where reason is not null;
create index calls_outcome on talky.calls (campaign_id, disposition, telephony_result);

-- The caller's own leads that hold each of the patterns (LIKE) and the tag. A policy would keep LIKE and @> from the
-- indexes, since it does not trust them not to leak; so this reads past the policy, and holds to the same tenant itself.
-- A single call's contact is in no list of all campaigns' contacts. `most`: no more than so many, of whichever; null: all.
create function talky.search_leads(of_campaign uuid, patterns text[], tag text, most integer) returns setof uuid
language plpgsql stable security definer set search_path = '' rows 1000 as $$
declare
  conditions text := '';
  pattern text;
begin
  if of_campaign is not null then
    conditions := format(' and l.campaign_id = %L', of_campaign);
  else
    conditions := ' and exists (select from talky.campaigns c where c.id = l.campaign_id and c.deleted_at is null
      and not c.is_single_call)';
  end if;
  foreach pattern in array patterns loop
    conditions := conditions || format(
      ' and talky.search_text(l.first_name, l.last_name, l.email, l.phone_number) like %L', pattern);
  end loop;
  if tag is not null then
    conditions := conditions || format(' and l.tags <> ''{}'' and l.tags @> array[%L]', tag);
  end if;
  return query execute 'select l.id from talky.leads l where l.tenant_id = talky.current_tenant_id()
    and l.status <> ''deleted''' || conditions || case when most is null then '' else format(' limit %s', most) end;
end $$;
revoke all on function talky.search_leads(uuid, text[], text, integer) from public;
grant execute on function talky.search_leads(uuid, text[], text, integer) to talky_request;
