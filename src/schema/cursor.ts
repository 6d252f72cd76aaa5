// Cursors are opaque to clients. They hold only values of fields that order the list, which its readers see anyway, and the
// name of the list, so that a cursor of another list or order is refused instead of misread; those of a feed also its epoch.
import { badInput } from './errors.js';
import { PAGE_SIZE, type PageArgs } from './paging.js';
import { RawJson } from './raw-json.js';

type CursorKey = readonly (string | number)[];

export interface PageRequest {
  readonly first: number;
  readonly after: CursorKey | null;
}

/** A row of a page: the JSON of its object, and of the values that order it. */
type Row = readonly [json: string, key: string];

/** The cursor of a place in a list. */
export function encodeCursor(list: string, key: CursorKey): string {
  return Buffer.from(JSON.stringify([list, ...key])).toString('base64url');
}

/** Characters of a cursor: the longest that is given out holds a name of a list, a moment and an identifier, in less than a quarter of it. */
const LONGEST_CURSOR = 1_000;

/** The place in a list that a cursor stands for. */
export function decodeCursor(list: string, cursor: string): CursorKey {
  try {
    if (cursor.length > LONGEST_CURSOR) throw new RangeError('too long');
    const [name, ...key] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [string, ...(string | number)[]];
    const isKey = key.length > 0 && key.every((part) => typeof part === 'string' || typeof part === 'number');
    if (name === list && isKey) return key;
  } catch {
    // Not base64url of JSON, or longer than any: refused below like a cursor of another list.
  }
  throw badInput('after: not a cursor of this list in this order.');
}

/** The page that a client asks for, checked. */
export function pageRequest(list: string, { first, after }: PageArgs): PageRequest {
  const size = first ?? PAGE_SIZE.default;
  if (size < 1 || size > PAGE_SIZE.max) throw badInput(`first: 1 to ${PAGE_SIZE.max}.`);
  return { first: size, after: after == null ? null : decodeCursor(list, after) };
}

/**
 * A Relay connection of the rows found, of which there is one more than asked for when another page follows. With `isDirect`
 * the nodes go into the answer as they are (http/direct-answers.ts).
 */
export function connection(list: string, page: PageRequest, found: readonly Row[], isDirect: boolean) {
  const rows = found.slice(0, page.first);
  const cursorOf = (row: Row | undefined) => (row ? encodeCursor(list, JSON.parse(row[1]) as CursorKey) : null);
  return {
    get nodes() {
      return isDirect ? new RawJson(`[${rows.map(([json]) => json).join(',')}]`) : rows.map(([json]) => JSON.parse(json) as object);
    },
    get edges() {
      return rows.map((row) => ({ cursor: cursorOf(row), node: JSON.parse(row[0]) as object }));
    },
    pageInfo: {
      hasNextPage: found.length > page.first,
      hasPreviousPage: page.after !== null,
      startCursor: cursorOf(rows[0]),
      endCursor: cursorOf(rows.at(-1)),
    },
  };
}
