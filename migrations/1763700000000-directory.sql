-- Who takes part: organisations, the issuers and clients that speak for them, and the functions by which every
-- row policy asks "which organisation is this session?". The answer comes from session_user alone: no statement
-- that a session can run changes it, unlike a GUC or SET ROLE.

create schema directory;

do $$
declare role_name text;
begin
  foreach role_name in array array[
    'samverkan_unit', 'samverkan_police', 'samverkan_district', 'samverkan_municipality',
    'samverkan_rfsu', 'samverkan_rfsl', 'samverkan_smittskydd', 'samverkan_service'
  ] loop
    if not exists (select from pg_catalog.pg_roles where rolname = role_name) then
      execute format('create role %I nologin', role_name);
    end if;
  end loop;
end $$;

create table directory.organisation (
  id uuid primary key default gen_random_uuid(),
  code text not null unique check (code ~ '^[a-z][a-z0-9-]{1,48}$'),
  name text not null,
  party text not null check (party in ('UNIT', 'POLICE', 'DISTRICT', 'MUNICIPALITY', 'RFSU', 'RFSL', 'SMITTSKYDD')),
  mandate text not null,
  services text[] not null default '{}',
  regions text[] not null default '{}',
  contact text not null,
  agreement_signed_at date,
  active boolean not null default true,
  login text not null unique
);

-- An access token is accepted only from a registered issuer, and its organisation is the one that (issuer, client) is
-- registered for; no claim of the token can say otherwise.
create table directory.issuer (
  issuer text primary key,
  jwks_uri text not null,
  algorithms text[] not null,
  active boolean not null default true
);

create table directory.client (
  issuer text not null references directory.issuer,
  client_id text not null,
  organisation_id uuid not null references directory.organisation,
  active boolean not null default true,
  primary key (issuer, client_id)
);
create index on directory.client (organisation_id);

create function directory.session_organisation() returns uuid
  language sql stable security definer set search_path = ''
  as $$ select id from directory.organisation where login = session_user and active $$;

create function directory.session_party() returns text
  language sql stable security definer set search_path = ''
  as $$ select party from directory.organisation where login = session_user and active $$;

-- True for the owner of the tables and for superusers: migrations and the operator's commands.
create function directory.session_is_owner() returns boolean
  language sql stable security definer set search_path = ''
  as $$ select pg_catalog.pg_has_role(session_user, c.relowner, 'member')
        from pg_catalog.pg_class c where c.oid = 'directory.organisation'::pg_catalog.regclass $$;

-- Whom a flag can be sent to and a consent can name. Whether an organisation is active is the unit's to read, so the others
-- ask this function, which answers with those that are.
create function directory.active_organisations() returns table (id uuid, code text, party text, regions text[])
  language sql stable security definer set search_path = ''
  as $$ select o.id, o.code, o.party, o.regions from directory.organisation o where o.active order by o.code $$;

revoke all on function directory.session_organisation(), directory.session_party(), directory.session_is_owner(),
  directory.active_organisations() from public;
grant execute on function directory.session_organisation(), directory.session_party(), directory.session_is_owner(),
  directory.active_organisations()
  to samverkan_unit, samverkan_police, samverkan_district, samverkan_municipality,
     samverkan_rfsu, samverkan_rfsl, samverkan_smittskydd, samverkan_service;

alter table directory.organisation enable row level security, force row level security;
create policy read on directory.organisation for select using (true);
create policy enrol on directory.organisation for insert with check ((select directory.session_is_owner()));
create policy change on directory.organisation for update using (
  (select directory.session_is_owner())
  or (select directory.session_party()) = 'UNIT'
  or id = (select directory.session_organisation())
);

alter table directory.issuer enable row level security, force row level security;
create policy everything on directory.issuer using ((select directory.session_is_owner()));
create policy service_reads on directory.issuer for select using (session_user = 'samverkan_service');

alter table directory.client enable row level security, force row level security;
create policy everything on directory.client using ((select directory.session_is_owner()));
create policy service_reads on directory.client for select using (session_user = 'samverkan_service');

grant usage on schema directory to
  samverkan_unit, samverkan_police, samverkan_district, samverkan_municipality,
  samverkan_rfsu, samverkan_rfsl, samverkan_smittskydd, samverkan_service;
grant select (id, code, party, active, login) on directory.organisation to samverkan_service;
grant select on directory.issuer, directory.client to samverkan_service;
