// One object by one condition, with exactly the requested fields.
import type { DataSource } from 'typeorm';
import { parameters, readingLine, type Reading } from './audit-trail.js';
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
  reading: Reading | null = null,
): Promise<T | null> {
  return findOne(source, selectList(type, selection, party), `${from} where ${condition}`, [value], reading);
}

/** The object that some columns of at most one row make, or null; `reading` is what the audit is told of it, also when it is absent. */
export function findOne<T>(
  source: DataSource,
  columns: readonly string[],
  from: string,
  values: readonly unknown[],
  reading: Reading | null,
): Promise<T | null> {
  const list = columns.join(', ');
  if (!reading)
    return queryJson(source, `select row_to_json(found)::text from (select ${list} ${from}) found`, [
      ...values,
    ]);
  const all = [...values];
  const outcome = `case when exists (select from found) then 'DONE' else 'NOT_FOUND' end`;
  const line = readingLine(reading, 'from found', outcome, parameters(all));
  const named = reading.columns.map((column) => `, ${column}`).join('');
  return queryJson(
    source,
    `with found as (select (select row_to_json(n)::text from (select ${list}) n) as json${named} ${from}), ${line}
     select json from found`,
    all,
  );
}
