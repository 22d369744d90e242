-- What a person has revoked stays revoked: nothing that they agreed to before can stand against it, however late it is
-- recorded. An import that is undone takes its own consents back and says nothing of the person's will.
alter table talky.consents
  -- Why it does not hold, where `revoked_at` is set: the person took it back, the import that had recorded it was undone,
  -- or they had taken back an earlier one and nothing shows that this one came after.
  add column revocation text not null default 'person' check (revocation in ('person', 'undo', 'standing')),
  -- False: nothing says when it was given, and `given_at` is when it was recorded.
  add column is_dated boolean not null default true;
grant update (revocation) on talky.consents to talky_request, talky_worker;

update talky.consents s set revocation = 'undo'
where s.revoked_at is not null
  and exists (select from talky.imports i where i.tenant_id = s.tenant_id and i.status = 'undone'
    and i.id::text = s.evidence ->> 'import_id')
  and not exists (select from talky.audit_log a where a.tenant_id = s.tenant_id and a.action = 'consent.revoke'
    and a.subject_id = s.id::text);

create index consents_revoked on talky.consents (tenant_id, phone_number, purpose, revoked_at)
  where revoked_at is not null and revocation = 'person';

-- Whoever revokes holds this lock exclusively, so that of what is recorded at the same moment one of the two knows.
create function talky.keep_consent_revoked() returns trigger
language plpgsql as $$
declare
  revoked timestamptz;
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('consents ' || new.tenant_id, 0));
  select max(r.revoked_at) into revoked from talky.consents r
  where r.tenant_id = new.tenant_id and r.phone_number = new.phone_number and r.purpose = new.purpose
    and r.revoked_at is not null and r.revocation = 'person' and (r.revoked_at >= new.given_at or not new.is_dated);
  if revoked is not null and new.revoked_at is null then
    new.revoked_at := greatest(revoked, new.given_at);
    new.revocation := 'standing';
  end if;
  return new;
end $$;
create trigger keep_revoked before insert on talky.consents
  for each row execute function talky.keep_consent_revoked();
revoke all on function talky.keep_consent_revoked() from public;
grant execute on function talky.keep_consent_revoked() to talky_request, talky_worker;

-- Those that came back before there was this rule.
update talky.consents s set revoked_at = r.revoked_at, revocation = 'standing'
from (select tenant_id, phone_number, purpose, max(revoked_at) as revoked_at from talky.consents
  where revoked_at is not null and revocation = 'person' group by 1, 2, 3) r
where s.revoked_at is null and s.tenant_id = r.tenant_id and s.phone_number = r.phone_number
  and s.purpose = r.purpose and s.given_at <= r.revoked_at;
