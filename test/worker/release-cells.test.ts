// Every published cell of a release against plain counting of the records and the look-up by its words.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readConfig } from '../../src/config.js';
import { runClocks } from '../../src/worker/clocks.js';
import { startTestApi, type TestApi } from '../support/api.js';
import {
  observed,
  reported,
  storeReferrals,
  tablesOf,
  type FlaggedReferral,
} from '../api/tools/known-records.js';
import {
  published,
  quarterOfWeek,
  trueCells,
  type Counted,
  type TrueCell,
} from '../api/tools/published-cells.js';
import { release, send, withdrawBatch, type ObservationRow } from '../api/tools/statistics.js';
import { UNIT } from '../api/tools/entries.js';

const MALMO = 'socialtjansten-malmo';
const YEARS = ['2021', '2022', '2023', '2024'];
const QUARTERS = YEARS.flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`));
// Each year with the weeks around it; all of these years have 52.
const WEEKS = [
  '2020-W52', '2020-W53', '2025-W01', '2025-W02',
  ...YEARS.flatMap((year) => Array.from({ length: 52 }, (_, index) => `${year}-W${String(index + 1).padStart(2, '0')}`)),
]; // prettier-ignore
const MUNICIPALITIES = ['0180', '0114', '1280', '1480', '2584', '0980'];
const BANDS = ['UNDER_15', 'AGE_15_17', 'AGE_18_20', 'AGE_21_24', 'AGE_25_34', 'AGE_35_PLUS', 'UNKNOWN'];
const GENDERS = ['WOMAN', 'MAN', 'OTHER', 'UNKNOWN'];

const observation = fc.record<ObservationRow>({
  week: fc.constantFrom(...WEEKS),
  municipality: fc.constantFrom(...MUNICIPALITIES),
  arena: fc.constantFrom('ESCORT_SITE', 'CLASSIFIED_ADS', 'STREET', 'GAMING', 'UNKNOWN'),
  ageBand: fc.constantFrom(...BANDS),
  gender: fc.constantFrom(...GENDERS),
  change: fc.constantFrom('APPEARED', 'PRESENT', 'REMOVED'),
  countUnit: fc.constantFrom('ADVERTS', 'PERSONS_MET'),
  count: fc.integer({ min: 1, max: 12 }),
});
const referral = fc
  .record({
    submittedAt: fc.constantFrom(
      '2021-06-01T12:00:00Z', '2021-12-31T23:59:59.999Z', '2022-01-01T00:00:00Z', '2022-08-01T12:00:00Z', '2023-02-01T12:00:00Z',
      '2024-12-31T23:30:00Z', '2025-01-01T00:00:00Z',
    ), // prettier-ignore
    municipality: fc.constantFrom(...MUNICIPALITIES),
    form: fc.constantFrom('SEXUAL', 'FORCED_LABOUR', 'UNKNOWN'),
    gender: fc.constantFrom(...GENDERS),
    ageBand: fc.constantFrom(...BANDS),
    status: fc.constantFrom('SUBMITTED', 'IN_SUPPORT', 'CLOSED', 'CLOSED', 'WITHDRAWN', 'EXPIRED'),
    isLong: fc.boolean(),
    end: fc.constantFrom('SUPPORT_COMPLETED', 'PERSON_DECLINED', 'MOVED_AWAY'),
  })
  .map<FlaggedReferral>(({ isLong, end, ...each }) => ({
    ...each,
    outcome: each.status === 'CLOSED' ? end : null,
    statusSince: isLong ? each.submittedAt : new Date().toISOString(),
  }));
const report = fc.record({
  month: fc
    .tuple(fc.constantFrom(...YEARS, '2025'), fc.integer({ min: 1, max: 12 }))
    .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`),
  municipality: fc.constantFrom(...MUNICIPALITIES),
  kind: fc.constantFrom('OUTREACH_CONTACT', 'CHAT', 'LECTURE', 'OTHER'),
  count: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12 })),
});
const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number, seed: number) =>
  fc.sample(arbitrary, { numRuns, seed });

let api: TestApi;
let expected: Map<string, TrueCell[]>;
let actual: Map<string, number[]>;
let referrals: Counted[];
beforeAll(async () => {
  api = await startTestApi();
  const { owner, sources } = api.database;

  const batches = [
    { organisation: UNIT, rows: sample(observation, 900, 1) },
    { organisation: MALMO, rows: sample(observation, 300, 2) },
    // The same content from another organisation is other people.
    { organisation: UNIT, rows: sample(observation, 300, 2) },
  ];
  const sent = new Map<string, ObservationRow[]>();
  for (const { organisation, rows } of batches) sent.set(await send(api, rows, organisation), rows);
  const gone = await send(api, sample(observation, 200, 3));
  const going = await send(api, sample(observation, 200, 4), MALMO);

  const REPORT =
    'mutation ($input: ReportActivityInput!) { reportActivity(input: $input) { errors { code } } }';
  const reports = sample(report, 60, 5);
  for (const [index, input] of reports.entries()) {
    const organisation = [UNIT, 'rfsl', 'rfsu', 'farsta', MALMO][index % 5]!;
    expect((await api.as(organisation)(REPORT, { input })).data.reportActivity.errors).toEqual([]);
  }

  const flagged = sample(referral, 300, 6);
  referrals = await storeReferrals(owner, flagged);
  await withdrawBatch(api, gone);
  const { erased, cellsRemoved } = await runClocks(await sources.worker(), readConfig({}).clocks, new Date());
  const isRipe = ({ status, statusSince }: FlaggedReferral) =>
    ['CLOSED', 'WITHDRAWN', 'EXPIRED'].includes(status) && statusSince < '2026';
  expect([erased, cellsRemoved > 0]).toEqual([flagged.filter(isRipe).length, true]);
  await withdrawBatch(api, going, MALMO); // after the clocks: its cells are still there

  let newest = '';
  for (const year of YEARS) newest = await release(api, year);
  const activities = await reported(owner);
  const total = (list: readonly { readonly n: number }[]) => list.reduce((sum, { n }) => sum + n, 0);
  expect(total(activities)).toBe(total(reports.map(({ count }) => ({ n: count })))); // no two are about the same
  const counted = [...(await observed(owner, sent)), ...referrals, ...activities];
  expected = trueCells(counted, QUARTERS);
  actual = await tablesOf(owner, newest);
});
afterAll(() => api.close());

test('the release has every table of the catalogue for every whole period, and no other', () => {
  expect([...actual.keys()].sort()).toEqual([...expected.keys()].sort());
  // 16 quarters and 4 years of 2 × 13 and of 4 tables, 4 years of 6, and 2022 to 2024 as the only whole three years of 4.
  expect(actual.size).toBe(20 * (2 * 13 + 4) + 4 * 6 + 4);
});

test.each(['ADVERTS', 'PERSONS_MET', 'REFERRALS', 'ACTIVITIES'])(
  'every cell of %s is as the specification says',
  (measure) => {
    const names = [...expected.keys()].filter((name) => name.startsWith(`${measure}/`));
    for (const name of names)
      expect([name, actual.get(name)]).toEqual([name, expected.get(name)!.map(published)]);
    const cells = names.flatMap((name) => expected.get(name)!);
    // What was compared says something: small, middling and large counts, and noise on most of them.
    for (const [least, most] of [
      [1, 4],
      [5, 15],
      [16, Infinity],
    ] as const)
      expect(cells.filter(({ n }) => n >= least && n <= most).length).toBeGreaterThan(5);
    const noisy = cells.filter((cell) => cell.n > 0 && published(cell) !== cell.n);
    expect(noisy.length).toBeGreaterThan(cells.filter(({ n }) => n > 0).length / 2);
  },
);

test('persons under 18 are in the total of the year and in its age groups, and in no other table of referrals', async () => {
  const in2022 = referrals.filter(({ quarter }) => quarter.startsWith('2022'));
  const adults = in2022.filter(({ isMinor }) => !isMinor).length;
  expect(in2022.length - adults).toBeGreaterThan(10);
  const bases = await api.database.owner.query<{ name: string; total: number }[]>(
    `select name, (select sum(cell) from unnest(n) cell)::int as total from cube.basis
     where name like 'REFERRALS/YEAR/%' and name not like '%OUTCOME' and period = '2022'`,
  );
  expect(Object.fromEntries(bases.map(({ name, total }) => [name, total]))).toEqual({
    'REFERRALS/YEAR/TOTAL': in2022.length,
    'REFERRALS/YEAR/AGE_GROUP': in2022.length,
    'REFERRALS/YEAR/COUNTY': adults,
    'REFERRALS/YEAR/EXPLOITATION_FORM': adults,
    'REFERRALS/YEAR/GENDER': adults,
  });
});

describe('weeks belong to the quarter of their Thursday', () => {
  // Looked up in a calendar.
  test.each([
    ['2020-W53', '2020-Q4'], // Thursday 31 December 2020, Sunday 3 January 2021
    ['2021-W01', '2021-Q1'],
    ['2021-W13', '2021-Q2'], // Monday 29 March, Thursday 1 April
    ['2022-W13', '2022-Q1'], // Thursday 31 March, Sunday 3 April
    ['2021-W26', '2021-Q3'], // Monday 28 June, Thursday 1 July
    ['2023-W39', '2023-Q3'], // Thursday 28 September, Sunday 1 October
    ['2024-W40', '2024-Q4'], // Monday 30 September, Thursday 3 October
    ['2025-W01', '2025-Q1'], // Monday 30 December 2024, Thursday 2 January
  ])('%s to %s', (week, quarter) => expect(quarterOfWeek(week)).toBe(quarter));
});
