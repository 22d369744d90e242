-- Agents as reusable personas: each save is a version of its own, and a call knows which one it went out with.
alter table talky.agents
  add column description text not null default '',
  add column greeting text not null default '',
  add column turn_taking jsonb not null default '{}' check (jsonb_typeof(turn_taking) = 'object'),
  add column version integer not null default 1 check (version >= 1),
  add column deleted_at timestamptz;
create index agents_list on talky.agents (tenant_id, created_at desc, id desc) where deleted_at is null;

-- What an agent was at each save; never changed, never taken away.
create table talky.agent_versions (
  agent_id uuid not null,
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  version integer not null check (version >= 1),
  config jsonb not null check (jsonb_typeof(config) = 'object'),
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (agent_id, version),
  foreign key (tenant_id, agent_id) references talky.agents (tenant_id, id) on delete cascade
);
create index agent_versions_tenant on talky.agent_versions (tenant_id);
alter table talky.agent_versions enable row level security;
create policy agent_versions_read on talky.agent_versions for select to talky_request using (tenant_id = talky.current_tenant_id());
create policy agent_versions_append on talky.agent_versions for insert to talky_request with check (tenant_id = talky.current_tenant_id());
grant select, insert on talky.agent_versions to talky_request;

insert into talky.agent_versions (agent_id, tenant_id, version, config, created_at)
select id, tenant_id, version, jsonb_build_object('name', name, 'description', description, 'system_prompt', system_prompt,
  'greeting', greeting, 'voice_id', voice_id, 'model', model, 'language', language, 'temperature', temperature,
  'max_tokens', max_tokens, 'turn_taking', turn_taking), created_at
from talky.agents;

-- The snapshot is the truth; these make it countable.
alter table talky.calls
  add column agent_id uuid generated always as ((snapshot -> 'agent' ->> 'agentId')::uuid) stored,
  add column agent_version integer generated always as ((snapshot -> 'agent' ->> 'version')::integer) stored;
create index calls_agent on talky.calls (tenant_id, agent_id) where agent_id is not null;
create index campaigns_agent on talky.campaigns (tenant_id, agent_id) where agent_id is not null and deleted_at is null;
