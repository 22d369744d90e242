-- Whether nothing was ever set up in a business: nobody but this person is in it, and whatever somebody may have entered by
-- hand is not there.
create function talky.is_unused_business(of_tenant uuid, by_user uuid) returns boolean
language sql stable set search_path = '' as $$
  select not (
    exists (select from talky.user_profiles p where p.tenant_id = of_tenant and p.id <> by_user)
    or exists (select from talky.invitations i where i.tenant_id = of_tenant)
    or exists (select from talky.campaigns c where c.tenant_id = of_tenant)
    or exists (select from talky.agents a where a.tenant_id = of_tenant)
    or exists (select from talky.clients c where c.tenant_id = of_tenant)
    or exists (select from talky.phone_numbers n where n.tenant_id = of_tenant)
    or exists (select from talky.consents c where c.tenant_id = of_tenant)
    or exists (select from talky.dnc_entries d where d.tenant_id = of_tenant)
    or exists (select from talky.imports i where i.tenant_id = of_tenant)
    or exists (select from talky.webhook_endpoints w where w.tenant_id = of_tenant)
    or exists (select from talky.api_keys k where k.tenant_id = of_tenant))
$$;

-- As before, but a business of one's own goes only where nothing at all was set up in it.
create or replace function talky.accept_invitation(of_hash text, by_user uuid, with_name text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  invitation talky.invitations;
  mine talky.user_profiles;
  address text;
begin
  select lower(u.email) into address from auth.users u where u.id = by_user;
  select * into invitation from talky.invitations i
    where i.token_hash = of_hash and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now() for update;
  if not found then return 'gone'; end if;
  if address is distinct from invitation.email then return 'other_address'; end if;
  select * into mine from talky.user_profiles p where p.id = by_user for update;
  if found then
    if mine.tenant_id = invitation.tenant_id then return 'member_already'; end if;
    perform from talky.tenants t where t.id = mine.tenant_id for update;
    if mine.role = 'owner' and not exists (select from talky.user_profiles p
        where p.tenant_id = mine.tenant_id and p.role = 'owner' and p.id <> by_user) then
      -- A business that came with the sign-up and was never used goes; any other one needs its owner.
      if not talky.is_unused_business(mine.tenant_id, by_user) then
        return 'owner_elsewhere';
      end if;
      delete from talky.tenants t where t.id = mine.tenant_id;
    else
      update talky.api_keys k set revoked_at = now()
        where k.tenant_id = mine.tenant_id and k.created_by = by_user and k.revoked_at is null;
      insert into talky.audit_log (tenant_id, actor, action, subject_type, subject_id)
        values (mine.tenant_id, 'user:' || by_user, 'member.leave', 'user', by_user::text);
      delete from talky.user_profiles p where p.id = by_user;
    end if;
  end if;
  perform talky.join_tenant(by_user, invitation.tenant_id, invitation.role, coalesce(nullif(trim(with_name), ''), mine.name));
  update talky.invitations i set accepted_at = now(), accepted_by = by_user where i.id = invitation.id;
  insert into talky.audit_log (tenant_id, actor, action, subject_type, subject_id, data)
    values (invitation.tenant_id, 'user:' || by_user, 'invitation.accept', 'invitation', invitation.id::text,
      jsonb_build_object('role', invitation.role));
  return 'joined';
end $$;

revoke all on function talky.is_unused_business(uuid, uuid) from public;
