-- How long a tenant's data is kept, in days; null: for good. Without a row the column's defaults hold
-- (`lib/domain/retention.ts` says the same, and a test compares both).
create table talky.data_retention (
  tenant_id uuid primary key references talky.tenants (id) on delete cascade,
  recordings_days integer default 90 check (recordings_days between 1 and 3650),
  transcripts_days integer default 365 check (transcripts_days between 1 and 3650),
  events_days integer default 365 check (events_days between 1 and 3650),
  updated_at timestamptz not null default now()
);
create trigger touch before update on talky.data_retention for each row execute function talky.touch_updated_at();
alter table talky.data_retention enable row level security;
create policy data_retention_read on talky.data_retention for select to talky_request
  using (tenant_id = (select talky.current_tenant_id()));
create policy data_retention_insert on talky.data_retention for insert to talky_request
  with check (tenant_id = (select talky.current_tenant_id()) and (select talky.current_role_name()) in ('owner', 'admin'));
create policy data_retention_update on talky.data_retention for update to talky_request
  using (tenant_id = (select talky.current_tenant_id()) and (select talky.current_role_name()) in ('owner', 'admin'))
  with check (tenant_id = (select talky.current_tenant_id()));
create policy data_retention_worker on talky.data_retention for select to talky_worker using (true);
grant select, insert (tenant_id, recordings_days, transcripts_days, events_days),
  update (recordings_days, transcripts_days, events_days) on talky.data_retention to talky_request;
grant select on talky.data_retention to talky_worker;

-- When the worker last found nothing more to remove of a tenant's: its own book, which no request reads.
create table talky.retention_sweeps (
  swept_tenant uuid primary key references talky.tenants (id) on delete cascade,
  swept_at timestamptz not null
);
alter table talky.retention_sweeps enable row level security;
create policy retention_sweeps_worker on talky.retention_sweeps for all to talky_worker using (true) with check (true);
grant select, insert, update on talky.retention_sweeps to talky_worker;

-- Files whose rows are gone: removed from the storage afterwards, however often that has to be tried.
create table talky.doomed_files (
  bucket text not null check (bucket in ('recordings', 'imports')),
  path text not null,
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  doomed_at timestamptz not null default now(),
  primary key (bucket, path)
);
create index doomed_files_tenant on talky.doomed_files (tenant_id);
create index doomed_files_next on talky.doomed_files (doomed_at);
alter table talky.doomed_files enable row level security;
create policy doomed_files_worker on talky.doomed_files for all to talky_worker using (true) with check (true);
grant select, insert, update, delete on talky.doomed_files to talky_worker;

-- What was said in a call, and what happened in it, is gone.
alter table talky.calls add column words_removed_at timestamptz, add column events_removed_at timestamptz;
create index calls_with_words on talky.calls (tenant_id, requested_at)
  where words_removed_at is null and settled_at is not null;
create index calls_with_events on talky.calls (tenant_id, requested_at)
  where events_removed_at is null and settled_at is not null;
-- Written in the order of time, so that a few pages' worth of summaries finds the old ones.
create index call_events_old on talky.call_events using brin (at);
alter table talky.imports add column file_removed_at timestamptz;
create index imports_with_file on talky.imports (tenant_id, finished_at) where file_removed_at is null;

grant delete on talky.recordings, talky.turns, talky.call_events, talky.call_analyses, talky.import_errors to talky_worker;
create policy import_uploads_worker on talky.import_uploads for all to talky_worker using (true) with check (true);
grant select, delete on talky.import_uploads to talky_worker;
