import pg from "pg";

/** What hosted Supabase has before the first migration runs: its roles, schemas and who may use them. */
const ROLES = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin noinherit; end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin noinherit; end if;
  if not exists (select from pg_roles where rolname = 'service_role') then create role service_role nologin noinherit bypassrls; end if;
end $$;
create schema if not exists auth;
create schema if not exists extensions;
grant usage on schema public, auth, extensions to anon, authenticated, service_role;
create extension if not exists pgcrypto with schema extensions;
`;

const STORAGE = `
grant usage on schema storage to anon, authenticated, service_role;
grant all on all tables in schema storage to anon, authenticated, service_role;
grant execute on all functions in schema storage to anon, authenticated, service_role;
`;

export async function prepareSupabaseRoles(ownerUrl: string): Promise<void> {
  await execute(ownerUrl, ROLES);
}

/** After Lite has made its storage schema. Its row-level security has no policy, so that only the secret key passes. */
export async function grantStorage(ownerUrl: string): Promise<void> {
  await execute(ownerUrl, STORAGE);
}

async function execute(ownerUrl: string, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "sandbox-supabase" });
  await client.connect();
  try {
    await client.query(statements);
  } finally {
    await client.end();
  }
}
