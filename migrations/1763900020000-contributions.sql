-- What partners bring to the knowledge: observations in words, which the unit incorporates or declines, and verdicts on what
-- is published. Who said what is the unit's to know.

create table trends.contribution (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references directory.organisation,
  attribution text not null constraint attribution_is_a_code check (attribution in ('NAMED', 'ANONYMOUS')),
  status text not null default 'SUBMITTED'
    constraint contribution_status_is_a_code check (status in ('SUBMITTED', 'INCORPORATED', 'DECLINED')),
  title text not null,
  text text not null,
  period text,
  regions text[] not null,
  arenas text[] not null,
  submitted_at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  decided_at timestamptz,
  decision_note text,
  -- the draft that it went into, by the number of the revision which that draft becomes
  entry_id uuid references trends.entry,
  entry_revision integer,
  constraint decided_means_decided check (
    (status = 'SUBMITTED' and decided_at is null and decision_note is null and entry_id is null and entry_revision is null)
    or (status = 'INCORPORATED' and decided_at is not null and entry_id is not null and entry_revision is not null)
    or (status = 'DECLINED' and decided_at is not null and decision_note is not null
      and entry_id is null and entry_revision is null))
);
create index contribution_listed on trends.contribution (submitted_at desc, id desc);
create index contribution_entry on trends.contribution (entry_id);

alter table trends.contribution enable row level security, force row level security;
create policy read on trends.contribution for select using (
  (select directory.session_party()) = 'UNIT'
  or organisation_id = (select directory.session_organisation())
);
create policy offer on trends.contribution for insert
  with check (organisation_id = (select directory.session_organisation()) and status = 'SUBMITTED');
-- A decision stands: what is decided is not decided again.
create policy decide on trends.contribution for update
  using ((select directory.session_party()) = 'UNIT' and status = 'SUBMITTED')
  with check ((select directory.session_party()) = 'UNIT' and status <> 'SUBMITTED');

create table trends.corroboration (
  -- random, and the order of a list: it tells neither who said it nor when
  id uuid primary key default gen_random_uuid(),
  entry_id uuid not null references trends.entry,
  organisation_id uuid not null references directory.organisation,
  verdict text not null constraint verdict_is_a_code check (verdict in ('CONFIRMS', 'CONTRADICTS', 'NOT_SEEN')),
  comment text,
  -- a day and no more: everybody reads it, and a moment would tell who was at work
  at date not null,
  unique (entry_id, organisation_id)
);

create function trends.date_verdict() returns trigger
  language plpgsql set search_path = ''
  as $$ begin new.at := (pg_catalog.clock_timestamp() at time zone 'UTC')::date; return new; end $$;
revoke all on function trends.date_verdict() from public;
create trigger date_verdict before insert or update on trends.corroboration
  for each row execute function trends.date_verdict();

alter table trends.corroboration enable row level security, force row level security;
create policy read on trends.corroboration for select using (true);
create policy say on trends.corroboration for insert with check (
  organisation_id = (select directory.session_organisation())
  and exists (select from trends.entry e where e.id = entry_id and e.status <> 'DRAFT'));
create policy change on trends.corroboration for update
  using (organisation_id = (select directory.session_organisation()))
  with check (organisation_id = (select directory.session_organisation())
    and exists (select from trends.entry e where e.id = entry_id and e.status <> 'DRAFT'));

-- What the agreement gives each party here: the lines of `print-grants` about these two tables.
grant select (arenas, attribution, decided_at, decision_note, entry_id, entry_revision, id, organisation_id, period, regions, status, submitted_at, text, title) on trends.contribution to samverkan_unit;
grant select (at, comment, entry_id, id, organisation_id, verdict) on trends.corroboration to samverkan_unit;
grant update (decided_at, decision_note, entry_id, entry_revision, status) on trends.contribution to samverkan_unit;
grant insert (arenas, attribution, organisation_id, period, regions, text, title) on trends.contribution to samverkan_police;
grant insert (comment, entry_id, organisation_id, verdict) on trends.corroboration to samverkan_police;
grant select (arenas, attribution, decided_at, decision_note, id, organisation_id, period, regions, status, submitted_at, text, title) on trends.contribution to samverkan_police;
grant select (at, entry_id, id, verdict) on trends.corroboration to samverkan_police;
grant update (comment, verdict) on trends.corroboration to samverkan_police;
grant insert (arenas, attribution, organisation_id, period, regions, text, title) on trends.contribution to samverkan_district;
grant insert (comment, entry_id, organisation_id, verdict) on trends.corroboration to samverkan_district;
grant select (arenas, attribution, decided_at, decision_note, id, organisation_id, period, regions, status, submitted_at, text, title) on trends.contribution to samverkan_district;
grant select (at, entry_id, id, verdict) on trends.corroboration to samverkan_district;
grant update (comment, verdict) on trends.corroboration to samverkan_district;
grant insert (arenas, attribution, organisation_id, period, regions, text, title) on trends.contribution to samverkan_municipality;
grant insert (comment, entry_id, organisation_id, verdict) on trends.corroboration to samverkan_municipality;
grant select (arenas, attribution, decided_at, decision_note, id, organisation_id, period, regions, status, submitted_at, text, title) on trends.contribution to samverkan_municipality;
grant select (at, entry_id, id, verdict) on trends.corroboration to samverkan_municipality;
grant update (comment, verdict) on trends.corroboration to samverkan_municipality;
grant insert (arenas, attribution, organisation_id, period, regions, text, title) on trends.contribution to samverkan_rfsu;
grant insert (comment, entry_id, organisation_id, verdict) on trends.corroboration to samverkan_rfsu;
grant select (arenas, attribution, decided_at, decision_note, id, organisation_id, period, regions, status, submitted_at, text, title) on trends.contribution to samverkan_rfsu;
grant select (at, entry_id, id, verdict) on trends.corroboration to samverkan_rfsu;
grant update (comment, verdict) on trends.corroboration to samverkan_rfsu;
grant insert (arenas, attribution, organisation_id, period, regions, text, title) on trends.contribution to samverkan_rfsl;
grant insert (comment, entry_id, organisation_id, verdict) on trends.corroboration to samverkan_rfsl;
grant select (arenas, attribution, decided_at, decision_note, id, organisation_id, period, regions, status, submitted_at, text, title) on trends.contribution to samverkan_rfsl;
grant select (at, entry_id, id, verdict) on trends.corroboration to samverkan_rfsl;
grant update (comment, verdict) on trends.corroboration to samverkan_rfsl;
grant insert (arenas, attribution, organisation_id, period, regions, text, title) on trends.contribution to samverkan_smittskydd;
grant insert (comment, entry_id, organisation_id, verdict) on trends.corroboration to samverkan_smittskydd;
grant select (arenas, attribution, decided_at, decision_note, id, organisation_id, period, regions, status, submitted_at, text, title) on trends.contribution to samverkan_smittskydd;
grant select (at, entry_id, id, verdict) on trends.corroboration to samverkan_smittskydd;
grant update (comment, verdict) on trends.corroboration to samverkan_smittskydd;
