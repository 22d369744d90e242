-- A call that is asked for by itself, without a campaign, is a campaign of one contact that the lists leave out: so it
-- passes the same gate and takes the same way as every other call.
alter table talky.campaigns add column is_single_call boolean not null default false;
drop index talky.campaigns_list;
create index campaigns_list on talky.campaigns (tenant_id, created_at desc, id desc)
  where deleted_at is null and not is_single_call;

-- The id that the job's first call will have, where somebody was told it before it was dialled.
alter table talky.dialer_jobs add column promised_call_id uuid;
create unique index jobs_promised_call on talky.dialer_jobs (promised_call_id) where promised_call_id is not null;

-- What was answered to a request that carried a key, so that the same request again does nothing twice.
create table talky.idempotency_keys (
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  key text not null check (length(key) between 1 and 255),
  -- What was asked for: the same key with another request is a mistake.
  request_hash text not null,
  -- null only until the request's transaction ends.
  answer jsonb,
  created_at timestamptz not null default now(),
  primary key (tenant_id, key)
);
create index idempotency_keys_old on talky.idempotency_keys (created_at);
alter table talky.idempotency_keys enable row level security;
create policy idempotency_keys_tenant on talky.idempotency_keys for all to talky_request
  using (tenant_id = talky.current_tenant_id()) with check (tenant_id = talky.current_tenant_id());
create policy idempotency_keys_worker on talky.idempotency_keys for all to talky_worker using (true) with check (true);
grant select, insert, update on talky.idempotency_keys to talky_request;
grant select, delete on talky.idempotency_keys to talky_worker;
