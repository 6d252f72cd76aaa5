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
 * A `json_build_object(...)` over the tables of `type`, aliased at `depth`. Field names come from the schema, never from
 * a client, and a field without a map is one that the caller resolves itself.
 */
export function objectSql(type: string, selection: Selection, party: Party, depth = 0): string {
  const map = FIELD_MAPS[type] ?? {};
  const qualified = ({ from, column }: ColumnRef) => `${aliasAt(depth)(from)}.${column}`;
  const parts = [...selection].flatMap(([name, nested]) => {
    const field = map[name];
    if (!field) return name === '__typename' ? [`'__typename', '${type}'`] : [];
    if (field.kind === 'column') return [`'${name}', ${field.sql(field.columns.map(qualified), party)}`];
    const inner = aliasAt(depth + 1);
    const related = objectSql(field.type, nested ?? new Map(), party, depth + 1);
    const source = field.source(qualified, inner, party);
    if (!field.many) return [`'${name}', (select ${related} ${source})`];
    const order = field.order ? ` order by ${field.order(inner)}` : '';
    return [`'${name}', (select coalesce(json_agg(${related}${order}), '[]') ${source})`];
  });
  return `json_build_object(${parts.join(', ')})`;
}
