-- Who runs the platform itself; apart from every tenant's roles. Named by whoever deploys, never by the web.
create table talky.operators (
  user_id uuid primary key references auth.users (id) on delete cascade,
  created_at timestamptz not null default now()
);
alter table talky.operators enable row level security;

-- What is done to the platform belongs to no tenant, and no tenant sees it.
alter table talky.audit_log alter column tenant_id drop not null;

-- The operator's way to the platform's switch, with its entry in the log: null when the user is no operator, else whether
-- it moved. A dial that is being decided at this moment is decided first.
create function talky.set_kill_switch(by_user uuid, is_on boolean, why text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from talky.operators where user_id = by_user) then return null; end if;
  update talky.platform_settings set kill_switch = is_on, updated_at = now() where kill_switch <> is_on;
  if not found then return false; end if;
  insert into talky.audit_log (actor, action, subject_type, data)
    values ('operator:' || by_user, case when is_on then 'platform.stop_dialing' else 'platform.resume_dialing' end,
      'platform', jsonb_build_object('reason', why));
  return true;
end $$;
revoke all on function talky.set_kill_switch(uuid, boolean, text) from public;
grant execute on function talky.set_kill_switch(uuid, boolean, text) to talky_web;
