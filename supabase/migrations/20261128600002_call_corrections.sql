-- A person may say what a call really came to. What it was settled with stays beside it; every correction is an event of the
-- call and stands in the audit log.
alter table talky.calls
  add column original_disposition text,
  add column corrected_at timestamptz,
  add column corrected_by text,
  add column correction_reason text check (length(correction_reason) between 1 and 500),
  add check ((corrected_at is null) = (original_disposition is null)),
  add check ((corrected_at is null) = (corrected_by is null)),
  add check ((corrected_at is null) = (correction_reason is null)),
  add check (corrected_at is null or settled_at is not null);
grant update (disposition, original_disposition, corrected_at, corrected_by, correction_reason) on talky.calls to talky_request;

-- Only of calls that are over, and only by owners and admins: whatever the verb says.
create function talky.guard_correction() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user = 'talky_request'
    and (old.settled_at is null or talky.current_role_name() not in ('owner', 'admin')) then
    raise exception 'an outcome is corrected by owners and admins, once the call is over' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guard_correction before update of disposition, original_disposition, corrected_at, corrected_by,
  correction_reason on talky.calls for each row execute function talky.guard_correction();

alter table talky.webhook_endpoints drop constraint webhook_endpoints_events_check,
  add constraint webhook_endpoints_events_check
    check (events <> '{}' and events <@ array['call.ended', 'call.corrected', 'call.analysed', 'campaign.status']);
alter table talky.webhook_deliveries drop constraint webhook_deliveries_event_check,
  add constraint webhook_deliveries_event_check
    check (event in ('call.ended', 'call.corrected', 'call.analysed', 'campaign.status', 'webhook.test'));

create function talky.tell_of_correction() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform talky.tell_webhooks(new.tenant_id, 'call.corrected', jsonb_build_object(
    'call_id', new.id, 'campaign_id', new.campaign_id, 'lead_id', new.lead_id, 'phone_number', new.phone_number,
    'former_disposition', old.disposition, 'disposition', new.disposition,
    'goal_achieved', coalesce(new.disposition = 'goal_achieved', false), 'reason', new.correction_reason));
  return null;
end $$;
create trigger tell_correction after update of disposition on talky.calls for each row
  when (old.settled_at is not null and old.disposition is distinct from new.disposition)
  execute function talky.tell_of_correction();
revoke all on function talky.guard_correction(), talky.tell_of_correction() from public;
