-- Whose tokens count, since when, and until when; and which proofs of possession have been used.

-- A registration is revoked, never removed: what the audit says of a client must go on meaning something.
alter table directory.issuer
  drop column active,
  add column registered_at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  add column revoked_at timestamptz;
alter table directory.client
  drop column active,
  add column registered_at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  add column revoked_at timestamptz;

-- Keys travel over TLS, or not over a network at all. An issuer without algorithms is one whose keys a development server holds itself.
alter table directory.issuer
  add constraint keys_travel_safely
    check (jwks_uri ~ '^https://[^/]' or jwks_uri ~ '^http://(127\.0\.0\.1|localhost|\[::1\])(:[0-9]+)?/'),
  add constraint signatures_are_known check (algorithms <@ array['ES256', 'PS256', 'EdDSA', 'Ed25519', 'RS256']);

-- A token is read together with its registration, so the look-up needs no more than these.
revoke select on directory.issuer, directory.client from samverkan_service;
grant select (issuer, jwks_uri, algorithms, revoked_at) on directory.issuer to samverkan_service;
grant select (issuer, client_id, organisation_id, revoked_at) on directory.client to samverkan_service;

-- A DPoP proof (RFC 9449) is good for one request to one node. What is kept of it is a hash, for longer than any node would accept it.
create table directory.used_proof (
  key bytea primary key check (octet_length(key) = 32),
  used_at timestamptz not null default now()
);
create index on directory.used_proof (used_at);

do $$ begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'samverkan_proofs') then
    create role samverkan_proofs nologin;
  end if;
end $$;

alter table directory.used_proof enable row level security, force row level security;
create policy record on directory.used_proof for insert with check (session_user = 'samverkan_proofs');
create policy see on directory.used_proof for select using (session_user in ('samverkan_proofs', 'samverkan_worker'));
create policy forget on directory.used_proof for delete using (session_user = 'samverkan_worker');

grant usage on schema directory to samverkan_proofs;
grant insert (key), select (key) on directory.used_proof to samverkan_proofs;
grant select (used_at), delete on directory.used_proof to samverkan_worker;
