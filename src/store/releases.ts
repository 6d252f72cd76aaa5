// Releases: what the unit asks for, what the worker builds, and what every party reads.
import type { EntityManager } from 'typeorm';
import { findObject } from './find-object.js';
import { publishedTables } from './fields/release.js';
import { queryJson } from './json-query.js';
import { queryPage, type PageRow } from './page.js';
import { selectList, type Selection } from './select.js';
import type { Reader } from './reader.js';
import type { Measure } from '../domain/lists/statistics.js';
import type { PublishedCounts } from '../domain/statistics/answer.js';
import type { Earlier } from '../domain/statistics/release.js';

/** A page of the releases that a party may read, the newest first; one that is still being built comes before all. */
export function listReleases(
  { source, party }: Reader,
  selection: Selection,
  page: { first: number; after: readonly (string | number)[] | null },
): Promise<PageRow[]> {
  return queryPage(source, {
    columns: selectList('Release', selection, party),
    from: 'from statistics.release r0',
    where: [],
    values: [],
    order: [
      { sql: `coalesce(r0.published_at, 'infinity')`, type: 'timestamptz' },
      { sql: 'r0.id', type: 'uuid' },
    ],
    direction: 'desc',
    ...page,
  });
}

/** One release by its key; null when it is absent or hidden. */
export function findRelease<T>(reader: Reader, selection: Selection, uuid: string): Promise<T | null> {
  return findObject(reader, 'Release', selection, 'from statistics.release r0', 'r0.id = $1::uuid', uuid);
}

/** A release with the published counts of some tables. */
export interface ReleasedTables<R> {
  readonly release: R;
  readonly published: readonly PublishedCounts[];
}

/** Tables of a release, of the newest unless its key is given, in one period or in all; null when there is no such release. */
export function readTables<R>(
  { source, party }: Reader,
  selection: Selection,
  release: string | null,
  tables: readonly string[],
  period: string | null,
): Promise<ReleasedTables<R> | null> {
  const columns = selectList('Release', selection, party).join(', ');
  const which =
    release === null
      ? `r0.id = (select id from statistics.release where published_at is not null order by published_at desc, id desc limit 1)`
      : 'r0.id = $2::uuid and r0.published_at is not null';
  const condition = `t.release_id = r0.id and t.name = any ($1::text[])${
    period === null ? '' : ` and t.period = $${release === null ? 2 : 3}::text`
  }`;
  return queryJson(
    source,
    `select json_build_object(
       'release', (select row_to_json(n) from (select ${columns || '1'}) n),
       'published', ${publishedTables(condition)})::text
     from statistics.release r0 where ${which}`,
    [tables, ...(release === null ? [] : [release]), ...(period === null ? [] : [period])],
  );
}

/** The key of a release, the newest unless given, and the published counts of some tables; null when there is no such release. */
export async function publishedIn(
  manager: EntityManager,
  release: string | null,
  tables: readonly string[],
): Promise<{ id: string; published: PublishedCounts[] } | null> {
  const [found] = await manager.query<{ id: string; published: PublishedCounts[] }[]>(
    `select r.id, ${publishedTables('t.release_id = r.id and t.name = any ($1::text[])')} as published
     from statistics.release r where r.published_at is not null and r.id = coalesce($2::uuid, r.id)
     order by r.published_at desc, r.id desc limit 1`,
    [tables, release],
  );
  return found ?? null;
}

/** Every release so far, the oldest first, also one that is still being built. */
export function earlierReleases(manager: EntityManager): Promise<Earlier[]> {
  return manager.query(
    `select period, measures, revises, requested_at as "requestedAt" from statistics.release order by requested_at, id`,
  );
}

/** Queues a release and returns its key; null when one is still being built. */
export async function queueRelease(
  manager: EntityManager,
  release: { period: string; measures: readonly Measure[]; notes: string | null; revises: boolean },
): Promise<string | null> {
  const [row] = await manager.query<{ id: string }[]>(
    `insert into statistics.release (period, measures, notes, revises) values ($1, $2, $3, $4)
     on conflict do nothing returning id`,
    [release.period, release.measures, release.notes, release.revises],
  );
  return row?.id ?? null;
}
