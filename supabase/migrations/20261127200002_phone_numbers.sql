-- The numbers from which a tenant calls; a tenant that has none calls from the platform's own.
create table talky.phone_numbers (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  phone_number text not null check (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  label text not null default '',
  -- Calls a day (UTC) at most: a number that calls too often is marked as a nuisance.
  daily_cap integer not null check (daily_cap between 1 and 10000),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant_id, phone_number)
);
create trigger touch before update on talky.phone_numbers for each row execute function talky.touch_updated_at();
alter table talky.phone_numbers enable row level security;
create policy phone_numbers_read on talky.phone_numbers for select to talky_request
  using (tenant_id = talky.current_tenant_id());
create policy phone_numbers_insert on talky.phone_numbers for insert to talky_request
  with check (tenant_id = talky.current_tenant_id() and talky.current_role_name() in ('owner', 'admin'));
create policy phone_numbers_update on talky.phone_numbers for update to talky_request
  using (tenant_id = talky.current_tenant_id() and talky.current_role_name() in ('owner', 'admin'))
  with check (tenant_id = talky.current_tenant_id());
create policy phone_numbers_delete on talky.phone_numbers for delete to talky_request
  using (tenant_id = talky.current_tenant_id() and talky.current_role_name() in ('owner', 'admin'));
create policy phone_numbers_worker on talky.phone_numbers for select to talky_worker using (true);
grant select, insert, update, delete on talky.phone_numbers to talky_request;
grant select on talky.phone_numbers to talky_worker;

-- How often each of them has called on a day. By the number itself: one that is taken off and put back has called all the same.
create table talky.phone_number_days (
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  phone_number text not null,
  day date not null,
  calls integer not null check (calls >= 0),
  primary key (tenant_id, phone_number, day)
);
alter table talky.phone_number_days enable row level security;
create policy phone_number_days_read on talky.phone_number_days for select to talky_request
  using (tenant_id = talky.current_tenant_id());
create policy phone_number_days_worker on talky.phone_number_days for all to talky_worker using (true) with check (true);
grant select on talky.phone_number_days to talky_request;
grant select, insert, update on talky.phone_number_days to talky_worker;

-- Those that wait for a number to call from: they are asked about again as soon as the numbers change.
create index jobs_without_number on talky.dialer_jobs (tenant_id)
  where reason = 'no_caller_id' and status in ('pending', 'retry_scheduled');
