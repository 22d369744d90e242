-- What a tenant has set of the rules before a dial; without a row the defaults hold (`lib/domain/dialing-rules.ts`).
create table talky.dialing_rules (
  tenant_id uuid primary key references talky.tenants (id) on delete cascade,
  -- ISO 3166 codes; null: every country.
  allowed_countries text[] check (cardinality(allowed_countries) > 0),
  -- Some laws (Florida, Maryland, Oklahoma) allow three in 24 hours at most.
  attempts_per_day integer not null default 2 check (attempts_per_day between 1 and 3),
  attempts_per_week integer not null default 4 check (attempts_per_week between 1 and 10),
  min_gap_minutes integer not null default 30 check (min_gap_minutes between 0 and 1440),
  -- The rule "marketing calls need recorded consent" is off, for the reason that stands here.
  consent_waiver text check (length(trim(consent_waiver)) between 20 and 4000),
  consent_waived_at timestamptz,
  consent_waived_by text,
  updated_at timestamptz not null default now(),
  check ((consent_waiver is null) = (consent_waived_at is null)),
  check ((consent_waiver is null) = (consent_waived_by is null))
);
create trigger touch before update on talky.dialing_rules for each row execute function talky.touch_updated_at();
alter table talky.dialing_rules enable row level security;
create policy dialing_rules_read on talky.dialing_rules for select to talky_request
  using (tenant_id = talky.current_tenant_id());
create policy dialing_rules_insert on talky.dialing_rules for insert to talky_request
  with check (tenant_id = talky.current_tenant_id() and talky.current_role_name() in ('owner', 'admin'));
create policy dialing_rules_update on talky.dialing_rules for update to talky_request
  using (tenant_id = talky.current_tenant_id() and talky.current_role_name() in ('owner', 'admin'))
  with check (tenant_id = talky.current_tenant_id());
create policy dialing_rules_worker on talky.dialing_rules for select to talky_worker using (true);
grant select, insert, update on talky.dialing_rules to talky_request;
grant select on talky.dialing_rules to talky_worker;

create index calls_number on talky.calls (tenant_id, phone_number, requested_at desc);

-- Set aside for fiction; `lib/domain/dialing/reserved-numbers.ts` says the same, and a test compares both.
create function talky.is_reserved_number(phone_number text) returns boolean
language sql immutable as $$
  select phone_number ~ '^(\+1[2-9][0-9]{2}55501[0-9]{2}|\+447700900[0-9]{3}|\+441632960[0-9]{3}|\+442079460[0-9]{3})$'
$$;

-- The person was disturbed, or may have been: what is not known counts.
create function talky.counts_on_person(k talky.calls) returns boolean
language sql immutable as $$
  select k.ringing_at is not null or k.answered_at is not null or k.settled_at is null
    or k.telephony_result in ('no_answer', 'unknown')
$$;

-- The last word on how often a number may ring in 24 hours: no mistake above the database gets past it.
create function talky.refuse_call_past_cap() returns trigger
language plpgsql as $$
declare
  most integer;
  made integer;
begin
  if talky.is_reserved_number(new.phone_number) then return new; end if;
  perform pg_advisory_xact_lock(hashtextextended(new.tenant_id::text || new.phone_number, 0));
  select r.attempts_per_day into most from talky.dialing_rules r where r.tenant_id = new.tenant_id;
  select count(*) into made from talky.calls k
    where k.tenant_id = new.tenant_id and k.phone_number = new.phone_number
      and k.requested_at > new.requested_at - interval '24 hours' and talky.counts_on_person(k);
  if made >= coalesce(most, 2) then
    raise exception 'this number has been called often enough for a day'
      using errcode = 'check_violation', constraint = 'calls_number_day_cap';
  end if;
  return new;
end $$;
create trigger refuse_past_cap before insert on talky.calls for each row execute function talky.refuse_call_past_cap();
revoke all on function talky.is_reserved_number(text), talky.counts_on_person(talky.calls),
  talky.refuse_call_past_cap() from public;
grant execute on function talky.is_reserved_number(text), talky.counts_on_person(talky.calls)
  to talky_request, talky_worker;
grant execute on function talky.refuse_call_past_cap() to talky_worker;
