-- What each calendar month (UTC) has taken of a plan: the gate asks before every dial, so the ledger is summed as it grows.
create table talky.usage_months (
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  month timestamptz not null,
  -- Seconds used, and those that open calls have reserved.
  seconds double precision not null default 0,
  primary key (tenant_id, month)
);
alter table talky.usage_months enable row level security;
create policy usage_months_read on talky.usage_months for select to talky_request
  using (tenant_id = talky.current_tenant_id());
create policy usage_months_worker on talky.usage_months for all to talky_worker using (true) with check (true);
grant select on talky.usage_months to talky_request;
grant select, insert, update on talky.usage_months to talky_worker;

create function talky.month_of(at timestamptz) returns timestamptz
language sql immutable as $$ select date_trunc('month', at at time zone 'UTC') at time zone 'UTC' $$;

-- A row that goes (its call never reached the carrier) gives back what it held.
create function talky.add_up_usage() returns trigger
language plpgsql as $$
declare
  row_now talky.usage_ledger := case when tg_op = 'DELETE' then old else new end;
  change double precision := 0;
begin
  if tg_op <> 'INSERT' then change := change - coalesce(old.used_s, old.reserved_s); end if;
  if tg_op <> 'DELETE' then change := change + coalesce(new.used_s, new.reserved_s); end if;
  if change = 0 then return null; end if;
  update talky.usage_months m set seconds = m.seconds + change
    where m.tenant_id = row_now.tenant_id and m.month = talky.month_of(row_now.reserved_at);
  -- A tenant that goes takes its months along before its ledger.
  if not found and tg_op <> 'DELETE' then
    insert into talky.usage_months (tenant_id, month, seconds)
      values (row_now.tenant_id, talky.month_of(row_now.reserved_at), change)
      on conflict (tenant_id, month) do update set seconds = talky.usage_months.seconds + change;
  end if;
  return null;
end $$;
revoke all on function talky.month_of(timestamptz), talky.add_up_usage() from public;
grant execute on function talky.month_of(timestamptz), talky.add_up_usage() to talky_worker;

insert into talky.usage_months (tenant_id, month, seconds)
select tenant_id, talky.month_of(reserved_at), sum(coalesce(used_s, reserved_s)) from talky.usage_ledger group by 1, 2;
create trigger add_up after insert or update of used_s, reserved_s or delete on talky.usage_ledger
  for each row execute function talky.add_up_usage();
