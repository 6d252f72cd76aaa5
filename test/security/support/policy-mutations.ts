// Ways to loosen or break the row rules of the database, as SQL: every policy dropped and opened, every table unprotected, and
// the mistakes that a careless edit would make.
import type { Database } from './privileges.js';

interface Policy {
  readonly table: string;
  readonly name: string;
  readonly uses: boolean;
  readonly checks: boolean;
  readonly open: boolean;
  readonly shut: boolean;
}

/** What to run, by the check that must notice: that of the row rules, or the comparison at boot. */
export interface PolicyMutations {
  readonly rows: readonly string[];
  readonly boot: readonly string[];
}

const POLICIES = `select schemaname || '.' || tablename as "table", policyname as name, qual is not null as uses,
    with_check is not null as checks, qual = 'true' as open, qual = 'false' as shut from pg_policies
  where schemaname in ('directory', 'trends', 'referrals', 'activity', 'statistics', 'cube', 'journal') order by 1, 2`;

const SUPPORTED = `create or replace function referrals.supported_by_session() returns uuid[] language sql stable security definer
  set search_path = '' as`;
const unit = `directory.session_party() = 'UNIT'`;
const sender = 'flagged_by_id = directory.session_organisation()';
const own = 'organisation_id = directory.session_organisation()';

const SLIPS = [
  `alter policy record on directory.used_proof with check (session_user ~ '^samverkan_')`,
  `alter policy see on directory.used_proof using (session_user ~ '^samverkan_')`,
  `alter policy forget on directory.used_proof using (session_user ~ '^samverkan_')`,
  `alter policy submit on referrals.referral with check (directory.session_party() = 'POLICE')`,
  `alter policy submit on referrals.referral with check (${sender})`,
  `alter policy record on referrals.event with check (organisation_id = directory.session_organisation())`,
  `alter policy record on referrals.event with check (exists (select from referrals.referral r where r.id = referral_id))`,
  `alter policy read on referrals.consent using (organisation_id = directory.session_organisation())`,
  `alter policy read on trends.entry using (status <> 'WITHDRAWN' or ${unit})`,
  `alter policy read on trends.entry using (status <> 'DRAFT')`,
  `alter policy unit on trends.draft using (directory.session_party() in ('UNIT', 'MUNICIPALITY'))`,
  `alter policy read on activity.report using (${own})`,
  `alter policy read on activity.report using (${own} or directory.session_party() in ('UNIT', 'POLICE'))`,
  `alter policy read on activity.report using (${own} or directory.session_party() is not null)`,
  `alter policy report on activity.report with check (${own} or ${unit})`,
  `alter policy correct on activity.report using (${own} or ${unit})`,
  `alter policy correct on activity.report with check (organisation_id is not null)`,
  `alter policy read on statistics.batch using (${own})`,
  `alter policy read on statistics.batch using (${own} or directory.session_party() in ('UNIT', 'MUNICIPALITY'))`,
  `alter policy read on statistics.batch using (${own} or directory.session_party() is not null)`,
  `alter policy read on statistics.batch using ((${own} or ${unit}) and withdrawn_at is null)`,
  `alter policy send on statistics.batch with check (${own} or ${unit})`,
  `alter policy change on statistics.batch using (${own})`,
  `alter policy change on statistics.batch using ((${own} or ${unit}) and withdrawn_at is null)`,
  `alter policy change on statistics.batch with check (organisation_id is not null)`,
  `alter policy change on statistics.batch with check (${own} or ${unit})`,
  `alter policy clock_reads on statistics.batch using (session_user ~ '^samverkan_')`,
  `alter policy count on cube.cell with check (batch_id in (select id from statistics.batch where withdrawn_at is null))`,
  `alter policy count on cube.cell with check (batch_id in (select id from statistics.batch where ${own}))`,
  `alter policy count on cube.cell with check (${unit})`,
  `create policy mine on cube.cell for select using (${unit})`,
  `create policy mine on cube.cell for select using (batch_id in (select id from statistics.batch))`,
  `create policy mine on cube.cell for select using (directory.session_party() = 'MUNICIPALITY' and n > 1)`,
  `create policy mine on cube.cell for delete using (${unit})`,
  `create policy mine on cube.cell for insert with check (session_user = 'samverkan_worker')`,
  `create policy mine on cube.cell for all using (session_user = 'samverkan_worker')`,
  `alter policy clock_reads on cube.cell using (session_user ~ '^samverkan_')`,
  `alter policy clock on cube.cell using (session_user = 'samverkan_worker')`,
  `alter policy clock on cube.cell using (session_user = 'samverkan_worker' and batch_id in (select id from statistics.batch where withdrawn_at is null))`,
  `alter policy read on statistics.release using (published_at is not null or directory.session_party() in ('UNIT', 'POLICE'))`,
  `alter policy read on statistics.release using (published_at is not null or directory.session_party() is not null)`,
  `alter policy read on statistics.release using (published_at is not null)`,
  `alter policy ask on statistics.release with check (${unit})`,
  `alter policy ask on statistics.release with check (published_at is null)`,
  `alter policy build_reads on statistics.release using (session_user ~ '^samverkan_')`,
  `alter policy build on statistics.release using (session_user = 'samverkan_worker')`,
  `alter policy build on statistics.release using (published_at is null)`,
  `alter policy read on statistics.published using (release_id in (select id from statistics.release))`,
  `alter policy build on statistics.published with check (session_user = 'samverkan_worker')`,
  `alter policy build on statistics.published with check (release_id in (select id from statistics.release where published_at is null))`,
  `create policy mine on statistics.release for insert with check (session_user = 'samverkan_worker')`,
  `create policy mine on statistics.release for delete using (session_user = 'samverkan_worker')`,
  `create policy mine on statistics.release for update using (${unit}) with check (published_at is null)`,
  `create policy mine on statistics.published for insert with check (${unit})`,
  `create policy mine on statistics.published for update using (session_user = 'samverkan_worker')`,
  `create policy mine on statistics.published for delete using (session_user = 'samverkan_worker')`,
  `create policy mine on cube.basis for select using (${unit})`,
  `create policy mine on cube.basis for select using (release_id in (select id from statistics.release where published_at is not null))`,
  `create policy mine on cube.basis for update using (session_user = 'samverkan_worker')`,
  `alter policy build_reads on cube.basis using (session_user ~ '^samverkan_')`,
  `alter policy build on cube.basis with check (session_user = 'samverkan_worker')`,
  `alter policy build on cube.basis with check (release_id in (select id from statistics.release where published_at is null))`,
  `alter policy build on activity.report using (session_user ~ '^samverkan_')`,
  `alter policy change on directory.organisation using (directory.session_is_owner() or ${unit})`,
  `alter policy service_reads on directory.document using (session_user ~ '^samverkan_')`,
  `alter policy service_reads on directory.document using (session_user = 'samverkan_service' or ${unit})`,
  `create policy mine on directory.document for insert with check (session_user = 'samverkan_service')`,
  `alter policy change on directory.organisation using (party = directory.session_party() or ${unit})`,
  `alter policy own on journal.idempotency using (organisation_id is not null)`,
  `create or replace function journal.still_own(objects text[]) returns text[] language sql stable as 'select objects'`,
  `alter policy read on journal.audit using (sequence is not null and (${unit} or ${own}))`,
  `alter policy read on journal.audit using (${unit} or ${own})`,
  `alter policy read on journal.shown using (${own})`,
  `alter policy read on journal.shown using (objects = '{}' or journal.still_own(objects) <> '{}')`,
  `alter policy seal on journal.audit using (session_user = 'samverkan_worker')`,
  `alter policy purge on journal.audit using (session_user = 'samverkan_worker')`,
  `alter policy operator on journal.audit with check (directory.session_is_owner())`,
  `${SUPPORTED} 'select array_agg(referral_id) from referrals.supporter where organisation_id = directory.session_organisation()'`,
  `create or replace function journal.still_own(objects text[]) returns text[] language sql stable as 'select objects'`,
  `alter policy read on journal.audit using (sequence is not null and (${unit} or ${own}))`,
  `alter policy read on journal.audit using (${unit} or ${own})`,
  `alter policy read on journal.shown using (${own})`,
  `alter policy read on journal.shown using (objects = '{}' or journal.still_own(objects) <> '{}')`,
  `alter policy seal on journal.audit using (session_user = 'samverkan_worker')`,
  `alter policy purge on journal.audit using (session_user = 'samverkan_worker')`,
  `alter policy operator on journal.audit with check (directory.session_is_owner())`,
  `${SUPPORTED} 'select array_agg(referral_id) from referrals.supporter where until is null'`,
  `${SUPPORTED} $$ select '{}'::uuid[] $$`,
  `create or replace function directory.session_party() returns text language sql stable as $$ select 'UNIT' $$`,
  `create or replace function directory.session_party() returns text language sql stable as $$ select null $$`,
  `create or replace function directory.session_is_owner() returns boolean language sql stable as $$ select true $$`,
  `create or replace function directory.session_organisation() returns uuid language sql stable security definer set search_path = ''
   as $$ select id from directory.organisation where code = 'socialjouren' $$`,
];

/** Every mutation of the row rules, one at a time. */
export async function policyMutations(owner: Database): Promise<PolicyMutations> {
  const policies = await owner.query<Policy>(POLICIES);
  const tables = [...new Set(policies.map(({ table }) => table))];
  const rows = [
    ...policies.map(({ table, name }) => `drop policy ${name} on ${table}`),
    ...policies
      .filter(({ uses, open }) => uses && !open)
      .map(({ table, name }) => `alter policy ${name} on ${table} using (true)`),
    ...policies
      .filter(({ checks }) => checks)
      .map(({ table, name }) => `alter policy ${name} on ${table} with check (true)`),
    ...policies
      .filter(({ uses, shut }) => uses && !shut)
      .map(({ table, name }) => `alter policy ${name} on ${table} using (false)`),
    ...policies
      .filter(({ checks }) => checks)
      .map(({ table, name }) => `alter policy ${name} on ${table} with check (false)`),
    ...tables.map((table) => `create policy mine on ${table} using (true) with check (true)`),
    ...tables.map((table) => `create policy mine on ${table} as restrictive using (false)`),
    ...tables.map((table) => `alter table ${table} disable row level security`),
    ...SLIPS,
  ];
  const boot = tables.flatMap((table) => [
    `alter table ${table} no force row level security`,
    `alter table ${table} disable row level security`,
  ]);
  return { rows, boot: [...boot, 'alter view trends.working_copy set (security_invoker = false)'] };
}
