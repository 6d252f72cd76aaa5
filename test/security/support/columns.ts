// What the agreement gives a party in the database: it may read a column when the signed agreement gives it one of the fields that the
// column serves, and write it when the agreement gives it a mutation that is served and fills it.
import { PARTIES, gives, type Party } from './agreement.js';
import { ANY_MUTATION, DRAFTING, INSERTS, KEYS, UPDATES } from './filled-columns.js';
import { CONTENT, READ } from './read-columns.js';

/**
 * The count of changes that a party reads as `Referral.version`: of what it could see. Whoever reads the support given reads the
 * count of everything; the police see permits but no support, and supporters neither.
 */
const VERSION: Readonly<Record<Party, string>> = {
  ...{ UNIT: 'version', DISTRICT: 'version', MUNICIPALITY: 'version', POLICE: 'version_for_police' },
  RFSU: 'version_for_supporters',
  RFSL: 'version_for_supporters',
  SMITTSKYDD: 'version_for_supporters',
};
const KEPT_ON_UPDATE = new Set(['entry_id', 'number']);

/**
 * Every privilege that the agreement gives a party in the database, as `SELECT trends.entry.id`; or would give, were another
 * agreement signed.
 */
export function agreedPrivileges(
  party: Party,
  given: (subject: string) => boolean = (subject) => gives(subject, party),
): Set<string> {
  const agreed = new Set<string>();
  const give = (privilege: string, table: string, columns: readonly string[]) =>
    columns.forEach((column) => agreed.add(`${privilege} ${table}.${column}`));
  const isGiven = (subjects: readonly string[]) => subjects.some(given);

  for (const [table, columns] of Object.entries(READ)) {
    give(
      'SELECT',
      table,
      Object.keys(columns).filter((column) => isGiven(columns[column]!)),
    );
  }
  if (given('Referral.version')) give('SELECT', 'referrals.referral', [VERSION[party]]);
  give('SELECT', 'trends.revision', [`search_${party.toLowerCase()}`]);
  if (isGiven([DRAFTING])) {
    const content = Object.keys(CONTENT).filter((column) => isGiven(CONTENT[column]!));
    give('SELECT', 'trends.draft', content);
    give('SELECT', 'trends.working_copy', [...content, 'published_at', `search_${party.toLowerCase()}`]);
    agreed.add('DELETE trends.draft');
  }
  if (isGiven(ANY_MUTATION)) give('SELECT', 'journal.idempotency', KEYS);
  for (const [privilege, writes] of [
    ['INSERT', INSERTS],
    ['UPDATE', UPDATES],
  ] as const) {
    for (const [table, columns, mutations, readable] of writes) {
      if (!isGiven(mutations) || (readable !== undefined && !given(readable))) continue;
      const content = Object.keys(CONTENT).filter(
        (column) => privilege === 'INSERT' || !KEPT_ON_UPDATE.has(column),
      );
      give(
        privilege,
        table,
        columns.split(' ').flatMap((column) => (column === '*' ? content : [column])),
      );
    }
  }
  return agreed;
}

/** Columns that no party has any use for beside those named above. */
export const OTHER_COLUMNS: readonly string[] = [
  ...PARTIES.map((party) => `trends.revision.search_${party.toLowerCase()}`),
  ...Object.keys(CONTENT).flatMap((column) => [`trends.draft.${column}`, `trends.working_copy.${column}`]),
  ...['trends.working_copy.published_at', 'trends.working_copy.search_unit'],
  ...[...KEYS, 'operation', 'at'].map((column) => `journal.idempotency.${column}`),
];

/** Every column that this table speaks of, to be held against the live catalogue. */
export const KNOWN_COLUMNS: readonly string[] = [
  ...Object.entries(READ).flatMap(([table, columns]) =>
    Object.keys(columns).map((column) => `${table}.${column}`),
  ),
  ...OTHER_COLUMNS,
].sort();
