-- A tenant's events as they come, for whoever looks on.
create index call_events_live on talky.call_events (tenant_id, id) where call_id is not null;
