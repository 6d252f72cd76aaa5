-- Activity reports: an organisation's own monthly counts of its work, at a general level. One row per organisation, month,
-- municipality and kind; whoever reports the same again corrects it.

create schema activity;

create table activity.report (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references directory.organisation,
  -- "C" so that months are compared as they are written, whatever the database sorts its texts by
  month text collate "C" not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  municipality text not null,
  kind text not null,
  count integer not null check (count between 0 and 100000),
  note text,
  unique (organisation_id, month, municipality, kind)
);
create index report_listed on activity.report (month desc, id desc);

alter table activity.report enable row level security, force row level security;
create policy read on activity.report for select using (
  (select directory.session_party()) = 'UNIT'
  or organisation_id = (select directory.session_organisation())
);
create policy report on activity.report for insert
  with check (organisation_id = (select directory.session_organisation()));
create policy correct on activity.report for update
  using (organisation_id = (select directory.session_organisation()))
  with check (organisation_id = (select directory.session_organisation()));

grant usage on schema activity to
  samverkan_unit, samverkan_police, samverkan_district, samverkan_municipality,
  samverkan_rfsu, samverkan_rfsl, samverkan_smittskydd;

-- What the agreement gives each party: the lines of `print-grants` about activity when this migration was written.
grant insert (count, kind, month, municipality, note, organisation_id) on activity.report to samverkan_unit;
grant select (count, id, kind, month, municipality, note, organisation_id) on activity.report to samverkan_unit;
grant update (count, note) on activity.report to samverkan_unit;
grant insert (count, kind, month, municipality, note, organisation_id) on activity.report to samverkan_police;
grant select (count, id, kind, month, municipality, note, organisation_id) on activity.report to samverkan_police;
grant update (count, note) on activity.report to samverkan_police;
grant insert (count, kind, month, municipality, note, organisation_id) on activity.report to samverkan_district;
grant select (count, id, kind, month, municipality, note, organisation_id) on activity.report to samverkan_district;
grant update (count, note) on activity.report to samverkan_district;
grant insert (count, kind, month, municipality, note, organisation_id) on activity.report to samverkan_municipality;
grant select (count, id, kind, month, municipality, note, organisation_id) on activity.report to samverkan_municipality;
grant update (count, note) on activity.report to samverkan_municipality;
grant insert (count, kind, month, municipality, note, organisation_id) on activity.report to samverkan_rfsu;
grant select (count, id, kind, month, municipality, note, organisation_id) on activity.report to samverkan_rfsu;
grant update (count, note) on activity.report to samverkan_rfsu;
grant insert (count, kind, month, municipality, note, organisation_id) on activity.report to samverkan_rfsl;
grant select (count, id, kind, month, municipality, note, organisation_id) on activity.report to samverkan_rfsl;
grant update (count, note) on activity.report to samverkan_rfsl;
grant insert (count, kind, month, municipality, note, organisation_id) on activity.report to samverkan_smittskydd;
grant select (count, id, kind, month, municipality, note, organisation_id) on activity.report to samverkan_smittskydd;
grant update (count, note) on activity.report to samverkan_smittskydd;
