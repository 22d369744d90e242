-- How a file is read and what becomes of its rows, chosen and found.
alter table talky.imports
  add column workspace_duplicates text not null default 'add' check (workspace_duplicates in ('add', 'skip')),
  add column do_not_call text not null default 'add' check (do_not_call in ('add', 'reject')),
  add column reading jsonb not null default '{}',
  add column detected jsonb,
  -- Of `bytes`, for the progress.
  add column bytes_read bigint not null default 0 check (bytes_read >= 0);

alter table talky.leads
  -- As the numbering plan has it: two letters (null for satellite and the like), and mobile, fixed_line, …
  add column country text check (country ~ '^[A-Z]{2}$'),
  add column phone_type text;
create index leads_import on talky.leads (import_id) where import_id is not null;

alter table talky.imports
  -- The file's columns in order, [{"name","use"}], as they were found at the first reading.
  add column columns jsonb;
-- Undone from a request.
create policy imports_undo on talky.imports for update to talky_request
  using (tenant_id = talky.current_tenant_id()) with check (tenant_id = talky.current_tenant_id());
grant update (status, finished_at) on talky.imports to talky_request;

-- Every rejected row, whole, for the error file.
create table talky.import_errors (
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  import_id uuid not null,
  row integer not null check (row >= 1),
  column_name text,
  code text not null,
  message text not null,
  cells jsonb not null,
  primary key (import_id, row),
  foreign key (tenant_id, import_id) references talky.imports (tenant_id, id) on delete cascade
);
create index import_errors_tenant on talky.import_errors (tenant_id);
alter table talky.import_errors enable row level security;
create policy import_errors_read on talky.import_errors for select to talky_request using (tenant_id = talky.current_tenant_id());
create policy import_errors_worker on talky.import_errors for all to talky_worker using (true) with check (true);
grant select on talky.import_errors to talky_request;
grant select, insert on talky.import_errors to talky_worker;

-- What an update from a file has overwritten, so that it can be undone.
create table talky.import_updates (
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  import_id uuid not null,
  lead_id uuid not null,
  before jsonb not null,
  primary key (import_id, lead_id),
  foreign key (tenant_id, import_id) references talky.imports (tenant_id, id) on delete cascade,
  foreign key (tenant_id, lead_id) references talky.leads (tenant_id, id) on delete cascade
);
create index import_updates_tenant on talky.import_updates (tenant_id);
create index import_updates_lead on talky.import_updates (lead_id);
alter table talky.import_updates enable row level security;
create policy import_updates_tenant on talky.import_updates for select to talky_request using (tenant_id = talky.current_tenant_id());
create policy import_updates_worker on talky.import_updates for all to talky_worker using (true) with check (true);
grant select on talky.import_updates to talky_request;
grant select, insert on talky.import_updates to talky_worker;

-- A file that was uploaded to be looked at first.
create table talky.import_uploads (
  id uuid primary key,
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  campaign_id uuid not null,
  file_name text not null,
  file_path text not null,
  bytes bigint not null check (bytes >= 0),
  created_by uuid,
  created_at timestamptz not null default now(),
  foreign key (tenant_id, campaign_id) references talky.campaigns (tenant_id, id) on delete cascade
);
create index import_uploads_tenant on talky.import_uploads (tenant_id, created_at);
alter table talky.import_uploads enable row level security;
create policy import_uploads_tenant on talky.import_uploads for all to talky_request
  using (tenant_id = talky.current_tenant_id()) with check (tenant_id = talky.current_tenant_id());
grant select, insert, delete on talky.import_uploads to talky_request;

-- What a tenant made of a column, by its header in compact spelling.
create table talky.import_columns (
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  header text not null check (length(header) between 1 and 200),
  use text not null,
  used_at timestamptz not null default now(),
  primary key (tenant_id, header)
);
alter table talky.import_columns enable row level security;
create policy import_columns_tenant on talky.import_columns for all to talky_request
  using (tenant_id = talky.current_tenant_id()) with check (tenant_id = talky.current_tenant_id());
create policy import_columns_worker on talky.import_columns for select to talky_worker using (true);
grant select, insert, update, delete on talky.import_columns to talky_request;
grant select on talky.import_columns to talky_worker;
