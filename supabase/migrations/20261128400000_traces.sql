-- Where a trace goes on that began in another process, as W3C trace context writes it; null: nobody traces. A campaign's is
-- that of whoever started it, a job's that of whoever asked for this very call, a call's is its own.
alter table talky.campaigns add column traceparent text
  check (traceparent ~ '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$');
alter table talky.dialer_jobs add column traceparent text
  check (traceparent ~ '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$');
alter table talky.calls add column traceparent text
  check (traceparent ~ '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$');

-- For the carrier's webhooks, which know the call and nothing else.
create function talky.call_traceparent(for_call uuid) returns text
language sql stable security definer set search_path = '' as $$
  select traceparent from talky.calls where id = for_call
$$;
revoke all on function talky.call_traceparent(uuid) from public;
grant execute on function talky.call_traceparent(uuid) to talky_web;

-- What is to be watched of the whole platform, for alerts: sums alone.
create function talky.platform_figures() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'kill_switch', (select s.kill_switch::integer from talky.platform_settings s),
    'workers_alive', (select count(*) from talky.workers
      where stopped_at is null and heartbeat_at > now() - interval '15 seconds'),
    'campaigns_running', (select count(*) from talky.campaigns where status = 'running' and deleted_at is null),
    'calls_in_progress', (select count(*) from talky.calls where settled_at is null),
    'calls_unknown', (select count(*) from talky.calls where settled_at is null and carrier_call_id is null
      and requested_at < now() - interval '1 minute'),
    'carrier_events_waiting', (select count(*) from talky.carrier_inbox where applied_at is null),
    'carrier_events_oldest_seconds', (select coalesce(extract(epoch from now() - min(received_at)), 0)
      from talky.carrier_inbox where applied_at is null),
    'imports_open', (select count(*) from talky.imports where status in ('queued', 'running')),
    'webhooks_waiting', (select count(*) from talky.webhook_deliveries where status = 'pending'))
$$;
revoke all on function talky.platform_figures() from public;
grant execute on function talky.platform_figures() to talky_web;
