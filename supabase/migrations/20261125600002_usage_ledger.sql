-- What a call takes from the plan: reserved in the step that writes the call's row, settled once when its outcome stands.
create table talky.usage_ledger (
  call_id uuid primary key,
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  campaign_id uuid not null,
  reserved_s integer not null check (reserved_s > 0),
  reserved_at timestamptz not null,
  -- As long as the call was; null: it is not over.
  used_s double precision check (used_s >= 0),
  settled_at timestamptz,
  foreign key (tenant_id, call_id) references talky.calls (tenant_id, id) on delete cascade,
  foreign key (tenant_id, campaign_id) references talky.campaigns (tenant_id, id) on delete cascade,
  check ((used_s is null) = (settled_at is null))
);
create index usage_ledger_month on talky.usage_ledger (tenant_id, reserved_at) include (reserved_s, used_s);
alter table talky.usage_ledger enable row level security;
create policy usage_ledger_read on talky.usage_ledger for select to talky_request
  using (tenant_id = talky.current_tenant_id());
create policy usage_ledger_worker on talky.usage_ledger for all to talky_worker using (true) with check (true);
grant select on talky.usage_ledger to talky_request;
grant select, insert, update on talky.usage_ledger to talky_worker;

-- Calls from before the ledger; those still open reserve what they may take.
insert into talky.usage_ledger (call_id, tenant_id, campaign_id, reserved_s, reserved_at, used_s, settled_at)
select id, tenant_id, campaign_id, greatest(1, coalesce((snapshot -> 'calling' ->> 'max_call_duration_s')::integer, 600)),
  requested_at, case when settled_at is not null then coalesce(duration_s, 0) end, settled_at
from talky.calls;
