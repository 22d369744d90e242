-- How many jobs of each status and reason a campaign has. The dialer must not wait for a row that all its calls share, so
-- what changes is only ever added as a row; the sweep puts the rows of a campaign together. Their sum is always exact.
create table talky.job_tallies (
  id bigint generated always as identity primary key,
  tenant_id uuid not null,
  campaign_id uuid not null,
  status text not null,
  reason text,
  -- No attempt has reached the carrier.
  is_untouched boolean not null,
  jobs bigint not null
);
create index job_tallies_campaign on talky.job_tallies (campaign_id);
create index job_tallies_tenant on talky.job_tallies (tenant_id);
alter table talky.job_tallies enable row level security;
create policy job_tallies_read on talky.job_tallies for select to talky_request
  using (tenant_id = (select talky.current_tenant_id()));
create policy job_tallies_worker on talky.job_tallies for all to talky_worker using (true) with check (true);
grant select on talky.job_tallies to talky_request;
grant select, insert, update, delete on talky.job_tallies to talky_worker;

create function talky.tally_jobs() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    insert into talky.job_tallies (tenant_id, campaign_id, status, reason, is_untouched, jobs)
      select tenant_id, campaign_id, status, reason, attempts = 0, count(*) from after_it group by 1, 2, 3, 4, 5;
  elsif tg_op = 'UPDATE' then
    insert into talky.job_tallies (tenant_id, campaign_id, status, reason, is_untouched, jobs)
      select tenant_id, campaign_id, status, reason, is_untouched, sum(n) from (
        select tenant_id, campaign_id, status, reason, attempts = 0 as is_untouched, 1 as n from after_it
        union all
        select tenant_id, campaign_id, status, reason, attempts = 0, -1 from before_it) both_sides
      group by 1, 2, 3, 4, 5 having sum(n) <> 0;
  else
    -- A campaign that goes takes its sums along.
    insert into talky.job_tallies (tenant_id, campaign_id, status, reason, is_untouched, jobs)
      select b.tenant_id, b.campaign_id, b.status, b.reason, b.attempts = 0, -count(*) from before_it b
      where exists (select from talky.campaigns c where c.id = b.campaign_id) group by 1, 2, 3, 4, 5;
  end if;
  return null;
end $$;
create function talky.forget_job_tallies() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from talky.job_tallies where campaign_id = old.id;
  return null;
end $$;
revoke all on function talky.tally_jobs(), talky.forget_job_tallies() from public;

insert into talky.job_tallies (tenant_id, campaign_id, status, reason, is_untouched, jobs)
select tenant_id, campaign_id, status, reason, attempts = 0, count(*) from talky.dialer_jobs group by 1, 2, 3, 4, 5;
create trigger tally_added after insert on talky.dialer_jobs
  referencing new table as after_it for each statement execute function talky.tally_jobs();
create trigger tally_changed after update on talky.dialer_jobs
  referencing old table as before_it new table as after_it for each statement execute function talky.tally_jobs();
create trigger tally_removed after delete on talky.dialer_jobs
  referencing old table as before_it for each statement execute function talky.tally_jobs();
create trigger forget_jobs after delete on talky.campaigns for each row execute function talky.forget_job_tallies();

-- When the next job of each reason is due.
create index jobs_reason_due on talky.dialer_jobs (campaign_id, reason, next_attempt_at)
  where next_attempt_at is not null and reason is not null;
