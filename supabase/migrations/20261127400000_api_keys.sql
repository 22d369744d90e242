-- What a tenant's own programs sign in with. The key itself is shown once and kept nowhere: only its hash, which nobody can
-- read, and its first characters, by which people tell keys apart.
create table talky.api_keys (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  name text not null check (length(trim(name)) between 1 and 80),
  prefix text not null,
  hash text not null unique check (hash ~ '^[0-9a-f]{64}$'),
  scopes text[] not null check (scopes <> '{}' and scopes <@ array['read', 'write', 'dial']),
  -- What it may do within its scopes; never more than an admin.
  role text not null check (role in ('admin', 'user')),
  created_by uuid,
  created_at timestamptz not null default now(),
  -- To the minute.
  last_used_at timestamptz,
  revoked_at timestamptz,
  unique (tenant_id, id),
  foreign key (tenant_id, created_by) references talky.user_profiles (tenant_id, id) on delete set null (created_by)
);
create index api_keys_list on talky.api_keys (tenant_id, created_at desc, id desc);
alter table talky.api_keys enable row level security;
create policy api_keys_read on talky.api_keys for select to talky_request using (tenant_id = talky.current_tenant_id());
-- A key's id is no person's, so that the foreign key keeps keys from making keys.
create policy api_keys_make on talky.api_keys for insert to talky_request
  with check (tenant_id = talky.current_tenant_id() and talky.current_role_name() in ('owner', 'admin')
    and created_by::text = talky.current_actor());
create policy api_keys_revoke on talky.api_keys for update to talky_request
  using (tenant_id = talky.current_tenant_id() and talky.current_role_name() in ('owner', 'admin'))
  with check (tenant_id = talky.current_tenant_id());
grant select (id, tenant_id, name, prefix, scopes, role, created_by, created_at, last_used_at, revoked_at),
  insert (tenant_id, name, prefix, hash, scopes, role, created_by), update (revoked_at) on talky.api_keys to talky_request;

-- Whose a key is, before anybody's request is known; nothing where there is none or it was revoked.
create function talky.use_api_key(of_hash text)
returns table (id uuid, name text, role text, scopes text[], tenant_id uuid, business_name text)
language plpgsql security definer set search_path = '' as $$
begin
  update talky.api_keys k set last_used_at = now()
    where k.hash = of_hash and k.revoked_at is null
      and (k.last_used_at is null or k.last_used_at < now() - interval '1 minute');
  return query select k.id, k.name, k.role, k.scopes, k.tenant_id, t.business_name
    from talky.api_keys k join talky.tenants t on t.id = k.tenant_id
    where k.hash = of_hash and k.revoked_at is null;
end $$;
revoke all on function talky.use_api_key(text) from public;
grant execute on function talky.use_api_key(text) to talky_web;
