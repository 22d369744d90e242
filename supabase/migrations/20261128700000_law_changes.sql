-- What the platform's operators have changed of the laws that come with the code: hours, holidays and caps by place. Only
-- ever appended, so that the judge can tell what held when a call was made; the newest row of a place holds.
create table talky.law_changes (
  id bigint generated always as identity primary key,
  place text not null check (place ~ '^([A-Z]{2}|US-[A-Z]{2})$'),
  -- null: as shipped, from then on.
  terms jsonb,
  at timestamptz not null default clock_timestamp(),
  changed_by uuid not null,
  reason text not null
);
create index law_changes_newest on talky.law_changes (place, id desc);
alter table talky.law_changes enable row level security;
create policy law_changes_read on talky.law_changes for select to talky_request using (true);
create policy law_changes_worker on talky.law_changes for select to talky_worker using (true);
grant select (id, place, terms, at) on talky.law_changes to talky_request, talky_worker;

-- For operators, who have no tenant's role; nobody else is told anything.
create function talky.admin_law_changes(by_user uuid) returns setof talky.law_changes
language sql stable security definer set search_path = '' as $$
  select * from talky.law_changes where talky.is_operator(by_user) order by id
$$;
revoke all on function talky.admin_law_changes(uuid) from public;
grant execute on function talky.admin_law_changes(uuid) to talky_web;

-- false: no operator.
create function talky.change_law(by_user uuid, of_place text, new_terms jsonb, why text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if not talky.is_operator(by_user) then return false; end if;
  insert into talky.law_changes (place, terms, changed_by, reason) values (of_place, new_terms, by_user, why);
  insert into talky.audit_log (actor, action, subject_type, data)
    values ('operator:' || by_user, 'platform.change_law', 'platform',
      jsonb_build_object('place', of_place, 'terms', new_terms, 'reason', why));
  return true;
end $$;
revoke all on function talky.change_law(uuid, text, jsonb, text) from public;
grant execute on function talky.change_law(uuid, text, jsonb, text) to talky_web;

-- The law's cap in 30 days is a reason of its own.
alter table talky.dialer_jobs drop constraint dialer_jobs_reason_check;
alter table talky.dialer_jobs add constraint dialer_jobs_reason_check check (reason in (
  'campaign_not_running', 'tenant_suspended', 'kill_switch', 'invalid_number', 'country_not_allowed',
  'number_class_not_allowed', 'reserved_number', 'do_not_call', 'consent_missing', 'already_in_call',
  'outside_window', 'outside_legal_hours', 'holiday', 'time_zone_unknown', 'cap_day', 'cap_week', 'cap_month',
  'cap_campaign', 'min_gap', 'minutes_exhausted', 'budget_exhausted', 'no_caller_id', 'concurrency_platform',
  'concurrency_tenant', 'concurrency_campaign', 'carrier_rate',
  'max_attempts', 'outcome_final', 'opted_out', 'cancelled', 'reconciled', 'lost')) not valid;
