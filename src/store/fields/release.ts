import { column, moment, table, type FieldMap } from './field.js';
import { idPrefix } from '../../domain/ids.js';

const r = table('r', 'statistics.release');

export const RELEASE: FieldMap = {
  id: column(r('id'), ([id]) => `'${idPrefix('Release')}' || ${id}`),
  period: column(r('period')),
  publishedAt: moment(r('published_at')),
  notes: column(r('notes')),
};

/** The published counts of the tables that a condition on `t` names, as one JSON list. */
export function publishedTables(condition: string): string {
  return `(select coalesce(json_agg(p), '[]') from (
    select t.name as "table", t.period, t.counts from statistics.published t where ${condition}) p)`;
}

/** What a trend entry refers to: the question, the release, and the published counts that answer it; null where it refers to nothing. */
export function referredTable(reference: string): string {
  const release = `(${reference} ->> 'release')::uuid`;
  return `case when ${reference} is not null then json_build_object('question', ${reference} -> 'question',
    'release', (select row_to_json(n) from (select '${idPrefix('Release')}' || l.id as id, l.period, l.notes,
        to_char(l.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "publishedAt"
      from statistics.release l where l.id = ${release}) n),
    'published', ${publishedTables(`t.release_id = ${release} and t.name in (select jsonb_array_elements_text(${reference} -> 'tables'))`)}
  ) end`;
}
