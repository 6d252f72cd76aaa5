// Builds the SQL expression that makes one object of the API with exactly the requested fields, nested lists included.
import { FIELD_MAPS } from './fields/maps.js';
import type { ColumnRef, TableRef } from './fields/field.js';
import type { Party } from '../domain/parties.js';

/** Requested fields of a type; a nested selection for fields that are objects. */
export type Selection = ReadonlyMap<string, Selection | null>;

/** The alias of a table at a nesting depth: the outermost `e` is `e0`. */
function aliasAt(depth: number): (ref: TableRef) => string {
  return ({ alias }) => `${alias}${depth}`;
}

/**
 * The columns of a sub-select that make the requested fields of `type`, over its tables aliased at `depth`; the sub-select as
 * a whole becomes one JSON object. Field names come from the schema, never from a client, and a field without a map is one
 * that the caller resolves itself.
 */
export function selectList(type: string, selection: Selection, party: Party, depth = 0): string[] {
  const map = FIELD_MAPS[type] ?? {};
  const qualified = ({ from, column }: ColumnRef) => `${aliasAt(depth)(from)}.${column}`;
  return [...selection].flatMap(([name, nested]) => {
    const field = map[name];
    if (!field) return name === '__typename' ? [`'${type}'::text as "__typename"`] : [];
    if (field.kind === 'column')
      return [`${field.sql(field.columns(party).map(qualified), party)} as "${name}"`];
    const inner = aliasAt(depth + 1);
    const row = `n${depth}`;
    const columns = selectList(field.type, nested ?? new Map(), party, depth + 1).join(', ');
    const order = field.order ? `order by ${field.order(inner)}` : '';
    const related = `(select ${columns} ${field.source(qualified, inner, party)} ${order}) ${row}`;
    const json = field.many ? `coalesce(json_agg(${row}), '[]')` : `row_to_json(${row})`;
    return [`(select ${json} from ${related}) as "${name}"`];
  });
}
