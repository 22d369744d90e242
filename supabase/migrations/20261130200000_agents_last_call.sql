-- When each agent was last on a call is the first entry of its own.
drop index talky.calls_agent;
create index calls_agent on talky.calls (tenant_id, agent_id, requested_at desc) where agent_id is not null;
