-- What a search looks through is kept beside the lead: to put it together for each row again took most of a search's time,
-- and of a column the planner knows which words are frequent. Of those the newest matches are found by walking the list, which is
-- quicker than to collect them all first.
select set_config('search_path', 'extensions, public', true);
alter table talky.leads add column search_text text not null
  generated always as (talky.search_text(first_name, last_name, email, phone_number)) stored;
drop index talky.leads_search;
create index leads_search on talky.leads using gin (campaign_id, search_text gin_trgm_ops) where status <> 'deleted';

create or replace function talky.search_leads(of_campaign uuid, patterns text[], tag text, most integer) returns setof uuid
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
    conditions := conditions || format(' and l.search_text like %L', pattern);
  end loop;
  if tag is not null then
    conditions := conditions || format(' and l.tags <> ''{}'' and l.tags @> array[%L]', tag);
  end if;
  return query execute 'select l.id from talky.leads l where l.tenant_id = talky.current_tenant_id()
    and l.status <> ''deleted''' || conditions ||
    case when most is null then '' else format(' order by l.created_at desc, l.id desc limit %s', most) end;
end $$;
