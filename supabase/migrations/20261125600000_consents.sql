-- That somebody agreed to be called: to whom, for what, in which words, and how it can be shown. Never changed, only revoked.
create table talky.consents (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references talky.tenants (id) on delete cascade,
  phone_number text not null check (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  lead_id uuid,
  kind text not null default 'express' check (kind in ('express', 'express_written', 'existing_relationship')),
  purpose text not null check (purpose in ('transactional', 'marketing', 'research')),
  -- What the person agreed to, word for word.
  text text not null default '' check (length(text) <= 4000),
  source text not null check (source in ('form', 'import', 'api', 'call', 'user')),
  given_at timestamptz not null default now(),
  -- How it can be shown: a page's address, a file's name, a call's id, an IP address.
  evidence jsonb not null default '{}',
  revoked_at timestamptz,
  created_by text,
  created_at timestamptz not null default now(),
  unique (tenant_id, id),
  foreign key (tenant_id, lead_id) references talky.leads (tenant_id, id) on delete set null (lead_id),
  check (revoked_at is null or revoked_at >= given_at)
);
create index consents_number on talky.consents (tenant_id, phone_number, purpose) where revoked_at is null;
create index consents_lead on talky.consents (lead_id) where lead_id is not null;
alter table talky.consents enable row level security;
create policy consents_tenant on talky.consents for all to talky_request
  using (tenant_id = talky.current_tenant_id()) with check (tenant_id = talky.current_tenant_id());
create policy consents_worker on talky.consents for all to talky_worker using (true) with check (true);
grant select, insert, update (revoked_at) on talky.consents to talky_request, talky_worker;
