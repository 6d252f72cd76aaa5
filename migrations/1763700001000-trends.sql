-- Trend entries. What everybody may find is in `revision`, published and immutable; what only the unit may see is in
-- `draft`, a table that no other party can read at all. So `revision` needs no row condition, and search can use its index
-- (a full-text match is not leak-proof: behind a row condition PostgreSQL would have to read every row first).

create schema trends;

create table trends.entry (
  id uuid primary key default gen_random_uuid(),
  status text not null check (status in ('DRAFT', 'PUBLISHED', 'WITHDRAWN')),
  -- grows with every change; readers see the version at which they last saw a change, or it would tell them of drafts
  version integer not null default 1,
  shown_version integer not null default 1,
  -- the revision that readers see; for an entry never published, the one being drafted
  revision integer not null default 1,
  publisher_id uuid not null references directory.organisation,
  -- when the revision that readers see was published; for an entry never published, when it was drafted
  listed_at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  withdrawn_reason text
);
create index entry_listed on trends.entry (listed_at desc, id desc);

-- Arrays have no immutable text form; these words are only ever fed to the full-text parser.
create function trends.words(parts text[]) returns text
  language sql immutable parallel safe set search_path = ''
  as $$ select pg_catalog.array_to_string(parts, ' ') $$;

create table trends.draft (
  entry_id uuid primary key references trends.entry on delete cascade,
  number integer not null,
  drafted_by text not null,
  kind text not null,
  title text not null,
  summary text not null,
  body text not null,
  language text not null,
  period text not null,
  period_from date not null,
  period_to date not null,
  regions text[] not null,
  arenas text[] not null,
  age_bands text[] not null,
  genders text[] not null,
  topics text[] not null,
  direction text not null,
  confidence text not null,
  count_unit text,
  method text not null,
  coverage text not null,
  method_notes text,
  sources text[] not null,
  policing_notes text,
  health_notes text,
  outreach_guidance text
);

create table trends.revision (
  entry_id uuid not null references trends.entry,
  number integer not null,
  drafted_by text not null,
  published_at timestamptz not null,
  kind text not null,
  title text not null,
  summary text not null,
  body text not null,
  language text not null,
  period text not null,
  period_from date not null,
  period_to date not null,
  regions text[] not null,
  arenas text[] not null,
  age_bands text[] not null,
  genders text[] not null,
  topics text[] not null,
  direction text not null,
  confidence text not null,
  count_unit text,
  method text not null,
  coverage text not null,
  method_notes text,
  sources text[] not null,
  policing_notes text,
  health_notes text,
  outreach_guidance text,
  primary key (entry_id, number)
);

create index revision_regions on trends.revision using gin (regions);
create index revision_arenas on trends.revision using gin (arenas);
create index revision_topics on trends.revision using gin (topics);

-- One search vector per party, made of exactly the texts that the party may read: neither a match nor a rank can depend
-- on a field that the searcher may not see. The parts that all parties share come first.
create function trends.searchable(title text, summary text, body text, topics text[], method text, coverage text)
  returns tsvector language sql immutable parallel safe set search_path = ''
  as $$ select pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.swedish', title), 'A')
            || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.swedish', summary || ' ' || trends.words(topics)), 'B')
            || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.swedish', body), 'C')
            || pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.swedish', method || ' ' || coverage), 'D') $$;

create function trends.searchable_note(note text) returns tsvector
  language sql immutable parallel safe set search_path = ''
  as $$ select pg_catalog.setweight(pg_catalog.to_tsvector('pg_catalog.swedish', coalesce(note, '')), 'D') $$;

alter table trends.revision
  add search_unit tsvector generated always as (
    trends.searchable(title, summary, body, topics, method, coverage)
    || trends.searchable_note(method_notes) || trends.searchable_note(trends.words(sources))
    || trends.searchable_note(policing_notes) || trends.searchable_note(health_notes)
    || trends.searchable_note(outreach_guidance)) stored,
  add search_police tsvector generated always as (
    trends.searchable(title, summary, body, topics, method, coverage)
    || trends.searchable_note(trends.words(sources)) || trends.searchable_note(policing_notes)) stored,
  add search_district tsvector generated always as (
    trends.searchable(title, summary, body, topics, method, coverage)
    || trends.searchable_note(outreach_guidance)) stored,
  add search_municipality tsvector generated always as (
    trends.searchable(title, summary, body, topics, method, coverage)
    || trends.searchable_note(method_notes) || trends.searchable_note(trends.words(sources))
    || trends.searchable_note(outreach_guidance)) stored,
  add search_rfsu tsvector generated always as (
    trends.searchable(title, summary, body, topics, method, coverage)
    || trends.searchable_note(health_notes) || trends.searchable_note(outreach_guidance)) stored,
  add search_rfsl tsvector generated always as (
    trends.searchable(title, summary, body, topics, method, coverage)
    || trends.searchable_note(health_notes) || trends.searchable_note(outreach_guidance)) stored,
  add search_smittskydd tsvector generated always as (
    trends.searchable(title, summary, body, topics, method, coverage)
    || trends.searchable_note(health_notes)) stored;
create index revision_search_unit on trends.revision using gin (search_unit);
create index revision_search_police on trends.revision using gin (search_police);
create index revision_search_district on trends.revision using gin (search_district);
create index revision_search_municipality on trends.revision using gin (search_municipality);
create index revision_search_rfsu on trends.revision using gin (search_rfsu);
create index revision_search_rfsl on trends.revision using gin (search_rfsl);
create index revision_search_smittskydd on trends.revision using gin (search_smittskydd);

-- What the unit works with: every published revision, and every draft.
create view trends.working_copy with (security_invoker = true) as
  select entry_id, number, drafted_by, published_at, kind, title, summary, body, language, period, period_from, period_to,
         regions, arenas, age_bands, genders, topics, direction, confidence, count_unit, method, coverage,
         method_notes, sources, policing_notes, health_notes, outreach_guidance, search_unit
  from trends.revision
  union all
  select entry_id, number, drafted_by, null, kind, title, summary, body, language, period, period_from, period_to,
         regions, arenas, age_bands, genders, topics, direction, confidence, count_unit, method, coverage,
         method_notes, sources, policing_notes, health_notes, outreach_guidance,
         trends.searchable(title, summary, body, topics, method, coverage)
         || trends.searchable_note(method_notes) || trends.searchable_note(trends.words(sources))
         || trends.searchable_note(policing_notes) || trends.searchable_note(health_notes)
         || trends.searchable_note(outreach_guidance)
  from trends.draft;

create function trends.refuse_change() returns trigger
  language plpgsql set search_path = ''
  as $$ begin raise exception 'a published revision never changes' using errcode = 'restrict_violation'; end $$;
create trigger immutable before update or delete on trends.revision for each row execute function trends.refuse_change();
create trigger immutable_all before truncate on trends.revision execute function trends.refuse_change();

alter table trends.entry enable row level security, force row level security;
create policy read on trends.entry for select
  using (status <> 'DRAFT' or (select directory.session_party()) = 'UNIT');
create policy write on trends.entry for insert with check ((select directory.session_party()) = 'UNIT');
create policy change on trends.entry for update using ((select directory.session_party()) = 'UNIT');

alter table trends.draft enable row level security, force row level security;
create policy unit on trends.draft using ((select directory.session_party()) = 'UNIT');

alter table trends.revision enable row level security, force row level security;
create policy read on trends.revision for select using (true);
create policy publish on trends.revision for insert with check ((select directory.session_party()) = 'UNIT');

revoke all on function trends.words(text[]), trends.searchable(text, text, text, text[], text, text),
  trends.searchable_note(text), trends.refuse_change() from public;
grant execute on function trends.words(text[]), trends.searchable(text, text, text, text[], text, text),
  trends.searchable_note(text) to samverkan_unit;
grant usage on schema trends to
  samverkan_unit, samverkan_police, samverkan_district, samverkan_municipality,
  samverkan_rfsu, samverkan_rfsl, samverkan_smittskydd;
