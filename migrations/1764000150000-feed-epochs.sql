-- The epoch of the feeds: what is restored from a copy gives the positions that were lost again, to other lines, so cursors say in which
-- epoch theirs was given (docs/adr/0015). The one row is renewed as the superuser, by the procedure of a restore (docs/operations.md).
create table journal.epoch (
  epoch uuid not null default gen_random_uuid()
);
create unique index epoch_once on journal.epoch ((true));
insert into journal.epoch default values;

alter table journal.epoch enable row level security, force row level security;
create policy read on journal.epoch for select using ((select directory.session_organisation()) is not null);

-- What the agreement gives each party here: what `print-grants` prints now and did not before.
grant select (epoch) on journal.epoch to samverkan_unit, samverkan_police, samverkan_district, samverkan_municipality,
  samverkan_rfsu, samverkan_rfsl, samverkan_smittskydd;
