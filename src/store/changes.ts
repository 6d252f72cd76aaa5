// Reads of an organisation's feed. Positions have no gaps and grow with the commits (store/sequencing.ts), so "behind a position"
// misses nothing.
import { CHANGING_TYPES, type ChangingType } from './changing.js';
import { queryRows } from './json-query.js';
import { selectList, type Selection } from './select.js';
import { entriesOf } from './trend-entries.js';
import type { Reader } from './reader.js';
import type { Party } from '../domain/parties.js';

/** The columns of a change that its reader asked for; `object` is only where it is. */
export type ChangeRow = Readonly<Record<string, unknown>> & {
  readonly object?: { readonly type: ChangingType; readonly uuid: string };
};

/** A stretch of a feed, and how far the feed has come by then. */
export interface Stretch {
  readonly head: number;
  readonly rows: readonly { readonly position: number; readonly change: ChangeRow }[];
}

/** The first changes of some types behind a position. */
export async function readChanges(
  { source, party }: Reader,
  selection: Selection,
  types: readonly ChangingType[],
  after: number,
  most: number,
): Promise<Stretch> {
  const columns = selectList('Change', selection, party).join(', ');
  // Read in one statement, so that nothing can come between the changes and the head.
  const rows = await queryRows<[head: number, position: number | null, change: string]>(
    source,
    `select h.head::float8, c.position::float8, c.change from (select coalesce(max(position), 0) as head from journal.head) h
     left join lateral (
       select c0.position, (select row_to_json(n)::text from (select ${columns}) n) as change from journal.change c0
       where c0.position > $1::bigint and c0.object_type = any ($2::text[]) order by c0.position limit $3::int) c on true
     order by c.position`,
    [after, types, most],
  );
  return {
    head: rows[0]![0],
    rows: rows.flatMap(([, position, change]) =>
      position === null ? [] : [{ position, change: JSON.parse(change) as ChangeRow }],
    ),
  };
}

/** Of each type: where its objects are read from, and by which key. */
const FROM: Readonly<Record<ChangingType, (party: Party) => readonly [from: string, key: string]>> = {
  TrendEntry: (party) => [entriesOf(party), 'e0.id'],
  Referral: () => ['from referrals.referral f0', 'f0.id'],
  Contribution: () => ['from trends.contribution b0', 'b0.id'],
  Release: () => ['from statistics.release r0', 'r0.id'],
};

/** The objects of changes as their reader may read them now, by their keys, in one statement per type; what it may not read is missing. */
export async function readChangedObjects(
  { source, party }: Reader,
  selectionOf: (type: ChangingType) => Selection,
  changes: readonly ChangeRow[],
): Promise<ReadonlyMap<string, object>> {
  const each = await Promise.all(
    CHANGING_TYPES.map(async (type) => {
      const keys = new Set(changes.flatMap(({ object }) => (object?.type === type ? [object.uuid] : [])));
      if (keys.size === 0) return [];
      const [from, key] = FROM[type](party);
      const selection = new Map([...selectionOf(type), ['__typename', null]] as const);
      const rows = await queryRows<[string, string]>(
        source,
        `select ${key}, (select row_to_json(n)::text from (select ${selectList(type, selection, party).join(', ')}) n) ${from}
         where ${key} = any ($1::uuid[])`,
        [[...keys]],
      );
      return rows.map(([uuid, json]) => [uuid, JSON.parse(json) as object] as const);
    }),
  );
  return new Map(each.flat());
}

/** A change with its object in place: what has gone out of sight since it was read is removed. */
export function withObject(change: ChangeRow, objects: ReadonlyMap<string, object>): object {
  const object = objects.get(change.object!.uuid) ?? null;
  return { ...change, object, ...(object === null && 'kind' in change && { kind: 'REMOVED' }) };
}
