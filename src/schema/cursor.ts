// Cursors are opaque to clients. They hold only values of fields that order the list, which its readers see anyway, and the
// name of the list, so that a cursor of another list or order is refused instead of misread.
import { badInput } from './errors.js';
import { PAGE_SIZE, type Connection, type PageArgs } from './paging.js';

type CursorKey = readonly (string | number)[];

export interface PageRequest {
  readonly first: number;
  readonly after: CursorKey | null;
}

/** A row of a page, with the values that order it. */
interface Keyed {
  readonly $key: CursorKey;
}

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
export function connection<T extends Keyed>(list: string, page: PageRequest, found: readonly T[]): Connection<T> {
  const nodes = found.slice(0, page.first);
  const cursorOf = (row: T | undefined) => row && encodeCursor(list, row.$key);
  return {
    nodes,
    // Most clients ask for nodes alone: a cursor is made only for who asks for it.
    get edges() {
      return nodes.map((node) => ({ cursor: cursorOf(node)!, node }));
    },
    pageInfo: {
      hasNextPage: found.length > page.first,
      hasPreviousPage: page.after !== null,
      startCursor: cursorOf(nodes[0]) ?? null,
      endCursor: cursorOf(nodes.at(-1)) ?? null,
    },
  };
}
