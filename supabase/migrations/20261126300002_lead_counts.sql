-- How many leads each campaign has, deleted ones aside: kept, since to count a million takes seconds. The dialer never
-- waits for it: only a lead that comes or goes changes a row here.
create table talky.lead_counts (
  campaign_id uuid primary key,
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  leads bigint not null check (leads >= 0),
  foreign key (tenant_id, campaign_id) references talky.campaigns (tenant_id, id) on delete cascade
);
create index lead_counts_tenant on talky.lead_counts (tenant_id);
alter table talky.lead_counts enable row level security;
create policy lead_counts_read on talky.lead_counts for select to talky_request
  using (tenant_id = talky.current_tenant_id());
create policy lead_counts_worker on talky.lead_counts for select to talky_worker using (true);
grant select on talky.lead_counts to talky_request, talky_worker;

create function talky.count_leads() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    insert into talky.lead_counts as c (campaign_id, tenant_id, leads)
      select campaign_id, tenant_id, count(*) from after_it where status <> 'deleted' group by 1, 2 order by 1
      on conflict (campaign_id) do update set leads = c.leads + excluded.leads;
  elsif tg_op = 'UPDATE' then
    update talky.lead_counts c set leads = c.leads + d.more
      from (select campaign_id, sum(n) as more from (
          select campaign_id, count(*) as n from after_it where status <> 'deleted' group by 1
          union all
          select campaign_id, -count(*) from before_it where status <> 'deleted' group by 1) both_sides
        group by 1 having sum(n) <> 0) d
      where c.campaign_id = d.campaign_id;
  else
    update talky.lead_counts c set leads = c.leads - d.n
      from (select campaign_id, count(*) as n from before_it where status <> 'deleted' group by 1) d
      where c.campaign_id = d.campaign_id;
  end if;
  return null;
end $$;
revoke all on function talky.count_leads() from public;
create trigger count_added after insert on talky.leads
  referencing new table as after_it for each statement execute function talky.count_leads();
create trigger count_changed after update on talky.leads
  referencing old table as before_it new table as after_it for each statement execute function talky.count_leads();
create trigger count_removed after delete on talky.leads
  referencing old table as before_it for each statement execute function talky.count_leads();

insert into talky.lead_counts (campaign_id, tenant_id, leads)
select campaign_id, tenant_id, count(*) from talky.leads where status <> 'deleted' group by 1, 2;
