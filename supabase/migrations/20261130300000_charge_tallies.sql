-- What the calls of a month (UTC) took of each provider, and what that cost: the page of usage sums months, not calls. The rows
-- of a campaign are written under the lock that `tally_cells` takes, by triggers whose names come after those that take it.
create table talky.charge_tallies (
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  campaign_id uuid not null,
  month timestamptz not null,
  service text not null check (service in ('telephony', 'stt', 'llm', 'tts')),
  provider text not null,
  model text not null,
  quantity numeric not null default 0,
  cost_micros bigint not null default 0,
  primary key (campaign_id, month, service, provider, model),
  foreign key (tenant_id, campaign_id) references talky.campaigns (tenant_id, id) on delete cascade
) with (fillfactor = 70);
create index charge_tallies_tenant on talky.charge_tallies (tenant_id, month);
alter table talky.charge_tallies enable row level security;
create policy charge_tallies_read on talky.charge_tallies for select to talky_request
  using (tenant_id = (select talky.current_tenant_id()));
grant select on talky.charge_tallies to talky_request;

create function talky.tally_charges_of(k talky.calls, sign integer) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if sign < 0 then
    update talky.charge_tallies t set quantity = t.quantity - c.quantity, cost_micros = t.cost_micros - c.cost_micros
    from (
      select c.service, c.provider, c.model, sum(c.quantity) as quantity, sum(c.cost_micros) as cost_micros
      from jsonb_to_recordset(k.charges) as c(service text, provider text, model text, quantity numeric, cost_micros bigint)
      group by 1, 2, 3) c
    where t.campaign_id = k.campaign_id and t.month = talky.month_of(k.requested_at)
      and (t.service, t.provider, t.model) = (c.service, c.provider, c.model);
  else
    insert into talky.charge_tallies as t (tenant_id, campaign_id, month, service, provider, model, quantity, cost_micros)
    select k.tenant_id, k.campaign_id, talky.month_of(k.requested_at), c.service, c.provider, c.model, sum(c.quantity),
      sum(c.cost_micros)
    from jsonb_to_recordset(k.charges) as c(service text, provider text, model text, quantity numeric, cost_micros bigint)
    group by c.service, c.provider, c.model
    on conflict (campaign_id, month, service, provider, model) do update
      set quantity = t.quantity + excluded.quantity, cost_micros = t.cost_micros + excluded.cost_micros;
  end if;
end $$;

create function talky.tally_charges() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and (old.settled_at is null) = (new.settled_at is null)
    and (old.charges, old.requested_at) = (new.charges, new.requested_at) then return null; end if;
  if tg_op <> 'INSERT' and old.settled_at is not null then perform talky.tally_charges_of(old, -1); end if;
  if tg_op <> 'DELETE' and new.settled_at is not null then perform talky.tally_charges_of(new, 1); end if;
  return null;
end $$;
create trigger tally_added_charges after insert on talky.calls for each row
  when (new.settled_at is not null) execute function talky.tally_charges();
create trigger tally_changed_charges after update on talky.calls for each row
  when (old.settled_at is not null or new.settled_at is not null) execute function talky.tally_charges();
create trigger tally_removed_charges after delete on talky.calls for each row
  when (old.settled_at is not null) execute function talky.tally_charges();

alter function talky.make_tallies() rename to make_call_tallies;
create function talky.make_charge_tallies() returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from talky.charge_tallies;
  insert into talky.charge_tallies
    select k.tenant_id, k.campaign_id, talky.month_of(k.requested_at), c.service, c.provider, c.model, sum(c.quantity),
      sum(c.cost_micros)
    from talky.calls k,
      jsonb_to_recordset(k.charges) as c(service text, provider text, model text, quantity numeric, cost_micros bigint)
    where k.settled_at is not null group by 1, 2, 3, 4, 5, 6;
end $$;
-- All sums anew from the calls: for a migration, a repair, and the test that compares.
create function talky.make_tallies() returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform talky.make_call_tallies();
  perform talky.make_charge_tallies();
end $$;
select talky.make_charge_tallies();

revoke all on function talky.tally_charges_of(talky.calls, integer), talky.tally_charges(), talky.make_charge_tallies(),
  talky.make_tallies() from public;

-- What calls that go on have set aside of a plan.
create index usage_ledger_open on talky.usage_ledger (tenant_id) include (reserved_at, reserved_s) where settled_at is null;
