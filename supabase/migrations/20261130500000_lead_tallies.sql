-- How many contacts of a campaign have each status, and how many a last call of each result and disposition: what a list of
-- contacts can be filtered by. As with jobs, what changes is only ever added as a row, and the sweep puts rows together.
create table talky.lead_tallies (
  id bigint generated always as identity primary key,
  tenant_id uuid not null,
  campaign_id uuid not null,
  facet text not null check (facet in ('status', 'telephony_result', 'disposition')),
  value text not null,
  leads bigint not null
);
create index lead_tallies_campaign on talky.lead_tallies (campaign_id);
alter table talky.lead_tallies enable row level security;
create policy lead_tallies_read on talky.lead_tallies for select to talky_request
  using (tenant_id = (select talky.current_tenant_id()));
create policy lead_tallies_worker on talky.lead_tallies for all to talky_worker using (true) with check (true);
grant select on talky.lead_tallies to talky_request;
grant select, insert, update, delete on talky.lead_tallies to talky_worker;

create function talky.tally_leads() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    insert into talky.lead_tallies (tenant_id, campaign_id, facet, value, leads)
      select tenant_id, campaign_id, 'status', status, count(*) from after_it group by 1, 2, 4;
  elsif tg_op = 'UPDATE' then
    insert into talky.lead_tallies (tenant_id, campaign_id, facet, value, leads)
      select tenant_id, campaign_id, 'status', status, sum(n) from (
        select tenant_id, campaign_id, status, 1 as n from after_it
        union all select tenant_id, campaign_id, status, -1 from before_it) both_sides
      group by 1, 2, 4 having sum(n) <> 0;
  else
    -- A campaign that goes takes its sums along.
    insert into talky.lead_tallies (tenant_id, campaign_id, facet, value, leads)
      select b.tenant_id, b.campaign_id, 'status', b.status, -count(*) from before_it b
      where exists (select from talky.campaigns c where c.id = b.campaign_id) group by 1, 2, 4;
  end if;
  return null;
end $$;
create trigger tally_added after insert on talky.leads
  referencing new table as after_it for each statement execute function talky.tally_leads();
create trigger tally_changed after update on talky.leads
  referencing old table as before_it new table as after_it for each statement execute function talky.tally_leads();
create trigger tally_removed after delete on talky.leads
  referencing old table as before_it for each statement execute function talky.tally_leads();

create function talky.tally_reach() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    insert into talky.lead_tallies (tenant_id, campaign_id, facet, value, leads)
      select r.tenant_id, r.campaign_id, v.facet, v.value, count(*) from after_it r,
        lateral (values ('telephony_result', r.last_result), ('disposition', r.last_disposition)) v(facet, value)
      where v.value is not null group by 1, 2, 3, 4;
  elsif tg_op = 'UPDATE' then
    insert into talky.lead_tallies (tenant_id, campaign_id, facet, value, leads)
      select r.tenant_id, r.campaign_id, v.facet, v.value, sum(r.n) from (
        select tenant_id, campaign_id, last_result, last_disposition, 1 as n from after_it
        union all select tenant_id, campaign_id, last_result, last_disposition, -1 from before_it) r,
        lateral (values ('telephony_result', r.last_result), ('disposition', r.last_disposition)) v(facet, value)
      where v.value is not null group by 1, 2, 3, 4 having sum(r.n) <> 0;
  else
    insert into talky.lead_tallies (tenant_id, campaign_id, facet, value, leads)
      select r.tenant_id, r.campaign_id, v.facet, v.value, -count(*) from before_it r,
        lateral (values ('telephony_result', r.last_result), ('disposition', r.last_disposition)) v(facet, value)
      where v.value is not null and exists (select from talky.campaigns c where c.id = r.campaign_id) group by 1, 2, 3, 4;
  end if;
  return null;
end $$;
create trigger tally_added after insert on talky.lead_reach
  referencing new table as after_it for each statement execute function talky.tally_reach();
create trigger tally_changed after update on talky.lead_reach
  referencing old table as before_it new table as after_it for each statement execute function talky.tally_reach();
create trigger tally_removed after delete on talky.lead_reach
  referencing old table as before_it for each statement execute function talky.tally_reach();

create function talky.forget_lead_tallies() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from talky.lead_tallies where campaign_id = old.id;
  return null;
end $$;
create trigger forget_leads after delete on talky.campaigns for each row execute function talky.forget_lead_tallies();

create function talky.make_lead_tallies() returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from talky.lead_tallies;
  insert into talky.lead_tallies (tenant_id, campaign_id, facet, value, leads)
    select tenant_id, campaign_id, 'status', status, count(*) from talky.leads group by 1, 2, 4
    union all
    select tenant_id, campaign_id, 'telephony_result', last_result, count(*) from talky.lead_reach
      where last_result is not null group by 1, 2, 4
    union all
    select tenant_id, campaign_id, 'disposition', last_disposition, count(*) from talky.lead_reach
      where last_disposition is not null group by 1, 2, 4;
end $$;
create or replace function talky.make_tallies() returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from talky.reply_weeks;
  perform talky.make_call_tallies();
  perform talky.make_charge_tallies();
  perform talky.make_lead_tallies();
end $$;
revoke all on function talky.tally_leads(), talky.tally_reach(), talky.forget_lead_tallies(), talky.make_lead_tallies()
  from public;
select talky.make_lead_tallies();

-- What only these counts were for; and what goes with a campaign is found by it.
drop index talky.lead_reach_last, talky.lead_reach_tenant;
create index lead_reach_campaign on talky.lead_reach (tenant_id, campaign_id);
