-- What a search looks through is kept beside the lead: to put it together for each row again took most of a search's time,
-- and of a column the planner knows which words are frequent. Of those the newest matches are found by walking the list's own
-- index, which is quicker than to collect them all first; so it has what a search asks of a row, and that has a limit.
select set_config('search_path', 'extensions, public', true);
drop index talky.leads_search;
create or replace function talky.search_text(first_name text, last_name text, email text, phone_number text) returns text
language sql immutable parallel safe
return left(lower(phone_number || ' ' || coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' '
  || coalesce(email, '')), 500);
alter table talky.leads add column search_text text not null
  generated always as (talky.search_text(first_name, last_name, email, phone_number)) stored;
create index leads_search on talky.leads using gin (campaign_id, search_text gin_trgm_ops) where status <> 'deleted';
drop index talky.leads_list;
create index leads_list on talky.leads (campaign_id, created_at desc, id desc) include (tenant_id, search_text)
  where status <> 'deleted';

-- The statement that finds a tenant's leads with each of the patterns (LIKE) and the tag. It names the tenant once: to ask whose
-- it is at each row cost as much as the search.
create function talky.search_statement(of_tenant uuid, of_campaign uuid, patterns text[], tag text, most integer)
returns text
language plpgsql immutable set search_path = '' as $$
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
    conditions := conditions || format(' and l.search_text like %L', pattern);
  end loop;
  if tag is not null then
    conditions := conditions || format(' and l.tags <> ''{}'' and l.tags @> array[%L]', tag);
  end if;
  return format('select l.id from talky.leads l where l.tenant_id = %L and l.status <> ''deleted''', of_tenant) || conditions ||
    case when most is null then '' else format(' order by l.created_at desc, l.id desc limit %s', most) end;
end $$;
revoke all on function talky.search_statement(uuid, uuid, text[], text, integer) from public;

drop function talky.search_leads(uuid, text[], text, integer);
-- A policy would keep LIKE and @> from the indexes, since it does not trust them not to leak; so these two read past the
-- policy, and hold to the same tenant themselves. A single call's contact is in no list of all campaigns' contacts.
create function talky.search_leads(of_campaign uuid, patterns text[], tag text) returns setof uuid
language plpgsql stable security definer set search_path = '' rows 1000 as $$
begin
  return query execute talky.search_statement(talky.current_tenant_id(), of_campaign, patterns, tag, null);
end $$;
revoke all on function talky.search_leads(uuid, text[], text) from public;
grant execute on function talky.search_leads(uuid, text[], text) to talky_request;

-- How many there are, counted up to `most`.
create function talky.count_found_leads(of_campaign uuid, patterns text[], tag text, most integer) returns bigint
language plpgsql stable security definer set search_path = '' as $$
declare
  found bigint;
begin
  execute 'select count(*) from ('
    || talky.search_statement(talky.current_tenant_id(), of_campaign, patterns, tag, most) || ') found' into found;
  return found;
end $$;
revoke all on function talky.count_found_leads(uuid, text[], text, integer) from public;
grant execute on function talky.count_found_leads(uuid, text[], text, integer) to talky_request;
