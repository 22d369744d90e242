-- A single call's contact is in no list of contacts.
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
    conditions := conditions || format(
      ' and talky.search_text(l.first_name, l.last_name, l.email, l.phone_number) like %L', pattern);
  end loop;
  if tag is not null then
    conditions := conditions || format(' and l.tags <> ''{}'' and l.tags @> array[%L]', tag);
  end if;
  return query execute 'select l.id from talky.leads l where l.tenant_id = talky.current_tenant_id()
    and l.status <> ''deleted''' || conditions || case when most is null then '' else format(' limit %s', most) end;
end $$;
