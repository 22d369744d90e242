-- What a campaign may cost at most, in micros; null: whatever it costs.
alter table talky.campaigns add column budget_micros bigint check (budget_micros >= 0);

-- Beside the seconds, what a call may cost at most, and what it did cost.
alter table talky.usage_ledger
  add column reserved_micros bigint not null default 0 check (reserved_micros >= 0),
  add column used_micros bigint check (used_micros >= 0);

-- What each campaign has spent, and what its open calls may yet: the gate asks before every dial, so the ledger is summed as
-- it grows.
create table talky.campaign_spend (
  campaign_id uuid primary key,
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  spent_micros bigint not null default 0,
  reserved_micros bigint not null default 0,
  foreign key (tenant_id, campaign_id) references talky.campaigns (tenant_id, id) on delete cascade
);
create index campaign_spend_tenant on talky.campaign_spend (tenant_id);
alter table talky.campaign_spend enable row level security;
create policy campaign_spend_read on talky.campaign_spend for select to talky_request
  using (tenant_id = talky.current_tenant_id());
create policy campaign_spend_worker on talky.campaign_spend for all to talky_worker using (true) with check (true);
grant select on talky.campaign_spend to talky_request;
grant select, insert, update on talky.campaign_spend to talky_worker;

-- A row that goes (its call never reached the carrier) gives back what it held. The months first, then the campaign: in one
-- order everywhere.
create or replace function talky.add_up_usage() returns trigger
language plpgsql as $$
declare
  row_now talky.usage_ledger := case when tg_op = 'DELETE' then old else new end;
  seconds_more double precision := 0;
  spent_more bigint := 0;
  reserved_more bigint := 0;
begin
  if tg_op <> 'INSERT' then
    seconds_more := seconds_more - coalesce(old.used_s, old.reserved_s);
    spent_more := spent_more - coalesce(old.used_micros, 0);
    reserved_more := reserved_more - case when old.settled_at is null then old.reserved_micros else 0 end;
  end if;
  if tg_op <> 'DELETE' then
    seconds_more := seconds_more + coalesce(new.used_s, new.reserved_s);
    spent_more := spent_more + coalesce(new.used_micros, 0);
    reserved_more := reserved_more + case when new.settled_at is null then new.reserved_micros else 0 end;
  end if;
  if seconds_more <> 0 then
    update talky.usage_months m set seconds = m.seconds + seconds_more
      where m.tenant_id = row_now.tenant_id and m.month = talky.month_of(row_now.reserved_at);
    -- A tenant that goes takes its months along before its ledger.
    if not found and tg_op <> 'DELETE' then
      insert into talky.usage_months (tenant_id, month, seconds)
        values (row_now.tenant_id, talky.month_of(row_now.reserved_at), seconds_more)
        on conflict (tenant_id, month) do update set seconds = talky.usage_months.seconds + seconds_more;
    end if;
  end if;
  if spent_more <> 0 or reserved_more <> 0 then
    update talky.campaign_spend c
      set spent_micros = c.spent_micros + spent_more, reserved_micros = c.reserved_micros + reserved_more
      where c.campaign_id = row_now.campaign_id;
    if not found and tg_op <> 'DELETE' then
      insert into talky.campaign_spend as c (campaign_id, tenant_id, spent_micros, reserved_micros)
        values (row_now.campaign_id, row_now.tenant_id, spent_more, reserved_more)
        on conflict (campaign_id) do update
          set spent_micros = c.spent_micros + spent_more, reserved_micros = c.reserved_micros + reserved_more;
    end if;
  end if;
  return null;
end $$;
drop trigger add_up on talky.usage_ledger;
create trigger add_up after insert or update of used_s, reserved_s, used_micros, reserved_micros or delete
  on talky.usage_ledger for each row execute function talky.add_up_usage();

-- Calls from before: what they are known to have cost.
update talky.usage_ledger u set used_micros = k.telephony_micros + k.stt_micros + k.llm_micros + k.tts_micros
from talky.calls k where k.id = u.call_id and u.settled_at is not null;
alter table talky.usage_ledger add check ((used_micros is null) = (settled_at is null));
