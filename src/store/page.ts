// One page of a list in one statement: keyset paging, one row more than asked for.
import type { DataSource } from 'typeorm';
import { queryRows } from './json-query.js';

export interface PageQuery {
  /** The columns of a row, which becomes one JSON object. */
  readonly columns: readonly string[];
  readonly from: string;
  /** Conditions, already with their parameters in `values`. */
  readonly where: readonly string[];
  readonly values: unknown[];
  /** The expressions that order the list, all in one direction, the last of them unique; with the type of each. */
  readonly order: readonly { sql: string; type: string }[];
  readonly direction: 'asc' | 'desc';
  readonly first: number;
  readonly after: readonly (string | number)[] | null;
}

/** A row of a page as PostgreSQL made it: the JSON of the object, and of the values that order it. */
export type PageRow = readonly [json: string, key: string];

/** The rows of a page, in order. */
export function queryPage(source: DataSource, query: PageQuery): Promise<PageRow[]> {
  const { columns, order, direction, after } = query;
  const values = [...query.values];
  const parameter = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const keys = order.map(({ sql }) => sql);
  const where = [...query.where];
  if (after) {
    const bounds = order.map(({ type }, index) => parameter(after[index], type));
    where.push(`(${keys.join(', ')}) ${direction === 'asc' ? '>' : '<'} (${bounds.join(', ')})`);
  }
  const text = `
    select (select row_to_json(n)::text from (select ${columns.join(', ')}) n), json_build_array(${keys.join(', ')})::text
    ${query.from}
    ${where.length > 0 ? `where ${where.join(' and ')}` : ''}
    order by ${keys.map((key) => `${key} ${direction}`).join(', ')}
    limit ${parameter(query.first + 1, 'int')}`;
  return queryRows<PageRow>(source, text, values);
}
