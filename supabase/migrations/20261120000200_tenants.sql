create table talky.plans (
  id uuid primary key default gen_random_uuid(),
  code text not null unique check (code ~ '^[a-z0-9_]+$'),
  name text not null,
  minutes integer not null check (minutes >= 0),
  max_concurrent_calls integer not null check (max_concurrent_calls between 1 and 1000),
  price_micros bigint not null default 0 check (price_micros >= 0),
  currency text not null default 'USD' check (currency ~ '^[A-Z]{3}$'),
  is_public boolean not null default true,
  created_at timestamptz not null default now()
);
alter table talky.plans enable row level security;
create policy plans_read on talky.plans for select to talky_request using (is_public or talky.current_tenant_id() is not null);
create policy plans_worker on talky.plans for select to talky_worker using (true);
grant select on talky.plans to talky_request, talky_worker;

insert into talky.plans (code, name, minutes, max_concurrent_calls, price_micros) values
  ('starter', 'Starter', 300, 10, 29000000),
  ('growth', 'Growth', 2000, 25, 149000000),
  ('scale', 'Scale', 10000, 100, 599000000);

create table talky.tenants (
  id uuid primary key default gen_random_uuid(),
  business_name text not null check (length(trim(business_name)) between 1 and 120),
  plan_id uuid not null references talky.plans (id),
  status text not null default 'active' check (status in ('active', 'suspended')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger touch before update on talky.tenants for each row execute function talky.touch_updated_at();
alter table talky.tenants enable row level security;
create policy tenants_read on talky.tenants for select to talky_request using (id = talky.current_tenant_id());
create policy tenants_rename on talky.tenants for update to talky_request
  using (id = talky.current_tenant_id() and talky.current_role_name() in ('owner', 'admin'))
  with check (id = talky.current_tenant_id());
create policy tenants_worker on talky.tenants for select to talky_worker using (true);
-- A row lock (`for update`) needs the update right on one column and a policy that lets the row be updated.
create policy tenants_worker_lock on talky.tenants for update to talky_worker using (true) with check (true);
grant select, update (business_name) on talky.tenants to talky_request;
grant select, update (updated_at) on talky.tenants to talky_worker;

create table talky.user_profiles (
  id uuid primary key references auth.users (id) on delete cascade,
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  email text not null,
  name text not null default '',
  role text not null check (role in ('owner', 'admin', 'user')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant_id, id)
);
create index user_profiles_tenant on talky.user_profiles (tenant_id);
create trigger touch before update on talky.user_profiles for each row execute function talky.touch_updated_at();
alter table talky.user_profiles enable row level security;
create policy user_profiles_read on talky.user_profiles for select to talky_request using (tenant_id = talky.current_tenant_id());
create policy user_profiles_self on talky.user_profiles for update to talky_request
  using (tenant_id = talky.current_tenant_id() and id::text = talky.current_actor())
  with check (tenant_id = talky.current_tenant_id());
create policy user_profiles_worker on talky.user_profiles for select to talky_worker using (true);
grant select, update (name) on talky.user_profiles to talky_request;
grant select on talky.user_profiles to talky_worker;

-- Sign-up makes tenant and profile in one step. Of the metadata only names are believed: never a tenant, never a role.
create function talky.provision_user() returns trigger
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
revoke all on function talky.provision_user() from public;
create trigger talky_provision_user after insert on auth.users for each row execute function talky.provision_user();

-- Who a signed-in user is: tenant and role come from here, never from the token.
create function talky.session_of(user_id uuid)
returns table (id uuid, email text, name text, role text, tenant_id uuid, business_name text, tenant_status text)
language sql stable security definer set search_path = '' as $$
  select p.id, p.email, p.name, p.role, p.tenant_id, t.business_name, t.status
  from talky.user_profiles p join talky.tenants t on t.id = p.tenant_id where p.id = user_id
$$;
revoke all on function talky.session_of(uuid) from public;
grant execute on function talky.session_of(uuid) to talky_web;

create table talky.agents (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  name text not null check (length(trim(name)) between 1 and 120),
  system_prompt text not null default '',
  voice_id text,
  model text,
  language text not null default 'en',
  temperature double precision check (temperature between 0 and 2),
  max_tokens integer check (max_tokens between 64 and 8192),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant_id, id)
);
create index agents_tenant on talky.agents (tenant_id);
create trigger touch before update on talky.agents for each row execute function talky.touch_updated_at();
alter table talky.agents enable row level security;
create policy agents_tenant on talky.agents for all to talky_request
  using (tenant_id = talky.current_tenant_id()) with check (tenant_id = talky.current_tenant_id());
create policy agents_worker on talky.agents for select to talky_worker using (true);
grant select, insert, update, delete on talky.agents to talky_request;
grant select on talky.agents to talky_worker;

create table talky.audit_log (
  id bigint generated always as identity primary key,
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  at timestamptz not null default now(),
  actor text not null,
  action text not null,
  subject_type text not null,
  subject_id text,
  data jsonb not null default '{}'
);
create index audit_log_tenant on talky.audit_log (tenant_id, id desc);
alter table talky.audit_log enable row level security;
create policy audit_log_read on talky.audit_log for select to talky_request using (tenant_id = talky.current_tenant_id());
create policy audit_log_append on talky.audit_log for insert to talky_request with check (tenant_id = talky.current_tenant_id());
create policy audit_log_worker on talky.audit_log for insert to talky_worker with check (true);
grant select, insert on talky.audit_log to talky_request;
grant insert on talky.audit_log to talky_worker;
