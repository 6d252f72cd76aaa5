-- Trusted documents: what a client may ask in production, registered by the operator from the client's own build. Only the look-up of
-- clients reads them; a document tells what a client does, which is nobody else's to know.

create table directory.document (
  issuer text not null,
  client_id text not null,
  -- as GraphQL over HTTP has it: a plain name or hash, or one with a prefix such as sha256:
  id text collate "C" not null check (id ~ '^([A-Za-z0-9._~-]+:)?[A-Za-z0-9._~-]+$' and length(id) <= 200),
  text text not null,
  registered_at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  primary key (issuer, client_id, id),
  foreign key (issuer, client_id) references directory.client
);

alter table directory.document enable row level security, force row level security;
create policy everything on directory.document using ((select directory.session_is_owner()));
create policy service_reads on directory.document for select using (session_user = 'samverkan_service');

grant select (issuer, client_id, id, text) on directory.document to samverkan_service;
