-- What every write leaves behind in its own transaction: the idempotency key it came with, a line for the outbox and a
-- line for the audit. Organisations add to them; none can change or remove anything.

create schema journal;

create table journal.idempotency (
  organisation_id uuid not null references directory.organisation,
  key text not null,
  operation text not null,
  fingerprint bytea not null,
  -- the answer without content: which object was touched, or which business errors were given
  outcome jsonb,
  at timestamptz not null default clock_timestamp(),
  primary key (organisation_id, key)
);

create table journal.outbox (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  organisation_id uuid not null references directory.organisation,
  kind text not null,
  object_type text not null,
  object_id uuid not null
);

create table journal.audit (
  id bigint generated always as identity primary key,
  transaction xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  organisation_id uuid not null references directory.organisation,
  client text not null,
  subject text not null,
  action text not null,
  objects text[] not null,
  outcome text not null
);

alter table journal.idempotency enable row level security, force row level security;
create policy own on journal.idempotency using (organisation_id = (select directory.session_organisation()));

alter table journal.outbox enable row level security, force row level security;
create policy append on journal.outbox for insert with check (organisation_id = (select directory.session_organisation()));

alter table journal.audit enable row level security, force row level security;
create policy append on journal.audit for insert with check (organisation_id = (select directory.session_organisation()));

grant usage on schema journal to
  samverkan_unit, samverkan_police, samverkan_district, samverkan_municipality,
  samverkan_rfsu, samverkan_rfsl, samverkan_smittskydd;
