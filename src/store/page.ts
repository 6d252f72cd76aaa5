// One page of a list in one statement: keyset paging, one row more than asked for.
import type { DataSource } from 'typeorm';
import { parameters, readingLine, type Reading } from './audit-trail.js';
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
  /** What the audit is told of it, where it is told. */
  readonly reading?: Reading | null;
}

/** A row of a page as PostgreSQL made it: the JSON of the object, and of the values that order it. */
export type PageRow = readonly [json: string, key: string];

/** The rows of a page, in order. */
export function queryPage(source: DataSource, query: PageQuery): Promise<PageRow[]> {
  const { columns, order, direction, after, reading } = query;
  const values = [...query.values];
  const parameter = parameters(values);
  const keys = order.map(({ sql }) => sql);
  const where = [...query.where];
  if (after) {
    const bounds = order.map(({ type }, index) => parameter(after[index], type));
    where.push(`(${keys.join(', ')}) ${direction === 'asc' ? '>' : '<'} (${bounds.join(', ')})`);
  }
  const named = reading
    ? `${keys.map((key, index) => `, ${key} as k${index}`).join('')}${reading.columns.map((column) => `, ${column}`).join('')}`
    : '';
  const text = `
    select (select row_to_json(n)::text from (select ${columns.join(', ')}) n) as json, json_build_array(${keys.join(', ')})::text as key${named}
    ${query.from}
    ${where.length > 0 ? `where ${where.join(' and ')}` : ''}
    order by ${keys.map((key) => `${key} ${direction}`).join(', ')}
    limit ${parameter(query.first + 1, 'int')}`;
  if (!reading) return queryRows<PageRow>(source, text, values);
  const sorted = `order by ${keys.map((_, index) => `k${index} ${direction}`).join(', ')}`;
  // The row that only tells whether more follow is not shown.
  const shown = `from (select * from page ${sorted} limit ${parameter(query.first, 'int')}) shown`;
  return queryRows<PageRow>(
    source,
    `with page as (${text}), ${readingLine(reading, shown, `'DONE'`, parameter)} select json, key from page ${sorted}`,
    values,
  );
}
