// Cursors are opaque to clients. They hold only values of fields that order the list, which its readers see anyway, and the
// name of the list, so that a cursor of another list or order is refused instead of misread.
import { badInput } from './errors.js';
import { PAGE_SIZE, type Connection, type PageArgs } from './paging.js';

type CursorKey = readonly (string | number)[];

export interface PageRequest {
  readonly first: number;
  readonly after: CursorKey | null;
}

/** One row of a page, with the values that order it. */
export type KeyedRow<T> = readonly [key: CursorKey, row: T];

function encodeCursor(list: string, key: CursorKey): string {
  return Buffer.from(JSON.stringify([list, ...key])).toString('base64url');
}

function decodeCursor(list: string, cursor: string): CursorKey {
  try {
    const [name, ...key] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [string, ...(string | number)[]];
    const isKey = key.length > 0 && key.every((part) => typeof part === 'string' || typeof part === 'number');
    if (name === list && isKey) return key;
  } catch {
    // Not base64url of JSON: refused below like a cursor of another list.
  }
  throw badInput('after: not a cursor of this list in this order.');
}

/** The page that a client asks for, checked. */
export function pageRequest(list: string, { first, after }: PageArgs): PageRequest {
  const size = first ?? PAGE_SIZE.default;
  if (size < 1 || size > PAGE_SIZE.max) throw badInput(`first: 1 to ${PAGE_SIZE.max}.`);
  return { first: size, after: after == null ? null : decodeCursor(list, after) };
}

/** A Relay connection of the rows found, of which there is one more than asked for when another page follows. */
export function connection<T>(list: string, page: PageRequest, found: readonly KeyedRow<T>[]): Connection<T> {
  const edges = found.slice(0, page.first).map(([key, node]) => ({ cursor: encodeCursor(list, key), node }));
  return {
    nodes: edges.map(({ node }) => node),
    edges,
    pageInfo: {
      hasNextPage: found.length > page.first,
      hasPreviousPage: page.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
