-- Reply times by the week (UTC, its Monday): a long period is read from these, and from days only at its ends. Kept from
-- what is written to `reply_times`, under the lock that `tally_cells` takes.
create table talky.reply_weeks (
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  campaign_id uuid not null,
  agent_id uuid,
  week date not null,
  stage text not null check (stage in ('stt', 'llm', 'tts', 'total')),
  ms integer not null,
  replies integer not null default 0,
  unique nulls not distinct (campaign_id, week, stage, ms, agent_id),
  foreign key (tenant_id, campaign_id) references talky.campaigns (tenant_id, id) on delete cascade
) with (fillfactor = 70);
create index reply_weeks_tenant on talky.reply_weeks (tenant_id, week);
alter table talky.reply_weeks enable row level security;
create policy reply_weeks_read on talky.reply_weeks for select to talky_request
  using (tenant_id = (select talky.current_tenant_id()));
grant select on talky.reply_weeks to talky_request;

-- 2001 began on a Monday.
create function talky.week_of(day date) returns date
language sql immutable parallel safe as $$ select day - (day - date '2001-01-01') % 7 $$;

create function talky.add_to_reply_weeks() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into talky.reply_weeks as w (tenant_id, campaign_id, agent_id, week, stage, ms, replies)
    select tenant_id, campaign_id, agent_id, talky.week_of(day), stage, ms, sum(replies) from added group by 1, 2, 3, 4, 5, 6
    on conflict (campaign_id, week, stage, ms, agent_id) do update
      set replies = w.replies + excluded.replies where excluded.replies <> 0;
  return null;
end $$;
create function talky.move_reply_weeks() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update talky.reply_weeks w set replies = w.replies + moved.replies
  from (
    select campaign_id, agent_id, talky.week_of(day) as week, stage, ms, sum(replies)::integer as replies
    from (
      select campaign_id, agent_id, day, stage, ms, replies from latter
      union all select campaign_id, agent_id, day, stage, ms, -replies from former) r
    group by 1, 2, 3, 4, 5 having sum(replies) <> 0) moved
  where (w.campaign_id, w.week, w.stage, w.ms) = (moved.campaign_id, moved.week, moved.stage, moved.ms)
    and w.agent_id is not distinct from moved.agent_id;
  return null;
end $$;
create trigger reply_weeks_added after insert on talky.reply_times referencing new table as added
  for each statement execute function talky.add_to_reply_weeks();
create trigger reply_weeks_moved after update on talky.reply_times referencing old table as former new table as latter
  for each statement execute function talky.move_reply_weeks();

create or replace function talky.make_tallies() returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from talky.reply_weeks;
  perform talky.make_call_tallies();
  perform talky.make_charge_tallies();
end $$;
revoke all on function talky.week_of(date), talky.add_to_reply_weeks(), talky.move_reply_weeks() from public;

insert into talky.reply_weeks
  select tenant_id, campaign_id, agent_id, talky.week_of(day), stage, ms, sum(replies) from talky.reply_times
  group by 1, 2, 3, 4, 5, 6;
