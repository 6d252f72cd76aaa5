// Reads of an organisation's feed. Positions have no gaps and grow with the commits (store/sequencing.ts), so "behind a position"
// misses nothing.
import { appendLine, parameters, readingLine, readingLineOfSome, type Trail } from './audit-trail.js';
import { CHANGING_TYPES, type ChangingType } from './changing.js';
import { guardedFields } from './guarded-fields.js';
import { queryRows } from './json-query.js';
import { TRACKED, readingOfEntries } from './readings.js';
import { selectList, type Selection } from './select.js';
import { entriesOf } from './trend-entries.js';
import type { Reader, TrackedReader } from './reader.js';
import type { Party } from '../domain/parties.js';

/** A place in a feed: a position says which only within the epoch in which it was given (migrations: feed-epochs). */
export interface Place {
  readonly position: number;
  readonly epoch: string;
}

/** The columns of a change that its reader asked for; `object` is only where it is. */
export type ChangeRow = Readonly<Record<string, unknown>> & {
  readonly cursor?: Place;
  readonly object?: { readonly type: ChangingType; readonly uuid: string };
};

/** A stretch of a feed, and how far the feed has come by then. */
export interface Stretch {
  readonly head: number;
  readonly epoch: string;
  readonly rows: readonly { readonly position: number; readonly change: ChangeRow }[];
}

/** What the audit is told of a stretch that goes to one reader: of the first so many changes, those that are about tracked objects. */
export interface Told {
  readonly trail: Trail;
  readonly guarded: readonly string[];
  readonly first: number;
}

const NAMED = TRACKED.map((type) => `'${type}'`).join(', ');
/** The tracked objects that changes are about, as the audit names them, given a FROM clause with their types and keys. */
export const trackedNames = (rows: string) =>
  `(select array_agg(distinct object_type || '/' || object_id) ${rows} where object_type in (${NAMED}))`;

/** The first changes of some types behind a position. */
export async function readChanges(
  { source, party }: Reader,
  selection: Selection,
  types: readonly ChangingType[],
  after: number,
  most: number,
  told: Told | null,
): Promise<Stretch> {
  const columns = selectList('Change', selection, party).join(', ');
  const values: unknown[] = [after, types, most];
  const named = told ? ', c0.object_type, c0.object_id' : '';
  // Read in one statement, so that nothing can come between the changes and the head.
  const stretch = `select h.head, e.epoch, c.* from (select coalesce(max(position), 0) as head from journal.head) h cross join journal.epoch e
     left join lateral (
       select c0.position, (select row_to_json(n)::text from (select ${columns}) n) as change${named} from journal.change c0
       where c0.position > $1::bigint and c0.object_type = any ($2::text[]) order by c0.position limit $3::int) c on true`;
  const line = told && followedLine(told, values);
  const rows = await queryRows<[head: number, epoch: string, position: number | null, change: string]>(
    source,
    `with stretch as (${stretch})${line ? `, ${line}` : ''}
     select head::float8, epoch, position::float8, change from stretch order by position`,
    values,
  );
  const [head, epoch] = rows[0]!;
  return {
    head,
    epoch,
    rows: rows.flatMap(([, , position, change]) =>
      position === null
        ? []
        : [{ position, change: placed(JSON.parse(change) as ChangeRow, { position, epoch }) }],
    ),
  };
}

function placed(change: ChangeRow, place: Place): ChangeRow {
  return 'cursor' in change ? { ...change, cursor: place } : change;
}

function followedLine({ trail, guarded, first }: Told, values: unknown[]): string {
  const parameter = parameters(values);
  const rows = `from (select * from stretch order by position limit ${parameter(first, 'int')}) shown`;
  return readingLineOfSome({ trail, guarded, columns: [], objects: trackedNames }, rows, parameter);
}

/** Of each type: where its objects are read from, and by which key. */
const FROM: Readonly<Record<ChangingType, (party: Party) => readonly [from: string, key: string]>> = {
  TrendEntry: (party) => [entriesOf(party), 'e0.id'],
  Referral: () => ['from referrals.referral f0', 'f0.id'],
  Contribution: () => ['from trends.contribution b0', 'b0.id'],
  Release: () => ['from statistics.release r0', 'r0.id'],
};

/**
 * The objects of changes as their reader may read them now, by their keys, in one statement per type; what it may not read is
 * missing. Tracked objects are named by the line of the changes; contributions within entries by one of this statement.
 */
export async function readChangedObjects(
  reader: TrackedReader,
  selectionOf: (type: ChangingType) => Selection,
  changes: readonly ChangeRow[],
): Promise<ReadonlyMap<string, object>> {
  const { source, party } = reader;
  const each = await Promise.all(
    CHANGING_TYPES.map(async (type) => {
      const keys = new Set(changes.flatMap(({ object }) => (object?.type === type ? [object.uuid] : [])));
      if (keys.size === 0) return [];
      const [from, key] = FROM[type](party);
      const asked = selectionOf(type);
      const reading = type === 'TrendEntry' ? readingOfEntries(reader, asked) : null;
      const selection = new Map([...asked, ['__typename', null]] as const);
      const values: unknown[] = [[...keys]];
      const named = reading?.columns.map((column) => `, ${column}`).join('') ?? '';
      const line = reading && readingLine(reading, 'from found', `'DONE'`, parameters(values));
      const rows = await queryRows<[string, string]>(
        source,
        `with found as (select ${key} as key, (select row_to_json(n)::text from (select ${selectList(type, selection, party).join(', ')}) n) as json${named}
         ${from} where ${key} = any ($1::uuid[]))${line ? `, ${line}` : ''} select key, json from found`,
        values,
      );
      return rows.map(([uuid, json]) => [uuid, JSON.parse(json) as object] as const);
    }),
  );
  return new Map(each.flat());
}

/** What a reader of changes is shown of tracked objects, by the names of guarded fields. */
export function guardedInObjects(selectionOf: (type: ChangingType) => Selection): readonly string[] {
  return TRACKED.flatMap((type) => guardedFields(type, selectionOf(type)));
}

/**
 * Tells the audit of changes that a follower is about to be sent, before it is: what a node has read once it may hand to many, and
 * each of them has read it.
 */
export async function tellOfFollowed(
  reader: Reader,
  trail: Trail,
  changes: readonly ChangeRow[],
  selections: ReadonlyMap<ChangingType, Selection> | null,
): Promise<void> {
  const { source } = reader;
  const followed = changes.map(({ object }) => object!);
  const isTracked = (type: string) => (TRACKED as readonly string[]).includes(type);
  const objects = followed.filter(({ type }) => isTracked(type)).map(({ type, uuid }) => `${type}/${uuid}`);
  const ofEntries = selections?.get('TrendEntry');
  const reading = ofEntries ? readingOfEntries({ ...reader, trail }, ofEntries) : null;
  const entries = reading ? followed.filter(({ type }) => type === 'TrendEntry') : [];
  if (objects.length === 0 && entries.length === 0) return;
  const inEntries = entries.length > 0 ? await contributionsTo(source, entries) : [];
  const guarded = selections ? guardedInObjects((type) => selections.get(type) ?? new Map()) : [];
  await appendLine(source, trail, {
    objects: [...new Set([...objects, ...inEntries])],
    guarded: [...guarded, ...(reading?.guarded ?? [])],
    outcome: 'DONE',
  });
}

/** The contributions that went into entries, as the audit names them. */
async function contributionsTo(
  source: Reader['source'],
  entries: readonly { readonly uuid: string }[],
): Promise<string[]> {
  const rows = await queryRows<[string]>(
    source,
    `select 'Contribution/' || b.id from trends.contribution b where b.entry_id = any ($1::uuid[])`,
    [entries.map(({ uuid }) => uuid)],
  );
  return rows.map(([name]) => name);
}

/** A change with its object in place: what has gone out of sight since it was read is removed. */
export function withObject(change: ChangeRow, objects: ReadonlyMap<string, object>): object {
  const object = objects.get(change.object!.uuid) ?? null;
  return { ...change, object, ...(object === null && 'kind' in change && { kind: 'REMOVED' }) };
}
