// Reads of trend entries.
import { contentTable } from './fields/trend-entry.js';
import { findOne } from './find-object.js';
import { queryPage, type PageRow } from './page.js';
import { selectList, type Selection } from './select.js';
import { readingOfEntries } from './readings.js';
import type { TrackedReader } from './reader.js';
import { periodRange } from '../domain/period.js';
import type { Party } from '../domain/parties.js';
import type { TrendEntryOrder } from '../domain/lists/trends.js';

/** Conditions on a list; every one is over columns that the party may read. */
export interface TrendEntryConditions {
  readonly kinds?: readonly string[] | null;
  readonly regions?: readonly string[] | null;
  readonly arenas?: readonly string[] | null;
  readonly ageBands?: readonly string[] | null;
  readonly genders?: readonly string[] | null;
  readonly topics?: readonly string[] | null;
  readonly direction?: string | null;
  readonly periodFrom?: string | null;
  readonly periodTo?: string | null;
  readonly publishedAfter?: string | null;
  readonly search?: string | null;
  readonly status?: readonly string[] | null;
}

/** Entries as the revision that readers see. */
export const entriesOf = (party: Party) =>
  `from trends.entry e0 join ${contentTable(party)} r0 on r0.entry_id = e0.id and r0.number = e0.revision`;

/** A page of the entries that a party may read, each as the revision that readers see. */
export function listTrendEntries(
  reader: TrackedReader,
  selection: Selection,
  conditions: TrendEntryConditions,
  order: TrendEntryOrder,
  page: { first: number; after: readonly (string | number)[] | null },
): Promise<PageRow[]> {
  const { source, party } = reader;
  const values: unknown[] = [];
  const where = conditionsSql(conditions, party, values);
  const listedAt = { sql: 'e0.listed_at', type: 'timestamptz' };
  const id = { sql: 'e0.id', type: 'uuid' };
  const rank = { sql: `ts_rank(r0.${searchColumn(party)}, ${SEARCH_QUERY})`, type: 'real' };
  return queryPage(source, {
    columns: selectList('TrendEntry', selection, party),
    from: entriesOf(party),
    where,
    values,
    order: order === 'RELEVANCE' ? [rank, listedAt, id] : [listedAt, id],
    direction: order === 'PUBLISHED_AT_ASC' ? 'asc' : 'desc',
    reading: readingOfEntries(reader, selection),
    ...page,
  });
}

/** One entry at a revision, or as readers see it; null when it is absent or hidden. */
export function findTrendEntry<T>(
  reader: TrackedReader,
  selection: Selection,
  uuid: string,
  revision: number | null,
): Promise<T | null> {
  const { source, party } = reader;
  const number = revision === null ? 'e0.revision' : '$2::int';
  return findOne(
    source,
    selectList('TrendEntry', selection, party),
    `from trends.entry e0 join ${contentTable(party)} r0 on r0.entry_id = e0.id and r0.number = ${number}
     where e0.id = $1::uuid`,
    revision === null ? [uuid] : [uuid, revision],
    readingOfEntries(reader, selection),
  );
}

/** The search vector of a party, made of exactly the texts that it may read (migrations: trends). */
function searchColumn(party: Party): string {
  return `search_${party.toLowerCase()}`;
}

// The search text is always the first parameter, so that rank and match share it.
const SEARCH_QUERY = `websearch_to_tsquery('pg_catalog.swedish', $1::text)`;

function conditionsSql(conditions: TrendEntryConditions, party: Party, values: unknown[]): string[] {
  const where: string[] = [];
  const add = (value: unknown, condition: (parameter: string) => string) => {
    if (value != null) where.push(condition(`$${values.push(value)}`));
  };
  add(conditions.search, () => `r0.${searchColumn(party)} @@ ${SEARCH_QUERY}`);
  add(conditions.kinds, (p) => `r0.kind = any (${p}::text[])`);
  add(conditions.regions, (p) => `r0.regions && ${p}::text[]`);
  add(conditions.arenas, (p) => `r0.arenas && ${p}::text[]`);
  add(conditions.ageBands, (p) => `r0.age_bands && ${p}::text[]`);
  add(conditions.genders, (p) => `r0.genders && ${p}::text[]`);
  add(conditions.topics, (p) => `r0.topics && ${p}::text[]`);
  add(conditions.direction, (p) => `r0.direction = ${p}::text`);
  add(conditions.periodFrom && periodRange(conditions.periodFrom).from, (p) => `r0.period_to >= ${p}::date`);
  add(conditions.periodTo && periodRange(conditions.periodTo).to, (p) => `r0.period_from <= ${p}::date`);
  add(conditions.publishedAfter, (p) => `r0.published_at > ${p}::timestamptz`);
  add(conditions.status, (p) => `e0.status = any (${p}::text[])`);
  return where;
}
