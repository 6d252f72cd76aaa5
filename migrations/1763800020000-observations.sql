-- Observations become counts. A batch says who sent how many rows; the cube holds numbers and record keys by finest cell, per
-- batch, so that a batch can be withdrawn whole. The observations themselves are not kept, and nobody but the worker reads the cube.

create schema statistics;

create table statistics.batch (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references directory.organisation,
  source text not null,
  -- of the whole content, so that the same is recognised when it comes again
  digest bytea not null,
  row_count integer not null default 0,
  rejected_count integer not null default 0,
  received_at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  withdrawn_at timestamptz
);
create unique index batch_once on statistics.batch (organisation_id, digest) where withdrawn_at is null;
create index batch_listed on statistics.batch (received_at desc, id desc);

alter table statistics.batch enable row level security, force row level security;
create policy read on statistics.batch for select using (
  (select directory.session_party()) = 'UNIT'
  or organisation_id = (select directory.session_organisation())
);
create policy send on statistics.batch for insert
  with check (organisation_id = (select directory.session_organisation()));
-- A batch that was withdrawn stays as it was: its cells are gone, or about to be.
create policy change on statistics.batch for update
  using (organisation_id = (select directory.session_organisation()) and withdrawn_at is null)
  with check (organisation_id = (select directory.session_organisation()));

create schema cube;

create table cube.cell (
  batch_id uuid not null references statistics.batch,
  week text not null,
  municipality text not null,
  arena text not null,
  age_band text not null,
  gender text not null,
  change text not null,
  count_unit text not null,
  n bigint not null check (n > 0),
  rk bigint not null check (rk between 0 and 4294967295)
);
create index cell_batch on cube.cell (batch_id);

alter table cube.cell enable row level security, force row level security;
create policy count on cube.cell for insert with check (
  batch_id in (select b.id from statistics.batch b
    where b.organisation_id = (select directory.session_organisation()) and b.withdrawn_at is null));
create policy clock_reads on cube.cell for select using (session_user = 'samverkan_worker');
create policy clock on cube.cell for delete using (
  session_user = 'samverkan_worker'
  and batch_id in (select b.id from statistics.batch b where b.withdrawn_at is not null));

-- The cells of a withdrawn batch go with the next round of the worker.
create policy clock_reads on statistics.batch for select using (session_user = 'samverkan_worker');
grant usage on schema statistics, cube to samverkan_worker;
grant select (id, withdrawn_at) on statistics.batch to samverkan_worker;
grant select (batch_id), delete on cube.cell to samverkan_worker;

grant usage on schema statistics, cube to samverkan_unit, samverkan_municipality;

-- What the agreement gives each party here: the output of `print-grants`.
grant insert (age_band, arena, batch_id, change, count_unit, gender, municipality, n, rk, week) on cube.cell to samverkan_unit;
grant insert (digest, organisation_id, source) on statistics.batch to samverkan_unit;
grant select (id, organisation_id, received_at, rejected_count, row_count, source, withdrawn_at) on statistics.batch to samverkan_unit;
grant update (rejected_count, row_count, withdrawn_at) on statistics.batch to samverkan_unit;
grant insert (age_band, arena, batch_id, change, count_unit, gender, municipality, n, rk, week) on cube.cell to samverkan_municipality;
grant insert (digest, organisation_id, source) on statistics.batch to samverkan_municipality;
grant select (id, organisation_id, received_at, rejected_count, row_count, source, withdrawn_at) on statistics.batch to samverkan_municipality;
grant update (rejected_count, row_count, withdrawn_at) on statistics.batch to samverkan_municipality;
