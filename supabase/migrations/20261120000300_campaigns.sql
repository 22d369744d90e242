create table talky.campaigns (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  name text not null check (length(trim(name)) between 1 and 160),
  description text not null default '',
  goal text not null check (length(trim(goal)) between 1 and 2000),
  system_prompt text not null default '',
  agent_id uuid,
  voice_id text,
  purpose text not null default 'transactional' check (purpose in ('transactional', 'marketing', 'research')),
  max_concurrent_calls integer not null default 10 check (max_concurrent_calls between 1 and 1000),
  max_attempts integer not null default 3 check (max_attempts between 1 and 10),
  script_config jsonb not null default '{}',
  calling_config jsonb not null default '{}',
  status text not null default 'draft'
    check (status in ('draft', 'scheduled', 'running', 'paused', 'completed', 'stopped')),
  pause_reason text,
  started_at timestamptz,
  completed_at timestamptz,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  unique (tenant_id, id),
  foreign key (tenant_id, agent_id) references talky.agents (tenant_id, id),
  check (pause_reason is null or status = 'paused'),
  check (status in ('draft', 'scheduled') or started_at is not null),
  check ((status in ('completed', 'stopped')) = (completed_at is not null)),
  check (deleted_at is null or status <> 'running')
);
create index campaigns_list on talky.campaigns (tenant_id, created_at desc, id desc) where deleted_at is null;
create index campaigns_running on talky.campaigns (id) where status = 'running';
create trigger touch before update on talky.campaigns for each row execute function talky.touch_updated_at();
alter table talky.campaigns enable row level security;
create policy campaigns_tenant on talky.campaigns for all to talky_request
  using (tenant_id = talky.current_tenant_id()) with check (tenant_id = talky.current_tenant_id());
create policy campaigns_worker on talky.campaigns for select to talky_worker using (true);
create policy campaigns_worker_update on talky.campaigns for update to talky_worker using (true) with check (true);
grant select, insert, update on talky.campaigns to talky_request;
grant select, update on talky.campaigns to talky_worker;

create table talky.imports (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  campaign_id uuid not null,
  file_name text not null,
  file_path text not null,
  bytes bigint not null check (bytes >= 0),
  mapping jsonb,
  default_country text check (default_country ~ '^[A-Z]{2}$'),
  skip_duplicates boolean not null default true,
  status text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed', 'undone')),
  total_rows integer not null default 0,
  imported integer not null default 0,
  updated integer not null default 0,
  duplicates_skipped integer not null default 0,
  rejected integer not null default 0,
  errors jsonb not null default '[]',
  failure text,
  created_by uuid,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  unique (tenant_id, id),
  foreign key (tenant_id, campaign_id) references talky.campaigns (tenant_id, id) on delete cascade,
  check (status <> 'done' or total_rows = imported + updated + duplicates_skipped + rejected),
  check ((status = 'failed') = (failure is not null)),
  check ((status in ('queued', 'running')) = (finished_at is null))
);
create index imports_campaign on talky.imports (tenant_id, campaign_id, created_at desc);
create index imports_open on talky.imports (created_at) where status in ('queued', 'running');
alter table talky.imports enable row level security;
create policy imports_tenant on talky.imports for all to talky_request
  using (tenant_id = talky.current_tenant_id()) with check (tenant_id = talky.current_tenant_id());
create policy imports_worker on talky.imports for select to talky_worker using (true);
create policy imports_worker_update on talky.imports for update to talky_worker using (true) with check (true);
grant select, insert on talky.imports to talky_request;
grant select, update on talky.imports to talky_worker;

create table talky.leads (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  campaign_id uuid not null,
  phone_number text not null check (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  first_name text,
  last_name text,
  email text,
  timezone text,
  priority integer not null default 5 check (priority between 1 and 10),
  is_high_value boolean not null default false,
  tags text[] not null default '{}',
  custom_fields jsonb not null default '{}',
  status text not null default 'pending' check (status in ('pending', 'in_progress', 'done', 'blocked', 'deleted')),
  import_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant_id, id),
  unique (campaign_id, id),
  foreign key (tenant_id, campaign_id) references talky.campaigns (tenant_id, id) on delete cascade,
  foreign key (tenant_id, import_id) references talky.imports (tenant_id, id)
);
create unique index leads_number_once on talky.leads (campaign_id, phone_number) where status <> 'deleted';
create index leads_list on talky.leads (campaign_id, created_at desc, id desc) where status <> 'deleted';
create index leads_tenant_number on talky.leads (tenant_id, phone_number);
create trigger touch before update on talky.leads for each row execute function talky.touch_updated_at();
alter table talky.leads enable row level security;
create policy leads_tenant on talky.leads for all to talky_request
  using (tenant_id = talky.current_tenant_id()) with check (tenant_id = talky.current_tenant_id());
create policy leads_worker on talky.leads for all to talky_worker using (true) with check (true);
grant select, insert, update on talky.leads to talky_request;
grant select, insert, update on talky.leads to talky_worker;

create table talky.dnc_entries (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  -- null: the whole tenant.
  campaign_id uuid,
  phone_number text not null check (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  reason text not null default '',
  source text not null check (source in ('call', 'user', 'import', 'api')),
  call_id uuid,
  created_by text,
  created_at timestamptz not null default now(),
  foreign key (tenant_id, campaign_id) references talky.campaigns (tenant_id, id) on delete cascade
);
create unique index dnc_tenant_number on talky.dnc_entries (tenant_id, phone_number) where campaign_id is null;
create unique index dnc_campaign_number on talky.dnc_entries (tenant_id, campaign_id, phone_number) where campaign_id is not null;
alter table talky.dnc_entries enable row level security;
create policy dnc_tenant on talky.dnc_entries for all to talky_request
  using (tenant_id = talky.current_tenant_id()) with check (tenant_id = talky.current_tenant_id());
create policy dnc_worker on talky.dnc_entries for all to talky_worker using (true) with check (true);
grant select, insert, delete on talky.dnc_entries to talky_request;
grant select, insert on talky.dnc_entries to talky_worker;
