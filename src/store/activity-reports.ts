// Reads and writes of activity reports. Whose reports an organisation sees is PostgreSQL's to decide (migrations: activity).
import type { EntityManager } from 'typeorm';
import { findObject } from './find-object.js';
import { queryPage, type PageRow } from './page.js';
import { selectList, type Selection } from './select.js';
import type { Reader } from './reader.js';
import { ActivityReportRow } from '../entities/activity-report.js';

/** Conditions on a list; `organisationId` is the key of the organisation that reported. */
export interface ActivityConditions {
  readonly monthFrom?: string | null;
  readonly monthTo?: string | null;
  readonly municipality?: string | null;
  readonly kinds?: readonly string[] | null;
  readonly organisationId?: string | null;
}

/** A page of the reports that an organisation may read, newest month first. */
export function listActivityReports(
  { source, party }: Reader,
  selection: Selection,
  conditions: ActivityConditions,
  page: { first: number; after: readonly (string | number)[] | null },
): Promise<PageRow[]> {
  const values: unknown[] = [];
  return queryPage(source, {
    columns: selectList('ActivityReport', selection, party),
    from: 'from activity.report a0',
    where: conditionsSql(conditions, values),
    values,
    order: [
      { sql: 'a0.month', type: 'text' },
      { sql: 'a0.id', type: 'uuid' },
    ],
    direction: 'desc',
    ...page,
  });
}

/** One report by its key; null when it is absent or hidden. */
export function findActivityReport<T>(reader: Reader, selection: Selection, uuid: string): Promise<T | null> {
  return findObject(reader, 'ActivityReport', selection, 'from activity.report a0', 'a0.id = $1::uuid', uuid);
}

/** Stores a report, or its correction when the organisation has reported the same before, and returns its key. */
export async function putActivityReport(
  manager: EntityManager,
  report: Omit<ActivityReportRow, 'id'>,
): Promise<string> {
  const stored = await manager
    .createQueryBuilder()
    .insert()
    .into(ActivityReportRow, ['organisationId', 'month', 'municipality', 'kind', 'count', 'note'])
    .values(report)
    .orUpdate(['count', 'note'], ['organisation_id', 'month', 'municipality', 'kind'])
    .returning('id')
    .updateEntity(false)
    .execute();
  const [row] = stored.raw as { id: string }[];
  return row!.id;
}

function conditionsSql(conditions: ActivityConditions, values: unknown[]): string[] {
  const where: string[] = [];
  const add = (value: unknown, condition: (parameter: string) => string) => {
    if (value != null) where.push(condition(`$${values.push(value)}`));
  };
  add(conditions.monthFrom, (p) => `a0.month >= ${p}::text`);
  add(conditions.monthTo, (p) => `a0.month <= ${p}::text`);
  add(conditions.municipality, (p) => `a0.municipality = ${p}::text`);
  add(conditions.kinds, (p) => `a0.kind = any (${p}::text[])`);
  add(conditions.organisationId, (p) => `a0.organisation_id = ${p}::uuid`);
  return where;
}
