// Reads of the audit. Which events an organisation is shown is PostgreSQL's to decide (migrations: audit). Only what is sealed is read,
// and reading it leaves a line: one for each page, however many events are on it.
import { guardedFields } from './guarded-fields.js';
import { shownObjects } from './fields/audit.js';
import { queryPage, type PageRow } from './page.js';
import { selectList, type Selection } from './select.js';
import type { Reading } from './audit-trail.js';
import type { TrackedReader } from './reader.js';

export interface AuditConditions {
  readonly organisationId?: string | null;
  readonly action?: string | null;
  /** The name of an object, such as Referral/... */
  readonly object?: string | null;
  readonly since?: string | null;
  readonly until?: string | null;
}

/** A page of the events that an organisation is shown, the newest first. */
export function listAuditEvents(
  reader: TrackedReader,
  selection: Selection,
  { organisationId, action, object, since, until }: AuditConditions,
  page: { first: number; after: readonly (string | number)[] | null },
): Promise<PageRow[]> {
  const { source, party, trail } = reader;
  // What others than the unit are shown is listed in the order of the tree; of all events, most are not theirs.
  const [from, sequence] =
    party === 'UNIT'
      ? ['from journal.audit a0', 'a0.sequence']
      : ['from journal.shown s0 join journal.audit a0 on a0.sequence = s0.sequence', 's0.sequence'];
  const values: unknown[] = [];
  const where = ['a0.sequence is not null'];
  const add = (value: unknown, condition: (parameter: string) => string) => {
    if (value != null) where.push(condition(`$${values.push(value)}`));
  };
  if (party !== 'UNIT') where.push('s0.organisation_id = (select directory.session_organisation())');
  add(organisationId, (p) => `a0.organisation_id = ${p}::uuid`);
  add(action, (p) => `a0.action = ${p}::text`);
  add(object, (p) => `${p}::text = any (${shownObjects('a0', party)})`);
  add(since, (p) => `a0.at >= ${p}::timestamptz and ${sequence} >= ${firstSince(p)}`);
  add(until, (p) => `a0.at < ${p}::timestamptz`);
  const reading: Reading | null = trail && {
    trail,
    guarded: guardedFields('AuditEvent', selection),
    columns: [],
    objects: (rows) => `(select null::text[] ${rows} limit 1)`, // events have no names of their own
  };
  return queryPage(source, {
    columns: selectList('AuditEvent', selection, party),
    from,
    where,
    values,
    order: [{ sql: sequence, type: 'bigint' }],
    direction: 'desc',
    reading,
    ...page,
  });
}

/** The first place of an event that may be as young as a moment: no event is younger than a checkpoint that holds it (sealing.ts). */
function firstSince(moment: string): string {
  // The outer select makes it one value: of an expression PostgreSQL would not know whether it gives rows away, and not use the index.
  return `(select coalesce((select c.size from journal.checkpoint c where c.at < date_trunc('second', ${moment}::timestamptz)
    order by c.at desc, c.size desc limit 1), 0))`;
}
