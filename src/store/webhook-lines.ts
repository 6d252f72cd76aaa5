// The lines of a feed as a webhook is told of them: which object, and what has happened to it as its organisation may see it now.
import { readChanges } from './changes.js';
import { CHANGING_TYPES, type ChangingType } from './changing.js';
import { queryRows } from './json-query.js';
import { selectList, type Selection } from './select.js';
import type { Reader, TrackedReader } from './reader.js';

/** All that is read of a change for a webhook. */
const TOLD: Selection = new Map(
  ['at', 'kind', 'objectType', 'objectId', 'object'].map((name) => [name, null]),
);

export interface Line {
  readonly position: number;
  readonly at: string;
  readonly kind: string;
  readonly objectType: string;
  /** The identifier of the object. */
  readonly objectId: string;
  readonly object: { readonly type: ChangingType; readonly uuid: string };
}

/** The first lines behind a position, and up to where there is nothing else. */
export async function linesBehind(
  reader: TrackedReader,
  after: number,
  most: number,
): Promise<{ lines: Line[]; upTo: number }> {
  const told = reader.trail && { trail: reader.trail, guarded: [], first: most };
  const { head, rows } = await readChanges(reader, TOLD, CHANGING_TYPES, after, most, told);
  const lines = rows.map(({ position, change }) => ({ ...change, position }) as unknown as Line);
  return { lines, upTo: rows.length < most ? head : rows.at(-1)!.position };
}

/** The first line about an object from a position on, up to another; null when there is none. */
export async function lineAbout(
  { source, party }: Reader,
  objectId: string,
  from: number,
  upTo: number,
): Promise<Line | null> {
  const columns = selectList('Change', TOLD, party).join(', ');
  const [row] = await queryRows<[number, string]>(
    source,
    `select c0.position::float8, (select row_to_json(n)::text from (select ${columns}) n) from journal.change c0
     where c0.object_id = $1 and c0.position between $2::bigint and $3::bigint order by c0.position limit 1`,
    [objectId, from, upTo],
  );
  return row ? { ...(JSON.parse(row[1]) as Omit<Line, 'position'>), position: row[0] } : null;
}
