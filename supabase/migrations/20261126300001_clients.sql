-- A tenant's own customers, apart from campaigns; linked to leads and calls by nothing but the number.
create table talky.clients (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  name text not null check (length(trim(name)) between 1 and 200),
  company text,
  phone_number text check (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  email text,
  notes text not null default '' check (length(notes) <= 4000),
  tags text[] not null default '{}',
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- Out of the list and of the way; nothing of it is lost.
  archived_at timestamptz,
  unique (tenant_id, id)
);
create index clients_list on talky.clients (tenant_id, created_at desc, id desc);
create unique index clients_number on talky.clients (tenant_id, phone_number)
  where phone_number is not null and archived_at is null;
create trigger touch before update on talky.clients for each row execute function talky.touch_updated_at();
alter table talky.clients enable row level security;
create policy clients_tenant on talky.clients for all to talky_request
  using (tenant_id = talky.current_tenant_id()) with check (tenant_id = talky.current_tenant_id());
grant select, insert, update, delete on talky.clients to talky_request;
