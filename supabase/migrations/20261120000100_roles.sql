-- The schema that Supabase's REST gateway does not expose, and the roles that may reach it.
-- Passwords are set by whoever deploys (`npm run migrate`), never by a migration.
create schema if not exists talky;
create schema if not exists bullmq;

do $$
begin
  if not exists (select from pg_roles where rolname = 'talky_request') then
    create role talky_request nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'talky_queue') then
    create role talky_queue nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'talky_web') then
    create role talky_web login noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'talky_worker') then
    create role talky_worker login noinherit;
  end if;
end $$;

-- The web process is nothing by itself: a transaction becomes talky_request, the queue's connection becomes talky_queue.
grant talky_request to talky_web;
grant talky_queue to talky_web, talky_worker;
grant usage on schema talky to talky_web, talky_request, talky_worker;
grant usage, create on schema bullmq to talky_queue;
revoke all on schema talky from public;

-- What the request's transaction says of its caller; policies read nothing else.
create function talky.current_tenant_id() returns uuid
language sql stable as $$ select nullif(current_setting('talky.tenant_id', true), '')::uuid $$;
create function talky.current_actor() returns text
language sql stable as $$ select nullif(current_setting('talky.actor', true), '') $$;
create function talky.current_role_name() returns text
language sql stable as $$ select nullif(current_setting('talky.role', true), '') $$;
revoke all on function talky.current_tenant_id(), talky.current_actor(), talky.current_role_name() from public;
grant execute on function talky.current_tenant_id(), talky.current_actor(), talky.current_role_name()
  to talky_request, talky_worker;

create function talky.touch_updated_at() returns trigger
language plpgsql as $$ begin new.updated_at := now(); return new; end $$;
revoke all on function talky.touch_updated_at() from public;
