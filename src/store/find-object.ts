// One object by one condition, with exactly the requested fields.
import { queryJson } from './json-query.js';
import { selectList, type Selection } from './select.js';
import type { Reader } from './reader.js';

/** The object of a type that a condition on `$1` finds, or null when it is absent or hidden. */
export function findObject<T>(
  { source, party }: Reader,
  type: string,
  selection: Selection,
  from: string,
  condition: string,
  value: string,
): Promise<T | null> {
  const columns = selectList(type, selection, party).join(', ');
  return queryJson(
    source,
    `select row_to_json(found)::text from (select ${columns} ${from} where ${condition}) found`,
    [value],
  );
}
