-- What the breaker looks at every few seconds.
create index calls_settled on talky.calls (settled_at) where settled_at is not null;
create index call_events_refused on talky.call_events (at) where type = 'carrier.refused';
