-- People of a business: who came when, who may change whom, and how somebody joins.
alter table talky.user_profiles add column last_seen_at timestamptz;

create policy user_profiles_role on talky.user_profiles for update to talky_request
  using (tenant_id = talky.current_tenant_id() and talky.current_role_name() in ('owner', 'admin'))
  with check (tenant_id = talky.current_tenant_id());
create policy user_profiles_remove on talky.user_profiles for delete to talky_request
  using (tenant_id = talky.current_tenant_id() and talky.current_role_name() in ('owner', 'admin'));
create policy user_profiles_leave on talky.user_profiles for delete to talky_request
  using (tenant_id = talky.current_tenant_id() and id::text = talky.current_actor());
grant update (role), delete on talky.user_profiles to talky_request;

-- What policies cannot say, since they do not see a row before and after: nobody raises themselves, an admin changes no owner,
-- and a business keeps an owner, whoever demotes whom at the same moment (the tenant's row is locked first).
create function talky.guard_members() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  caller text := talky.current_role_name();
begin
  if caller is not null and caller <> 'owner' then
    if tg_op = 'UPDATE' and new.role <> old.role and (caller <> 'admin' or 'owner' in (old.role, new.role)) then
      raise exception 'this role may not change that one' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'DELETE' and old.role = 'owner' and old.id::text is distinct from talky.current_actor() then
      raise exception 'only an owner removes an owner' using errcode = 'insufficient_privilege';
    end if;
  end if;
  if old.role = 'owner' and (tg_op = 'DELETE' or new.role <> 'owner') then
    perform from talky.tenants t where t.id = old.tenant_id for update;
    -- Where the business itself goes, or the account, there is nothing to keep.
    if found and exists (select from auth.users u where u.id = old.id)
      and not exists (select from talky.user_profiles p
        where p.tenant_id = old.tenant_id and p.role = 'owner' and p.id <> old.id) then
      raise exception 'a business keeps an owner'
        using errcode = 'check_violation', constraint = 'user_profiles_keep_an_owner';
    end if;
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
revoke all on function talky.guard_members() from public;
create trigger guard_members before update of role or delete on talky.user_profiles
  for each row execute function talky.guard_members();

create table talky.invitations (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  email text not null check (email = lower(email) and length(email) between 3 and 254),
  -- Owners are made by owners, out of members.
  role text not null check (role in ('admin', 'user')),
  -- The link has the token; here is its hash, which nobody can read.
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  invited_by uuid,
  created_at timestamptz not null default now(),
  sent_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid,
  withdrawn_at timestamptz,
  check (num_nonnulls(accepted_at, withdrawn_at) <= 1),
  unique (tenant_id, id),
  foreign key (tenant_id, invited_by) references talky.user_profiles (tenant_id, id) on delete set null (invited_by)
);
create index invitations_list on talky.invitations (tenant_id, created_at desc, id desc);
create index invitations_email on talky.invitations (email) where accepted_at is null and withdrawn_at is null;
create unique index invitations_open on talky.invitations (tenant_id, email)
  where accepted_at is null and withdrawn_at is null;
alter table talky.invitations enable row level security;
create policy invitations_read on talky.invitations for select to talky_request
  using (tenant_id = talky.current_tenant_id());
-- A key's id is no person's, so that the foreign key keeps keys from inviting.
create policy invitations_make on talky.invitations for insert to talky_request
  with check (tenant_id = talky.current_tenant_id() and talky.current_role_name() in ('owner', 'admin')
    and invited_by::text = talky.current_actor());
create policy invitations_change on talky.invitations for update to talky_request
  using (tenant_id = talky.current_tenant_id() and talky.current_role_name() in ('owner', 'admin'))
  with check (tenant_id = talky.current_tenant_id());
grant select (id, tenant_id, email, role, invited_by, created_at, sent_at, expires_at, accepted_at, accepted_by, withdrawn_at),
  insert (tenant_id, email, role, token_hash, invited_by, expires_at),
  update (role, token_hash, invited_by, sent_at, expires_at, withdrawn_at) on talky.invitations to talky_request;

-- What whoever holds a link is shown before they are anybody here.
create function talky.invitation_of(of_hash text)
returns table (email text, role text, business_name text, invited_by text, expires_at timestamptz, is_open boolean)
language sql stable security definer set search_path = '' as $$
  select i.email, i.role, t.business_name, p.name, i.expires_at,
    i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now()
  from talky.invitations i join talky.tenants t on t.id = i.tenant_id
    left join talky.user_profiles p on p.id = i.invited_by
  where i.token_hash = of_hash
$$;

create function talky.join_tenant(by_user uuid, in_tenant uuid, as_role text, with_name text) returns void
language sql security definer set search_path = '' as $$
  insert into talky.user_profiles (id, tenant_id, email, name, role)
  select u.id, in_tenant, coalesce(u.email, ''),
    left(coalesce(nullif(trim(with_name), ''), split_part(coalesce(u.email, ''), '@', 1)), 120), as_role
  from auth.users u where u.id = by_user
$$;

-- `joined`, or why not. The invitation's row is locked first: of two who accept at once, one finds it open.
create function talky.accept_invitation(of_hash text, by_user uuid, with_name text) returns text
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
      if exists (select from talky.user_profiles p where p.tenant_id = mine.tenant_id and p.id <> by_user)
        or exists (select from talky.campaigns c where c.tenant_id = mine.tenant_id)
        or exists (select from talky.agents a where a.tenant_id = mine.tenant_id)
        or exists (select from talky.clients c where c.tenant_id = mine.tenant_id)
        or exists (select from talky.dnc_entries d where d.tenant_id = mine.tenant_id)
        or exists (select from talky.api_keys k where k.tenant_id = mine.tenant_id) then
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

-- A business of their own for somebody who belongs to none; false: they belong to one.
create function talky.found_business(by_user uuid, with_name text, business text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  new_tenant uuid;
begin
  perform from auth.users u where u.id = by_user for update;
  if not found or exists (select from talky.user_profiles p where p.id = by_user) then return false; end if;
  insert into talky.tenants (business_name, plan_id)
    values (business, (select p.id from talky.plans p where p.code = 'starter')) returning id into new_tenant;
  perform talky.join_tenant(by_user, new_tenant, 'owner', with_name);
  return true;
end $$;

-- As before, but whoever comes by the mail of an invitation gets no business of their own: sign-ups name theirs.
create or replace function talky.provision_user() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  meta jsonb := coalesce(to_jsonb(new.raw_user_meta_data), '{}'::jsonb);
  business text;
  person text;
  chosen_plan uuid;
  new_tenant uuid;
begin
  -- Some stand-ins for Supabase Auth hand the metadata over as a JSON string.
  if jsonb_typeof(meta) = 'string' then meta := (meta #>> '{}')::jsonb; end if;
  if nullif(trim(meta ->> 'business_name'), '') is null and exists (select from talky.invitations i
      where i.email = lower(new.email) and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now()) then
    return new;
  end if;
  person := left(coalesce(nullif(trim(meta ->> 'name'), ''), split_part(new.email, '@', 1)), 120);
  business := left(coalesce(nullif(trim(meta ->> 'business_name'), ''), person), 120);
  select id into chosen_plan from talky.plans where is_public and id::text = meta ->> 'plan_id';
  if chosen_plan is null then
    select id into chosen_plan from talky.plans where code = 'starter';
  end if;
  insert into talky.tenants (business_name, plan_id) values (business, chosen_plan) returning id into new_tenant;
  insert into talky.user_profiles (id, tenant_id, email, name, role)
    values (new.id, new_tenant, coalesce(new.email, ''), person, 'owner');
  return new;
end $$;

-- Supabase Auth keeps the sessions (`auth.sessions`); the browser behind each is known to us alone, since we sign in for it.
create table talky.user_sessions (
  id uuid primary key,
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  user_id uuid not null,
  user_agent text not null,
  address text not null,
  created_at timestamptz not null default now(),
  -- To the minute.
  last_seen_at timestamptz not null default now(),
  foreign key (tenant_id, user_id) references talky.user_profiles (tenant_id, id) on delete cascade
);
create index user_sessions_user on talky.user_sessions (tenant_id, user_id);
-- Read and written by the functions below alone.
alter table talky.user_sessions enable row level security;

-- Who a signed-in user is; nobody where the session has ended. `in_session` null: the token names none.
drop function talky.session_of(uuid);
create function talky.session_of(of_user uuid, in_session uuid, with_agent text, from_address text)
returns table (id uuid, email text, name text, role text, tenant_id uuid, business_name text, tenant_status text)
language plpgsql security definer set search_path = '' as $$
begin
  if in_session is not null then
    if not exists (select from auth.sessions s where s.id = in_session and s.user_id = of_user) then return; end if;
    if not exists (select from talky.user_sessions u
        where u.id = in_session and u.last_seen_at > now() - interval '1 minute') then
      perform talky.note_session(of_user, in_session, with_agent, from_address);
    end if;
  end if;
  return query select p.id, p.email, p.name, p.role, p.tenant_id, t.business_name, t.status
    from talky.user_profiles p join talky.tenants t on t.id = p.tenant_id where p.id = of_user;
end $$;

create function talky.note_session(of_user uuid, in_session uuid, with_agent text, from_address text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from talky.user_sessions u
    where u.user_id = of_user and not exists (select from auth.sessions s where s.id = u.id);
  insert into talky.user_sessions as u (id, tenant_id, user_id, user_agent, address)
    select in_session, p.tenant_id, p.id, left(coalesce(with_agent, ''), 400), left(coalesce(from_address, ''), 64)
    from talky.user_profiles p where p.id = of_user
    on conflict (id) do update set last_seen_at = now(),
      user_agent = case when excluded.user_agent = '' then u.user_agent else excluded.user_agent end,
      address = case when excluded.address = '' then u.address else excluded.address end;
  update talky.user_profiles p set last_seen_at = now() where p.id = of_user;
end $$;

-- Whose session it is, whether or not they belong to a business: what an invitation is accepted by.
create function talky.email_of_session(of_user uuid, in_session uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  if in_session is not null
    and not exists (select from auth.sessions s where s.id = in_session and s.user_id = of_user) then return null; end if;
  return (select lower(u.email) from auth.users u where u.id = of_user);
end $$;

create function talky.own_sessions()
returns table (id uuid, user_agent text, address text, created_at timestamptz, last_seen_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query select u.id, u.user_agent, u.address, u.created_at, u.last_seen_at
    from talky.user_sessions u join auth.sessions s on s.id = u.id
    where u.tenant_id = talky.current_tenant_id() and u.user_id::text = talky.current_actor()
    order by u.last_seen_at desc, u.id;
end $$;

-- Ends one's own sessions, or those of a member whom one may remove; how many. Supabase's refresh tokens go with them.
create function talky.end_sessions(of_user uuid, only_one uuid, all_but uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  ended integer;
begin
  if of_user::text is distinct from talky.current_actor() and not (
      talky.current_role_name() in ('owner', 'admin')
      and exists (select from talky.user_profiles p where p.id = of_user and p.tenant_id = talky.current_tenant_id()))
  then
    raise exception 'these sessions are somebody else''s' using errcode = 'insufficient_privilege';
  end if;
  delete from auth.sessions s where s.user_id = of_user
    and (only_one is null or s.id = only_one) and (all_but is null or s.id <> all_but);
  get diagnostics ended = row_count;
  return ended;
end $$;

revoke all on function talky.invitation_of(text), talky.join_tenant(uuid, uuid, text, text),
  talky.accept_invitation(text, uuid, text), talky.found_business(uuid, text, text),
  talky.session_of(uuid, uuid, text, text), talky.note_session(uuid, uuid, text, text),
  talky.email_of_session(uuid, uuid), talky.own_sessions(), talky.end_sessions(uuid, uuid, uuid) from public;
grant execute on function talky.invitation_of(text), talky.accept_invitation(text, uuid, text),
  talky.found_business(uuid, text, text), talky.session_of(uuid, uuid, text, text),
  talky.email_of_session(uuid, uuid) to talky_web;
grant execute on function talky.own_sessions(), talky.end_sessions(uuid, uuid, uuid) to talky_request;
