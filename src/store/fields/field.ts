// The vocabulary of field maps: where each GraphQL field is stored. One map serves twice: the statements that read a field
// are built from it, and the column grants of each party are computed from it. So a party's grants are exactly the columns
// that its own statements name.
import type { Party } from '../../domain/parties.js';

/** A table in a statement, under a short alias that the nesting depth makes unique. */
export interface TableRef {
  readonly alias: string;
  readonly table: string;
}

export interface ColumnField {
  readonly kind: 'column';
  /** What a reader of `party` reads. */
  readonly columns: (party: Party) => readonly ColumnRef[];
  /** The expression, given the qualified names of `columns` in their order, for a reader of `party`. */
  readonly sql: (columns: readonly string[], party: Party) => string;
}

export interface ColumnRef {
  readonly from: TableRef;
  readonly column: string;
}

export interface RelationField {
  readonly kind: 'relation';
  readonly type: string;
  readonly many: boolean;
  /** The columns of the outer row that find the related rows; the parties that read the field need them. */
  readonly columns: (party: Party) => readonly ColumnRef[];
  /** FROM ... WHERE ... of the related rows; `inner` qualifies an alias of the related type. */
  readonly source: (
    outer: (ref: ColumnRef) => string,
    inner: (ref: TableRef) => string,
    party: Party,
  ) => string;
  /** ORDER BY of a list, in terms of the related type. */
  readonly order?: (inner: (ref: TableRef) => string) => string;
}

export type FieldMap = Readonly<Record<string, ColumnField | RelationField>>;

/** Names columns of a table: `const e = table('e', 'trends.entry'); e('status')`. */
export function table(alias: string, name: string) {
  const from: TableRef = { alias, table: name };
  return Object.assign((column: string): ColumnRef => ({ from, column }), { from });
}

/** A field that is a moment: RFC 3339 in UTC with milliseconds, so that the texts also sort as the moments do. */
export function moment(ref: ColumnRef): ColumnField {
  return column(ref, ([name]) => `to_char(${name} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
}

/** A field that is one column, or an expression over some. */
export function column(
  columns: ColumnRef | readonly ColumnRef[],
  sql: ColumnField['sql'] = ([name = '']) => name,
): ColumnField {
  const all = 'from' in columns ? [columns] : columns;
  return { kind: 'column', columns: () => all, sql };
}

/** A field that parties read from different columns. */
export function columnByParty(
  columns: ColumnField['columns'],
  sql: ColumnField['sql'] = ([name = '']) => name,
): ColumnField {
  return { kind: 'column', columns, sql };
}
