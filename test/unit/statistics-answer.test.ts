import { describe, expect, test } from '@jest/globals';
import { codesOf } from '../../src/domain/code-list.js';
import { AGE_GROUP, type Dimension } from '../../src/domain/lists/statistics.js';
import { ADVERT_CHANGE, ARENA, GENDER } from '../../src/domain/lists/trends.js';
import { REGIONS } from '../../src/domain/regions.js';
import { answered, counts, linesOf } from './tools/statistics.js';

const LISTS = {
  COUNTY: REGIONS.filter(({ kind }) => kind === 'COUNTY').map(({ code }) => code),
  ARENA: codesOf(ARENA),
  AGE_GROUP: codesOf(AGE_GROUP),
  GENDER: codesOf(GENDER),
  CHANGE: codesOf(ADVERT_CHANGE),
};
const PERIODS = ['2026-Q1', '2026-Q2'];

function permutations<T>(all: readonly T[]): T[][] {
  if (all.length === 0) return [[]];
  return all.flatMap((one, k) => permutations(all.toSpliced(k, 1)).map((rest) => [one, ...rest]));
}

describe('an answer', () => {
  const PAIRS = [
    ['COUNTY', 'ARENA'],
    ['COUNTY', 'AGE_GROUP'],
    ['COUNTY', 'CHANGE'],
    ['ARENA', 'CHANGE'],
    ['ARENA', 'AGE_GROUP'],
    ['AGE_GROUP', 'GENDER'],
  ] as const;
  const ORDERS = PAIRS.flatMap((pair) =>
    permutations<Dimension>(['PERIOD', ...pair]).map((groupBy) => ({ groupBy, pair })),
  );

  test.each(ORDERS)(
    'by $groupBy has every cell once, in the order of the code lists',
    ({ groupBy, pair }) => {
      const [first, second] = [LISTS[pair[0]], LISTS[pair[1]]];
      // A count that is all its own: 10,000 a period, 100 a category of the first list, 10 and one for each of the second.
      const countOf = (p: number, i: number, j: number) => 10_000 * (p + 1) + 100 * i + 10 + j;
      const published = PERIODS.flatMap((period, p) => [
        counts('ADVERTS/QUARTER/TOTAL', period, 30),
        counts(
          `ADVERTS/QUARTER/${pair.join('+')}`,
          period,
          first.flatMap((_, i) => second.map((__, j) => countOf(p, i, j))),
        ),
      ]);
      const listOf = (d: number) => {
        const dimension = groupBy[d]!;
        return dimension === 'PERIOD' ? PERIODS : LISTS[dimension as keyof typeof LISTS];
      };
      const expected: string[] = [];
      for (const [x, a] of listOf(0).entries())
        for (const [y, b] of listOf(1).entries())
          for (const [z, c] of listOf(2).entries()) {
            const at = [x, y, z];
            const [p, i, j] = (['PERIOD', ...pair] as const).map(
              (dimension) => at[groupBy.indexOf(dimension)]!,
            );
            expected.push(`${a} ${b} ${c} ${countOf(p!, i!, j!)}`);
          }
      expect(linesOf(answered({ measure: 'ADVERTS', granularity: 'QUARTER', groupBy }, published))).toEqual(
        expected,
      );
    },
  );

  const CHANGES = [
    counts('ADVERTS/QUARTER/TOTAL', '2025-Q4', [70]),
    counts('ADVERTS/QUARTER/TOTAL', '2026-Q1', [80]),
    counts('ADVERTS/QUARTER/CHANGE', '2025-Q4', [10, 20, 30]),
    counts('ADVERTS/QUARTER/CHANGE', '2026-Q1', [11, 21, 31]),
  ];
  const changes = { measure: 'ADVERTS', granularity: 'QUARTER' } as const;

  test('without a period is about the newest, whatever the order in which counts come', () => {
    const newest = ['APPEARED 11', 'PRESENT 21', 'REMOVED 31'];
    for (const published of permutations(CHANGES))
      expect(linesOf(answered({ ...changes, groupBy: ['CHANGE'] }, published))).toEqual(newest);
  });

  test('by period is about all that were released, oldest first', () => {
    expect(linesOf(answered({ ...changes, groupBy: ['PERIOD'] }, CHANGES.toReversed()))).toEqual([
      ...['2025-Q4 70', '2026-Q1 80'],
    ]);
  });

  test('takes the one category that a filter names, and keeps it as a row when it is grouped by too', () => {
    const filter = { change: 'PRESENT', period: '2025-Q4' };
    expect(linesOf(answered({ ...changes, groupBy: [], filter }, CHANGES))).toEqual(['20']);
    expect(linesOf(answered({ ...changes, groupBy: ['CHANGE'], filter }, CHANGES))).toEqual(['PRESENT 20']);
    expect(linesOf(answered({ ...changes, groupBy: ['PERIOD'], filter }, CHANGES))).toEqual(['2025-Q4 20']);
  });

  test('takes totals from cells of their own, which need not be the sum of their parts', () => {
    expect(linesOf(answered({ ...changes, groupBy: [] }, CHANGES))).toEqual(['80']);
  });

  test('has the municipalities of a county alone when it is narrowed to it', () => {
    const blekinge = ['1060', '1080', '1081', '1082', '1083'];
    const municipalities = REGIONS.filter(({ kind }) => kind === 'MUNICIPALITY');
    const published = [
      counts('ADVERTS/QUARTER/COUNTY', '2026-Q1', 100),
      counts(
        'ADVERTS/QUARTER/MUNICIPALITY',
        '2026-Q1',
        municipalities.map(({ code }) => Number(code)),
      ),
    ];
    const question = { ...changes, groupBy: ['MUNICIPALITY'], filter: { county: '10' } } as const;
    expect(linesOf(answered(question, published))).toEqual(blekinge.map((code) => `${code} ${code}`));
  });
});
