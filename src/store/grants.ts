// The database layer's projection of the agreement: which columns each party's role may select, insert and update.
import { isGranted, SUBJECTS } from '../auth/agreement.js';
import { FIELD_MAPS } from './fields/maps.js';
import { JOURNAL, WRITTEN, WRITTEN_BY_READERS } from './written-columns.js';
import { PARTIES, type Party } from '../domain/parties.js';
import type { Subject } from '../auth/matrix.js';

export type Privilege = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

/** One privilege of a party's role: on a column, or on a whole table (DELETE knows no columns). */
export interface Grant {
  readonly party: Party;
  readonly privilege: Privilege;
  readonly table: string;
  readonly column: string | null;
}

/** The database role of a party. */
export function roleOf(party: Party): string {
  return `samverkan_${party.toLowerCase()}`;
}

/** Columns that statements need beside the fields they read, each with the subject that justifies it. */
const STATEMENT_COLUMNS: readonly (readonly [subject: Subject, table: string, columns: readonly string[]])[] =
  [
    ['Query.trendEntries', 'trends.entry', ['id', 'listed_at', 'revision']],
    ['Query.trendEntries', 'trends.revision', ['entry_id', 'number']],
    ['Mutation.reviseTrendEntry', 'trends.entry', ['version']],
    ['TrendEntry.period', 'trends.revision', ['period_from', 'period_to']],
    ['Query.releases', 'statistics.release', ['id', 'published_at']],
    ['Query.changes', 'journal.change', ['position', 'object_type']],
    ['Query.changes', 'journal.head', ['position']],
    ['Query.changes', 'journal.epoch', ['epoch']],
    ['Query.auditEvents', 'journal.audit', ['sequence']],
    ['Query.auditEvents', 'journal.shown', ['organisation_id', 'sequence', 'objects']],
    ['Query.auditEvents', 'journal.leaf', ['sequence', 'hashes']],
    ['Query.auditEvents', 'journal.checkpoint', ['size', 'at']],
    ['Query.auditProof', 'journal.leaf', ['sequence', 'hashes']],
    ['Query.auditCheckpoint', 'journal.checkpoint', ['size']],
    // What the trigger asks that a new webhook passes: how many there are, and where the feed ends.
    ['Mutation.createWebhook', 'journal.webhook', ['organisation_id']],
    ['Mutation.createWebhook', 'journal.head', ['organisation_id', 'position']],
    ['Query.statistics', 'statistics.release', ['id', 'published_at']],
    ['Query.statistics', 'statistics.published', ['release_id', 'name', 'period', 'counts']],
    ['TrendEntry.statistics', 'statistics.release', ['id', 'period', 'published_at', 'notes']],
    ['TrendEntry.statistics', 'statistics.published', ['release_id', 'name', 'period', 'counts']],
    // What the rules of a new release look at.
    ['Mutation.publishRelease', 'statistics.release', ['id', 'measures', 'revises', 'requested_at']],
    ['TrendEntry.corroborations', 'trends.corroboration', ['entry_id']],
    ['TrendEntry.contributions', 'trends.contribution', ['entry_id', 'entry_revision']],
    ['Organisation.code', 'directory.organisation', ['id']],
    ['Referral.id', 'referrals.referral', ['id']],
    ['Referral.consents', 'referrals.consent', ['referral_id', 'at', 'id']],
    ['Referral.events', 'referrals.event', ['referral_id', 'at', 'id']],
    ['Referral.services', 'referrals.service', ['referral_id', 'at', 'id']],
    ['Referral.supporters', 'referrals.supporter', ['referral_id', 'organisation_id', 'until']],
    ['Referral.messages', 'referrals.message', ['referral_id', 'at', 'id']],
    // ReferralFilter.late, which is given to whoever reads `services` (auth/reveals.ts)
    ['Referral.services', 'referrals.referral', ['changed_at', 'escalated_at']],
  ];

/** Everything that the agreement gives a party in the database; nothing else may be granted. */
export function grantsOf(party: Party): Grant[] {
  const grants = new Map<string, Grant>();
  const add = (privilege: Privilege, table: string, columns: readonly (string | null)[]) => {
    for (const column of columns)
      grants.set([privilege, table, column].join(), { party, privilege, table, column });
  };
  const addWrites = ({ insert = {}, update = {}, delete: tables = [] }: typeof JOURNAL) => {
    for (const [table, columns] of Object.entries(insert)) add('INSERT', table, columns);
    for (const [table, columns] of Object.entries(update)) add('UPDATE', table, columns);
    for (const table of tables) add('DELETE', table, [null]);
  };

  for (const [type, map] of Object.entries(FIELD_MAPS)) {
    for (const [name, field] of Object.entries(map)) {
      if (!isGranted(`${type}.${name}`, party)) continue;
      for (const { from, column } of field.columns(party)) add('SELECT', from.table, [column]);
    }
  }
  for (const [subject, table, columns] of STATEMENT_COLUMNS)
    if (isGranted(subject, party)) add('SELECT', table, columns);
  if (isGranted('Query.trendEntries', party)) {
    add('SELECT', 'trends.revision', [`search_${party.toLowerCase()}`]);
  }
  for (const [subject, writes] of Object.entries(WRITTEN)) if (isGranted(subject, party)) addWrites(writes);
  for (const [mutation, field, writes] of WRITTEN_BY_READERS)
    if (isGranted(mutation, party) && isGranted(field, party)) addWrites(writes);
  if (SUBJECTS.some((subject) => subject.startsWith('Mutation.') && isGranted(subject, party))) {
    addWrites(JOURNAL);
    add('SELECT', 'journal.idempotency', ['organisation_id', 'key', 'fingerprint', 'outcome']);
  }
  if (isGranted('Mutation.draftTrendEntry', party)) addDraftReading(grants, add);
  return [...grants.values()];
}

/** Whoever drafts reads its drafts: what it may read of a revision, it may read of a draft and of the view of both. */
function addDraftReading(
  grants: ReadonlyMap<string, Grant>,
  add: (privilege: Privilege, table: string, columns: readonly string[]) => void,
): void {
  const columns = [...grants.values()]
    .filter(({ privilege, table }) => privilege === 'SELECT' && table === 'trends.revision')
    .map(({ column }) => column!);
  add('SELECT', 'trends.working_copy', columns);
  add(
    'SELECT',
    'trends.draft',
    columns.filter((column) => column !== 'published_at' && !column.startsWith('search_')),
  );
}

/** The grants of every party as SQL, in a stable order: what a migration should contain. */
export function grantStatements(): string[] {
  return PARTIES.flatMap((party) => {
    const columnsOf = new Map<string, string[]>();
    for (const { privilege, table, column } of grantsOf(party)) {
      const target = `${privilege} ${table}`;
      columnsOf.set(target, [...(columnsOf.get(target) ?? []), ...(column === null ? [] : [column])]);
    }
    return [...columnsOf]
      .map(([target, columns]) => {
        const [privilege = '', table = ''] = target.split(' ');
        const list = columns.length > 0 ? ` (${columns.sort().join(', ')})` : '';
        return `grant ${privilege.toLowerCase()}${list} on ${table} to ${roleOf(party)};`;
      })
      .sort();
  });
}
