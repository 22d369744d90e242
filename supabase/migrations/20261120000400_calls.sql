-- The intent to call one lead; survives attempts.
create table talky.dialer_jobs (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  campaign_id uuid not null,
  lead_id uuid not null unique,
  phone_number text not null check (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  status text not null default 'pending' check (status in
    ('pending', 'claimed', 'dialing', 'in_call', 'retry_scheduled', 'unknown', 'done', 'cancelled')),
  reason text check (reason in (
    'campaign_not_running', 'tenant_suspended', 'kill_switch', 'invalid_number', 'country_not_allowed',
    'number_class_not_allowed', 'reserved_number', 'do_not_call', 'consent_missing', 'already_in_call',
    'outside_window', 'outside_legal_hours', 'holiday', 'time_zone_unknown', 'cap_day', 'cap_week', 'cap_campaign',
    'min_gap', 'minutes_exhausted', 'budget_exhausted', 'no_caller_id', 'concurrency_platform', 'concurrency_tenant',
    'concurrency_campaign', 'carrier_rate',
    'max_attempts', 'outcome_final', 'opted_out', 'cancelled', 'reconciled', 'lost')),
  -- The gate's last word: {"allowed","reason","at","lookAgainAt","facts"}.
  verdict jsonb,
  priority integer not null default 5 check (priority between 1 and 10),
  next_attempt_at timestamptz,
  -- Attempts that reached the carrier; those that rang or were answered.
  attempts integer not null default 0 check (attempts >= 0),
  attempts_on_person integer not null default 0 check (attempts_on_person >= 0 and attempts_on_person <= attempts),
  -- Failures before ringing, in a row; they have a retry rule of their own.
  failures integer not null default 0 check (failures >= 0),
  claimed_by uuid,
  lease_until timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz,
  unique (tenant_id, id),
  foreign key (tenant_id, campaign_id) references talky.campaigns (tenant_id, id) on delete cascade,
  foreign key (campaign_id, lead_id) references talky.leads (campaign_id, id) on delete cascade,
  check ((status in ('pending', 'retry_scheduled')) = (next_attempt_at is not null)),
  check ((status = 'claimed') = (lease_until is not null)),
  check (status not in ('claimed', 'dialing', 'in_call') or claimed_by is not null),
  check ((status in ('done', 'cancelled')) = (finished_at is not null)),
  check (status not in ('done', 'cancelled') or reason is not null)
);
create index jobs_due on talky.dialer_jobs (campaign_id, priority desc, next_attempt_at)
  where status in ('pending', 'retry_scheduled');
create index jobs_active_campaign on talky.dialer_jobs (campaign_id)
  where status in ('claimed', 'dialing', 'in_call', 'unknown');
create index jobs_active_tenant on talky.dialer_jobs (tenant_id)
  where status in ('claimed', 'dialing', 'in_call', 'unknown');
create unique index jobs_one_active_number on talky.dialer_jobs (tenant_id, phone_number)
  where status in ('claimed', 'dialing', 'in_call', 'unknown');
create index jobs_leased on talky.dialer_jobs (lease_until) where status = 'claimed';
create index jobs_list on talky.dialer_jobs (campaign_id, created_at, id);
create trigger touch before update on talky.dialer_jobs for each row execute function talky.touch_updated_at();
alter table talky.dialer_jobs enable row level security;
create policy jobs_tenant on talky.dialer_jobs for all to talky_request
  using (tenant_id = talky.current_tenant_id()) with check (tenant_id = talky.current_tenant_id());
create policy jobs_worker on talky.dialer_jobs for all to talky_worker using (true) with check (true);
grant select, insert, update on talky.dialer_jobs to talky_request;
grant select, insert, update on talky.dialer_jobs to talky_worker;

-- One attempt. The row stands before the carrier is asked.
create table talky.calls (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  campaign_id uuid not null,
  lead_id uuid not null,
  job_id uuid not null,
  attempt integer not null check (attempt >= 1),
  phone_number text not null check (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  from_number text not null,
  carrier text not null default 'vonage',
  carrier_call_id text unique,
  conversation_id text,
  carrier_state text not null default 'requested'
    check (carrier_state in ('requested', 'started', 'ringing', 'answered', 'ended', 'unknown')),
  telephony_result text check (telephony_result in
    ('answered', 'busy', 'no_answer', 'rejected', 'failed', 'invalid_number', 'cancelled', 'unknown')),
  answered_by text check (answered_by in ('human', 'voicemail', 'screening', 'ivr', 'fax', 'silence', 'unknown')),
  disposition text check (disposition in
    ('goal_achieved', 'not_interested', 'callback_requested', 'transferred', 'opted_out', 'wrong_number',
     'voicemail_left', 'voicemail_no_message', 'hung_up', 'no_goal', 'no_response', 'language_barrier', 'error')),
  -- The worker that dials it, where its audio socket is, and the hash of the one-time token that opens it.
  worker_id uuid not null,
  worker_url text not null,
  socket_token_hash text not null,
  snapshot jsonb not null,
  requested_at timestamptz not null default now(),
  ringing_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  -- An operator wants it ended; the worker's look at its calls finds it where the notification was lost.
  hangup_asked_at timestamptz,
  -- The conversation is over and its disposition stands (only where it was answered).
  session_ended_at timestamptz,
  -- The outcome went into the job; nothing changes after it.
  settled_at timestamptz,
  duration_s double precision check (duration_s >= 0),
  ended_by text check (ended_by in ('agent', 'callee', 'carrier', 'operator', 'limit', 'error')),
  end_reason text,
  callback_at timestamptz,
  time_to_first_word_ms integer,
  summary text,
  telephony_micros bigint not null default 0,
  stt_micros bigint not null default 0,
  llm_micros bigint not null default 0,
  tts_micros bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant_id, id),
  unique (job_id, attempt),
  foreign key (tenant_id, campaign_id) references talky.campaigns (tenant_id, id) on delete cascade,
  foreign key (campaign_id, lead_id) references talky.leads (campaign_id, id) on delete cascade,
  foreign key (tenant_id, job_id) references talky.dialer_jobs (tenant_id, id) on delete cascade,
  check (disposition is null or answered_at is not null),
  check (settled_at is null or (carrier_state in ('ended', 'unknown') and telephony_result is not null)),
  check (carrier_state <> 'ended' or ended_at is not null)
);
-- Two active calls to one number of a tenant cannot exist.
create unique index calls_one_active_number on talky.calls (tenant_id, phone_number) where settled_at is null;
create index calls_open_worker on talky.calls (worker_id) where settled_at is null;
create index calls_list on talky.calls (tenant_id, requested_at desc, id desc);
create index calls_campaign on talky.calls (campaign_id, requested_at desc, id desc);
create index calls_lead on talky.calls (lead_id, requested_at desc);
create trigger touch before update on talky.calls for each row execute function talky.touch_updated_at();
alter table talky.calls enable row level security;
create policy calls_read on talky.calls for select to talky_request using (tenant_id = talky.current_tenant_id());
create policy calls_hang_up on talky.calls for update to talky_request
  using (tenant_id = talky.current_tenant_id()) with check (tenant_id = talky.current_tenant_id());
create policy calls_worker on talky.calls for all to talky_worker using (true) with check (true);
grant select, update (hangup_asked_at) on talky.calls to talky_request;
grant select, insert, update, delete on talky.calls to talky_worker;

-- The audit trail of a job and its calls, in the order in which it happened.
create table talky.call_events (
  id bigint generated always as identity primary key,
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  job_id uuid,
  call_id uuid,
  at timestamptz not null default clock_timestamp(),
  type text not null,
  data jsonb not null default '{}',
  foreign key (tenant_id, job_id) references talky.dialer_jobs (tenant_id, id) on delete cascade
);
create index call_events_call on talky.call_events (call_id, id);
create index call_events_job on talky.call_events (job_id, id);
alter table talky.call_events enable row level security;
create policy call_events_read on talky.call_events for select to talky_request using (tenant_id = talky.current_tenant_id());
create policy call_events_append on talky.call_events for insert to talky_request with check (tenant_id = talky.current_tenant_id());
create policy call_events_worker on talky.call_events for all to talky_worker using (true) with check (true);
grant select, insert on talky.call_events to talky_request, talky_worker;

create table talky.turns (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  call_id uuid not null,
  index integer not null check (index >= 0),
  role text not null check (role in ('agent', 'callee', 'tool')),
  text text not null,
  generated_text text,
  interrupted boolean not null default false,
  started_ms integer not null check (started_ms >= 0),
  ended_ms integer not null,
  latency jsonb,
  tool jsonb,
  created_at timestamptz not null default now(),
  unique (call_id, index),
  foreign key (tenant_id, call_id) references talky.calls (tenant_id, id) on delete cascade,
  check (ended_ms >= started_ms),
  check ((role = 'tool') = (tool is not null)),
  check (generated_text is null or role = 'agent')
);
alter table talky.turns enable row level security;
create policy turns_read on talky.turns for select to talky_request using (tenant_id = talky.current_tenant_id());
create policy turns_worker on talky.turns for all to talky_worker using (true) with check (true);
grant select on talky.turns to talky_request;
grant select, insert, update on talky.turns to talky_worker;

create table talky.recordings (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  call_id uuid not null unique,
  path text not null unique,
  duration_s double precision not null check (duration_s >= 0),
  bytes bigint not null check (bytes >= 0),
  created_at timestamptz not null default now(),
  foreign key (tenant_id, call_id) references talky.calls (tenant_id, id) on delete cascade
);
create index recordings_list on talky.recordings (tenant_id, created_at desc, id desc);
alter table talky.recordings enable row level security;
create policy recordings_read on talky.recordings for select to talky_request using (tenant_id = talky.current_tenant_id());
create policy recordings_worker on talky.recordings for all to talky_worker using (true) with check (true);
grant select on talky.recordings to talky_request;
grant select, insert, update on talky.recordings to talky_worker;
