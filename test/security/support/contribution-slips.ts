// Slips in the rules of contributions and verdicts: one condition lost, one too many, or what the database notes by itself undone.
const own = 'organisation_id = directory.session_organisation()';
const unit = `directory.session_party() = 'UNIT'`;

export const CONTRIBUTION_SLIPS: readonly string[] = [
  `alter policy read on trends.contribution using (${own})`,
  `alter policy read on trends.contribution using (${unit})`,
  `alter policy read on trends.contribution using (${own} or directory.session_party() in ('UNIT', 'POLICE'))`,
  `alter policy read on trends.contribution using (${own} or ${unit} or attribution = 'NAMED' or status = 'INCORPORATED')`,
  `alter policy offer on trends.contribution with check (${own})`,
  `alter policy offer on trends.contribution with check (status = 'SUBMITTED')`,
  `alter policy decide on trends.contribution using (${unit})`,
  `alter policy decide on trends.contribution using (${own} and status = 'SUBMITTED')`,
  `alter policy decide on trends.contribution with check (${unit})`,
  `create policy mine on trends.contribution for delete using (${own})`,
  `alter policy say on trends.corroboration with check (${own})`,
  `alter policy say on trends.corroboration with check (entry_id in (select id from trends.entry where status <> 'DRAFT'))`,
  `alter policy say on trends.corroboration with check (${own} and entry_id in (select id from trends.entry))`,
  `alter policy change on trends.corroboration using (${own} or ${unit})`,
  `alter policy change on trends.corroboration with check (${own})`,
  `alter policy change on trends.corroboration with check (entry_id in (select id from trends.entry where status <> 'DRAFT'))`,
  `create policy mine on trends.corroboration for delete using (${own})`,
  `alter table trends.corroboration disable trigger date_verdict`,
  `create or replace function trends.date_verdict() returns trigger language plpgsql as $$ begin return new; end $$`,
  `alter table trends.corroboration drop constraint corroboration_entry_id_organisation_id_key`,
  `alter table trends.contribution drop constraint decided_means_decided`,
];
