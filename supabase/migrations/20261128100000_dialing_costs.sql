-- A call's row is written some seven times while it lasts. With room on its page, those that change no indexed column leave
-- the indexes alone.
alter table talky.calls set (fillfactor = 60);

-- What waits and what is active are small parts of large tables, in which every call leaves dead rows behind.
alter table talky.dialer_jobs set (autovacuum_vacuum_scale_factor = 0.02);
alter table talky.calls set (autovacuum_vacuum_scale_factor = 0.02);
alter table talky.carrier_inbox set (autovacuum_vacuum_scale_factor = 0.02);

-- The sums are kept in usage_months.
drop index talky.usage_ledger_month;

-- Most tenants have nobody to tell.
create or replace function talky.tell_of_call() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from talky.webhook_endpoints e where e.tenant_id = new.tenant_id and e.is_active) then
    return null;
  end if;
  perform talky.tell_webhooks(new.tenant_id, 'call.ended', jsonb_build_object(
    'call_id', new.id, 'campaign_id', new.campaign_id, 'lead_id', new.lead_id, 'attempt', new.attempt,
    'phone_number', new.phone_number, 'from_number', new.from_number, 'telephony_result', new.telephony_result,
    'answered_by', new.answered_by, 'disposition', new.disposition,
    'goal_achieved', coalesce(new.disposition = 'goal_achieved', false),
    'requested_at', talky.iso_time(new.requested_at), 'answered_at', talky.iso_time(new.answered_at),
    'ended_at', talky.iso_time(new.ended_at), 'duration_s', new.duration_s, 'ended_by', new.ended_by,
    'callback_at', talky.iso_time(new.callback_at)));
  return null;
end $$;
