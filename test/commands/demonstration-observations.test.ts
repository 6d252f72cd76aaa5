// The demonstration's two years of observations and of activity reports: synthetic, counted as an import counts, and enough of them.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cloneDatabase, openSources, type TestDatabase } from '../support/database.js';
import { countDemonstration } from '../../src/commands/demonstration-observations.js';
import { ACTIVITY_REPORTS } from '../../src/demonstration/activity-reports.js';
import { OBSERVED_QUARTERS } from '../../src/demonstration/observation-batches.js';
import { ACTIVITY_KIND } from '../../src/domain/lists/activity.js';
import { activityReportErrors } from '../../src/domain/activity-report.js';
import { codesOf } from '../../src/domain/code-list.js';
import type { Sources } from '../../src/store/sources.js';

describe('observations', () => {
  let database: TestDatabase;
  let sources: Sources;
  beforeAll(async () => {
    database = await cloneDatabase();
    sources = openSources(database.url, 1);
    await countDemonstration(sources);
  });
  afterAll(async () => {
    await sources.close();
    await database.drop();
  });

  test('are batches of the two organisations, one a quarter, that say SYNTHETIC', async () => {
    const batches = await database.owner.query<{ code: string; source: string; empty: boolean }[]>(
      `select o.code, b.source, b.row_count = 0 or b.rejected_count > 0 as empty
       from statistics.batch b join directory.organisation o on o.id = b.organisation_id order by b.source, o.code`,
    );
    expect(batches).toEqual(
      OBSERVED_QUARTERS.flatMap(({ quarter }) =>
        ['prostitutionsenheten', 'socialtjansten-malmo'].map((code) => ({
          ...{ code, source: `SYNTHETIC observations ${quarter}`, empty: false },
        })),
      ),
    );
  });

  test('from Malmö are of Malmö, and nobody else counts Malmö', async () => {
    const places = await database.owner.query<{ code: string; malmo: boolean }[]>(
      `select distinct o.code, c.municipality = '1280' as malmo from cube.cell c
       join statistics.batch b on b.id = c.batch_id join directory.organisation o on o.id = b.organisation_id order by 1`,
    );
    expect(places).toEqual([
      { code: 'prostitutionsenheten', malmo: false },
      { code: 'socialtjansten-malmo', malmo: true },
    ]);
  });

  // Noise is at most 10 and 1 to 4 is never published, so what truly is 15 or more is published as 5 or more, whatever the keys.
  const NOISE = 10;
  test.each([
    ['county', 'left(municipality, 2)', 21],
    ['arena', 'arena', 15],
    [
      'age group',
      `case when age_band in ('UNDER_15', 'AGE_15_17') then 1 when age_band in ('AGE_18_20', 'AGE_21_24') then 2
         when age_band = 'UNKNOWN' then 3 else 4 end`,
      4,
    ],
    ['gender', 'gender', 4],
    ['change', 'change', 3],
  ])('are enough for tables of adverts by quarter and %s', async (_, sql, categories) => {
    const tables = await database.owner.query<{ quarter: string; sum: number; sure: number }[]>(
      `select quarter, sum(n)::int as sum, count(*) filter (where n >= $1)::int as sure
       from (select b.source as quarter, ${sql} as category, sum(n) as n from cube.cell c join statistics.batch b on b.id = c.batch_id
             where count_unit = 'ADVERTS' group by 1, 2) t group by 1`,
      [NOISE + 5],
    );
    expect(tables).toHaveLength(8);
    for (const { sum, sure } of tables) {
      expect(sum / categories).toBeGreaterThanOrEqual(NOISE + 5);
      expect(sure).toBeGreaterThanOrEqual(categories / 2);
    }
  });

  test('count persons met too, an order of magnitude fewer, most of them in the three city counties', async () => {
    const [counted] = await database.owner.query<{ adverts: number; met: number; cities: number }[]>(
      `select sum(n) filter (where count_unit = 'ADVERTS')::int as adverts, sum(n) filter (where count_unit = 'PERSONS_MET')::int as met,
         sum(n) filter (where count_unit = 'PERSONS_MET' and left(municipality, 2) in ('01', '12', '14'))::int as cities from cube.cell`,
    );
    const { adverts, met, cities } = counted!;
    expect(adverts / met).toBeGreaterThan(5);
    expect(adverts / met).toBeLessThan(20);
    expect(cities / met).toBeGreaterThan(0.6);
  });

  test('are refused when they come again', async () => {
    await expect(countDemonstration(sources)).rejects.toThrow('the same content is there');
  });
});

describe('activity reports', () => {
  const all = ACTIVITY_REPORTS.flatMap(({ organisation, reports }) =>
    reports.map((report) => ({ organisation, ...report })),
  );

  test('keep the rules of a report, and none corrects another', () => {
    const now = new Date('2026-11-22');
    expect(all.flatMap((report) => activityReportErrors(report, now))).toEqual([]);
    const kinds: readonly string[] = codesOf(ACTIVITY_KIND);
    expect(all.filter(({ kind }) => !kinds.includes(kind))).toEqual([]);
    const keys = all.map(({ organisation, month, municipality, kind }) =>
      [organisation, month, municipality, kind].join(),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('cover every month of the observed quarters, several organisations and three counties', () => {
    const months = [...new Set(all.map(({ month }) => month))].sort();
    expect([months[0], months.at(-1), months.length]).toEqual(['2024-10', '2026-10', 25]);
    for (const { reports } of ACTIVITY_REPORTS) expect(reports.length % months.length).toBe(0);
    expect(new Set(all.map(({ organisation }) => organisation)).size).toBeGreaterThanOrEqual(5);
    expect(new Set(all.map(({ municipality }) => municipality.slice(0, 2)))).toEqual(
      new Set(['01', '12', '14']),
    );
  });
});
