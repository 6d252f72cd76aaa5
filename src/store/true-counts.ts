// Adds up the true counts of tables, on the worker's login: one statement per kind of record reads the finest cells once and makes
// every table of them. The result is as small as the tables are, however many records there were.
import type { EntityManager } from 'typeorm';
import { cellsIn, placeOf, type CatalogueTable } from '../domain/statistics/catalogue.js';
import { AGE_GROUP_OF } from '../domain/statistics/dimensions.js';
import { weeksOf } from '../domain/statistics/periods.js';
import { none, type TrueCounts } from '../domain/statistics/true-counts.js';
import type { Measure } from '../domain/lists/statistics.js';

/** What is grouped by, and whom it counts. */
export type Counted = Pick<CatalogueTable, 'groupings' | 'population'>;

/** Records as rows of (period, one column per grouping, adult, n, rk). */
interface Records {
  readonly sql: string;
  /** The values of the statement's parameters. */
  readonly values: (periods: readonly string[], measure: Measure) => unknown[];
}

const BANDS = Object.keys(AGE_GROUP_OF);
const GROUPS = Object.values(AGE_GROUP_OF);

const OBSERVATIONS: Records = {
  values: (quarters, measure) => {
    const weeks = quarters.flatMap((quarter) => weeksOf(quarter).map((week) => [week, quarter] as const));
    return [weeks.map(([week]) => week), weeks.map(([, quarter]) => quarter), BANDS, GROUPS, measure];
  },
  sql: `select quarter as period, left(municipality, 2) as county, municipality, arena, age_group, gender, change, true as adult,
      sum(n) as n, sum(rk) as rk
    from cube.cell join unnest($1::text[], $2::text[]) weeks (week, quarter) using (week)
      join unnest($3::text[], $4::text[]) bands (age_band, age_group) using (age_band)
    where count_unit = $5
      and not exists (select from statistics.batch b where b.id = batch_id and b.withdrawn_at is not null)
    group by 1, 2, 3, 4, 5, 6, 7`,
};

const REFERRALS: Records = {
  values: (years) => [years, BANDS, GROUPS],
  sql: `select period, county, exploitation_form, gender, age_group, outcome,
      age_group <> 'UNDER_18' as adult, n, rk
    from (
      select to_char(submitted_at at time zone 'UTC', 'YYYY') as period, left(encounter_municipality, 2) as county,
        exploitation_form, gender, age_band, outcome, 1 as n, record_key as rk from referrals.referral
      union all
      select year::text, county, exploitation_form, gender, age_band, outcome, count, record_keys from referrals.erased
    ) flags join unnest($2::text[], $3::text[]) bands (age_band, age_group) using (age_band)
    where period = any ($1::text[])`,
};

const ACTIVITIES: Records = {
  values: (quarters) => [quarters],
  sql: `select period, kind as activity_kind, left(municipality, 2) as county, party, true as adult, n, rk
    from (
      select left(month, 4) || '-Q' || (substr(month, 6)::int + 2) / 3 as period, kind, municipality, party, count as n,
        ('x' || left(encode(sha256(convert_to(record_seed || '|' || count, 'UTF8')), 'hex'), 8))::bit(32)::bigint as rk
      from activity.report join directory.organisation o on o.id = organisation_id
      where count > 0
    ) reports
    where period = any ($1::text[])`,
};

const RECORDS: Readonly<Record<Measure, Records>> = {
  ADVERTS: OBSERVATIONS,
  PERSONS_MET: OBSERVATIONS,
  REFERRALS,
  ACTIVITIES,
};

/** Finds the counts of one measure in one period; cells in the order of the table, zeros where nothing was counted. */
export type CountsOf = (counted: Counted, period: string) => TrueCounts;

/** Counts the records of a measure in the given periods, which are the finest that the measure has tables for. */
export async function countRecords(
  manager: EntityManager,
  measure: Measure,
  periods: readonly string[],
  tables: readonly Counted[],
): Promise<CountsOf> {
  const { sql, values } = RECORDS[measure];
  const distinct = [...new Map(tables.map((counted) => [keyOf(counted), counted])).values()];
  const sums = distinct.map((counted, index) => {
    const columns = counted.groupings.map((grouping) => grouping.toLowerCase());
    return `select ${index} as index, period, array[${columns.join(', ')}]::text[] as categories,
        sum(n)::text as n, (sum(rk) % 4294967296)::text as rk
      from record ${counted.population === 'ADULTS' ? 'where adult' : ''} group by ${['period', ...columns].join(', ')}`;
  });
  const rows = await manager.query<CountedRow[]>(
    `with record as materialized (${sql}) ${sums.join(' union all ')}`,
    values(periods, measure),
  );
  const found = new Map<string, { n: number[]; rk: number[] }>();
  for (const { index, period, categories, n, rk } of rows) {
    const counted = distinct[index]!;
    const place = placeOf(counted, categories);
    if (place < 0) continue; // an open referral has no outcome, and is in no cell of a table of outcomes
    const key = `${keyOf(counted)} ${period}`;
    const counts = found.get(key) ?? none(cellsIn(counted));
    counts.n[place] = Number(n);
    counts.rk[place] = Number(rk);
    found.set(key, counts);
  }
  return (counted, period) => found.get(`${keyOf(counted)} ${period}`) ?? none(cellsIn(counted));
}

function keyOf({ groupings, population }: Counted): string {
  return `${population} ${groupings.join('+')}`;
}

interface CountedRow {
  /** Which of the tables. */
  readonly index: number;
  readonly period: string;
  readonly categories: readonly (string | null)[];
  readonly n: string;
  readonly rk: string;
}
