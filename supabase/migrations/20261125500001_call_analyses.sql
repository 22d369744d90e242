-- What a campaign wants to know from each call: [{"name","type","description","choices"?}].
alter table talky.campaigns
  add column extraction_fields jsonb not null default '[]' check (jsonb_typeof(extraction_fields) = 'array');

-- What a language model made of a call when it was over. `request` counts how often it was asked for.
create table talky.call_analyses (
  call_id uuid primary key,
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  status text not null default 'pending' check (status in ('pending', 'done', 'failed')),
  request integer not null default 1 check (request >= 1),
  attempts integer not null default 0 check (attempts >= 0),
  failure text,
  summary text,
  sentiment text check (sentiment in ('positive', 'neutral', 'negative')),
  goal_reached boolean,
  outcome_reason text,
  key_points jsonb not null default '[]' check (jsonb_typeof(key_points) = 'array'),
  -- The fields that were asked for, each with what was found: [{"name","type","description","value"}].
  extracted jsonb not null default '[]' check (jsonb_typeof(extracted) = 'array'),
  model text,
  prompt_tokens integer,
  completion_tokens integer,
  requested_at timestamptz not null default now(),
  attempted_at timestamptz,
  finished_at timestamptz,
  foreign key (tenant_id, call_id) references talky.calls (tenant_id, id) on delete cascade,
  check ((status = 'failed') = (failure is not null)),
  check ((status = 'pending') = (finished_at is null)),
  check (status <> 'done' or (summary is not null and sentiment is not null and goal_reached is not null))
);
create index call_analyses_tenant on talky.call_analyses (tenant_id);
create index call_analyses_waiting on talky.call_analyses (requested_at) where status = 'pending';
alter table talky.call_analyses enable row level security;
create policy call_analyses_read on talky.call_analyses for select to talky_request using (tenant_id = talky.current_tenant_id());
create policy call_analyses_ask on talky.call_analyses for insert to talky_request with check (tenant_id = talky.current_tenant_id());
create policy call_analyses_ask_again on talky.call_analyses for update to talky_request
  using (tenant_id = talky.current_tenant_id()) with check (tenant_id = talky.current_tenant_id());
create policy call_analyses_worker on talky.call_analyses for all to talky_worker using (true) with check (true);
grant select, insert (call_id, tenant_id),
  update (status, request, attempts, failure, requested_at, attempted_at, finished_at) on talky.call_analyses to talky_request;
grant select, insert, update on talky.call_analyses to talky_worker;
