// What is new for an organisation since a moment: its own feed, object by object and week by week, and the objects as it may read
// them now. What it can no longer read is not named.
import { parameters, readingLineOfSome } from './audit-trail.js';
import { guardedInObjects, readChangedObjects, trackedNames } from './changes.js';
import { queryRows } from './json-query.js';
import type { ChangingType } from './changing.js';
import type { TrackedReader } from './reader.js';
import type { Selection } from './select.js';
import type { News } from '../domain/digest/digest.js';

const fields = (...names: string[]): Selection => new Map(names.map((name) => [name, null]));

/** What digests tell of an object, by its type: fields that every party reads. */
const TOLD: Readonly<Record<ChangingType, Selection>> = {
  TrendEntry: fields('title', 'summary', 'kind', 'period', 'status'),
  Contribution: fields('title', 'status'),
  Release: fields('period', 'notes'),
  // Digests are passed on and kept by programs of many kinds, so of a referral they say no more than that there is something.
  Referral: fields(),
};

/** Weeks are those of ISO 8601, in UTC. */
const NEWS = `
  select to_char(c.at at time zone 'UTC', 'IYYY-"W"IW') as week, c.object_type, c.object_id, array_agg(distinct c.kind) as kinds,
    to_char(max(c.at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, max(c.position) as position
  from journal.change c where c.at >= $1::timestamptz and c.object_type = any ($2::text[])
  group by 1, 2, 3`;

type Row = readonly [week: string, type: ChangingType, uuid: string, kinds: string[], at: string];

/** The news of some types since a moment, in the order of the feed. */
export async function readNews(
  { trail, ...reader }: TrackedReader,
  types: readonly ChangingType[],
  since: Date,
): Promise<News[]> {
  const values: unknown[] = [since, types];
  const guarded = guardedInObjects((type) => TOLD[type]);
  const line =
    trail &&
    readingLineOfSome(
      { trail, guarded, columns: [], objects: trackedNames },
      'from news',
      parameters(values),
    );
  const rows = await queryRows<Row>(
    reader.source,
    `with news as (${NEWS})${line ? `, ${line}` : ''} select week, object_type, object_id, kinds, at from news order by position`,
    values,
  );
  const told = rows.map(([, type, uuid]) => ({ object: { type, uuid } }));
  const objects = await readChangedObjects({ ...reader, trail: null }, (type) => TOLD[type], told);
  return rows.flatMap(([week, type, uuid, kinds, at]) => {
    const object = objects.get(uuid);
    return object ? [{ week, type, uuid, kinds, at, object: object as News['object'] }] : [];
  });
}
