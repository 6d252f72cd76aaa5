-- Releases: the unit asks for one, the worker builds it from true counts that no party can read, and what readers get is a table of
-- published counts that never changes. Row by row: a table of the catalogue in one period, its cells in the order of the code lists.

create table statistics.release (
  id uuid primary key default gen_random_uuid(),
  period text not null check (period ~ '^[0-9]{4}(-(H[12]|Q[1-4]))?$'),
  -- what was collected in the period; the other measures have no tables for it
  measures text[] not null check (
    cardinality(measures) > 0 and measures <@ array['ADVERTS', 'PERSONS_MET', 'REFERRALS', 'ACTIVITIES']),
  notes text,
  -- whether cells of earlier periods may be revised: once in a calendar quarter
  revises boolean not null,
  requested_at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  published_at timestamptz,
  -- what it was built with: parameters of the noise, catalogue, and a mark of the secret, which says nothing about it
  parameters jsonb,
  check ((published_at is null) = (parameters is null))
);
create index release_listed on statistics.release (published_at desc nulls first, id desc);
create unique index release_one_at_a_time on statistics.release ((true)) where published_at is null;
create unique index release_revises_once on statistics.release (date_trunc('quarter', requested_at at time zone 'UTC')) where revises;

create table statistics.published (
  release_id uuid not null references statistics.release,
  name text not null,
  -- "C" so that periods are compared as they are written
  period text collate "C" not null,
  counts integer[] not null,
  primary key (release_id, name, period)
);

-- The true counts that a table is published from, from the release on that first showed them. Numbers and sums of record keys.
create table cube.basis (
  name text not null,
  period text collate "C" not null,
  release_id uuid not null references statistics.release,
  n bigint[] not null,
  rk bigint[] not null,
  primary key (name, period, release_id)
);

create function statistics.refuse_change() returns trigger
  language plpgsql set search_path = ''
  as $$ begin raise exception 'what is published never changes' using errcode = 'restrict_violation'; end $$;
revoke all on function statistics.refuse_change() from public;
create trigger immutable before update or delete on statistics.published for each row execute function statistics.refuse_change();
create trigger immutable_all before truncate on statistics.published execute function statistics.refuse_change();
create trigger immutable before update or delete on statistics.release for each row when (old.published_at is not null)
  execute function statistics.refuse_change();
create trigger immutable_all before truncate on statistics.release execute function statistics.refuse_change();
create trigger immutable before update or delete on cube.basis for each row execute function statistics.refuse_change();
create trigger immutable_all before truncate on cube.basis execute function statistics.refuse_change();

alter table statistics.release enable row level security, force row level security;
create policy read on statistics.release for select
  using (published_at is not null or (select directory.session_party()) = 'UNIT');
create policy ask on statistics.release for insert
  with check ((select directory.session_party()) = 'UNIT' and published_at is null);
create policy build_reads on statistics.release for select using (session_user = 'samverkan_worker');
create policy build on statistics.release for update
  using (session_user = 'samverkan_worker' and published_at is null) with check (published_at is not null);

-- Counts are read once their release is published, and from then on none is added.
alter table statistics.published enable row level security, force row level security;
create policy read on statistics.published for select
  using (release_id in (select r.id from statistics.release r where r.published_at is not null));
create policy build on statistics.published for insert with check (
  session_user = 'samverkan_worker'
  and release_id in (select r.id from statistics.release r where r.published_at is null));

alter table cube.basis enable row level security, force row level security;
create policy build_reads on cube.basis for select using (session_user = 'samverkan_worker');
create policy build on cube.basis for insert with check (
  session_user = 'samverkan_worker'
  and release_id in (select r.id from statistics.release r where r.published_at is null));

-- Referrals and activities are counted by the same means. A referral's key is drawn when it is flagged, and what is erased leaves it in
-- the sum. A report stands for as many records as it counts: the sum of so many keys is one random number, made from a seed of the
-- report and its count, so that the same count always has the same key.
alter table referrals.referral add record_key bigint not null
  default ('x' || left(gen_random_uuid()::text, 8))::bit(32)::bigint
  check (record_key between 0 and 4294967295);
alter table referrals.erased add record_keys bigint not null
  default ('x' || left(gen_random_uuid()::text, 8))::bit(32)::bigint
  check (record_keys between 0 and 4294967295);
alter table activity.report add record_seed uuid not null default gen_random_uuid();
alter table referrals.referral alter column record_key set statistics 0;

create policy build on activity.report for select using (session_user = 'samverkan_worker');

grant usage on schema activity to samverkan_worker;
grant select (id, party) on directory.organisation to samverkan_worker;
grant select (week, municipality, arena, age_band, gender, change, count_unit, n, rk) on cube.cell to samverkan_worker;
grant select (record_key) on referrals.referral to samverkan_worker;
grant update (record_keys) on referrals.erased to samverkan_worker;
grant select (organisation_id, month, municipality, kind, count, record_seed) on activity.report to samverkan_worker;
grant select (id, period, measures, revises, requested_at, published_at, parameters), update (published_at, parameters)
  on statistics.release to samverkan_worker;
grant select, insert on statistics.published, cube.basis to samverkan_worker;
grant usage on schema statistics to
  samverkan_unit, samverkan_police, samverkan_district, samverkan_municipality,
  samverkan_rfsu, samverkan_rfsl, samverkan_smittskydd;

-- An entry refers to a table of a release: the question, the key of the release, and the names of the tables that answer it.
alter table trends.draft add statistics jsonb;
alter table trends.revision add statistics jsonb;
create or replace view trends.working_copy with (security_invoker = true) as
  select entry_id, number, drafted_by, published_at, kind, title, summary, body, language, period, period_from, period_to,
         regions, arenas, age_bands, genders, topics, direction, confidence, count_unit, method, coverage,
         method_notes, sources, policing_notes, health_notes, outreach_guidance, search_unit, statistics
  from trends.revision
  union all
  select entry_id, number, drafted_by, null, kind, title, summary, body, language, period, period_from, period_to,
         regions, arenas, age_bands, genders, topics, direction, confidence, count_unit, method, coverage,
         method_notes, sources, policing_notes, health_notes, outreach_guidance,
         trends.searchable(title, summary, body, topics, method, coverage)
         || trends.searchable_note(method_notes) || trends.searchable_note(trends.words(sources))
         || trends.searchable_note(policing_notes) || trends.searchable_note(health_notes)
         || trends.searchable_note(outreach_guidance), statistics
  from trends.draft;

-- What the agreement gives each party here: the output of `print-grants`.
grant insert (statistics) on trends.revision to samverkan_unit;
grant insert (statistics) on trends.draft to samverkan_unit;
grant insert (measures, notes, period, revises) on statistics.release to samverkan_unit;
grant select (statistics) on trends.revision to samverkan_unit;
grant select (statistics) on trends.working_copy to samverkan_unit;
grant select (statistics) on trends.draft to samverkan_unit;
grant select (counts, name, period, release_id) on statistics.published to samverkan_unit;
grant select (id, measures, notes, period, published_at, requested_at, revises) on statistics.release to samverkan_unit;
grant update (statistics) on trends.draft to samverkan_unit;
grant select (statistics) on trends.revision to samverkan_police;
grant select (counts, name, period, release_id) on statistics.published to samverkan_police;
grant select (id, notes, period, published_at) on statistics.release to samverkan_police;
grant select (statistics) on trends.revision to samverkan_district;
grant select (counts, name, period, release_id) on statistics.published to samverkan_district;
grant select (id, notes, period, published_at) on statistics.release to samverkan_district;
grant select (statistics) on trends.revision to samverkan_municipality;
grant select (counts, name, period, release_id) on statistics.published to samverkan_municipality;
grant select (id, notes, period, published_at) on statistics.release to samverkan_municipality;
grant select (statistics) on trends.revision to samverkan_rfsu;
grant select (counts, name, period, release_id) on statistics.published to samverkan_rfsu;
grant select (id, notes, period, published_at) on statistics.release to samverkan_rfsu;
grant select (statistics) on trends.revision to samverkan_rfsl;
grant select (counts, name, period, release_id) on statistics.published to samverkan_rfsl;
grant select (id, notes, period, published_at) on statistics.release to samverkan_rfsl;
grant select (statistics) on trends.revision to samverkan_smittskydd;
grant select (counts, name, period, release_id) on statistics.published to samverkan_smittskydd;
grant select (id, notes, period, published_at) on statistics.release to samverkan_smittskydd;
