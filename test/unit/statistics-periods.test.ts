import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isoWeekThursday } from '../../src/domain/period.js';
import {
  allBetween,
  periodOf,
  periodsNamed,
  quarterOfDate,
  quarterOfWeek,
  quartersOf,
  wholePeriods,
} from '../../src/domain/statistics/periods.js';

const two = (n: number) => String(n).padStart(2, '0');
const quartersIn = (...years: number[]) =>
  years.flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`));

/** Every ISO week of 1998 to 2030 by its definition: week n of a year holds the year's n-th Thursday. */
function weeks() {
  const all: { week: string; thursday: string; quarter: string }[] = [];
  let [year, number] = [0, 0];
  for (const day = new Date(Date.UTC(1998, 0, 1)); day.getUTCFullYear() <= 2030;) {
    if (day.getUTCDay() === 4) {
      number = day.getUTCFullYear() === year ? number + 1 : 1;
      year = day.getUTCFullYear();
      const month = day.getUTCMonth() + 1;
      const quarter = month <= 3 ? 1 : month <= 6 ? 2 : month <= 9 ? 3 : 4;
      const thursday = `${year}-${two(month)}-${two(day.getUTCDate())}`;
      all.push({ week: `${year}-W${two(number)}`, thursday, quarter: `${year}-Q${quarter}` });
    }
    day.setUTCDate(day.getUTCDate() + 1);
  }
  return all;
}

describe('a week', () => {
  test('has the Thursday and the quarter of its Thursday, in all of 1998 to 2030', () => {
    const all = weeks();
    // 12,053 days from a Thursday on.
    expect(all).toHaveLength(1722);
    expect(all.filter(({ week, thursday }) => isoWeekThursday(week) !== thursday)).toEqual([]);
    expect(all.filter(({ week, quarter }) => quarterOfWeek(week) !== quarter)).toEqual([]);
  });

  test.each([
    ['2026-W13', '2026-03-26', '2026-Q1'],
    ['2026-W14', '2026-04-02', '2026-Q2'], // begins in March
    ['2026-W27', '2026-07-02', '2026-Q3'], // begins in June
    ['2026-W40', '2026-10-01', '2026-Q4'], // begins in September
    ['2025-W01', '2025-01-02', '2025-Q1'], // begins in 2024
    ['1999-W01', '1999-01-07', '1999-Q1'],
    ['1998-W53', '1998-12-31', '1998-Q4'], // ends in 1999
    ['2004-W53', '2004-12-30', '2004-Q4'],
    ['2009-W53', '2009-12-31', '2009-Q4'],
    ['2020-W53', '2020-12-31', '2020-Q4'],
    ['2026-W53', '2026-12-31', '2026-Q4'],
  ])('%s has its Thursday on %s, in %s', (week, thursday, quarter) => {
    expect(isoWeekThursday(week)).toBe(thursday);
    expect(quarterOfWeek(week)).toBe(quarter);
  });

  test('53 of a year that lacks it is an error which does not repeat it', () => {
    expect(() => quarterOfWeek('2025-W53')).toThrow(RangeError);
    expect(() => quarterOfWeek('2025-W53')).not.toThrow(/2025/);
  });
});

test.each([
  ['2026-01-01', '2026-Q1'],
  ['2026-03-31', '2026-Q1'],
  ['2026-04-01', '2026-Q2'],
  ['2026-06-30', '2026-Q2'],
  ['2026-07-01', '2026-Q3'],
  ['2026-09-30', '2026-Q3'],
  ['2026-10-01', '2026-Q4'],
  ['2026-12-31', '2026-Q4'],
])('%s lies in %s', (date, quarter) => expect(quarterOfDate(date)).toBe(quarter));

test('quarters are those of a year, a half year or a quarter, and of nothing else', () => {
  expect(quartersOf('2026')).toEqual(quartersIn(2026));
  expect(quartersOf('2026-H1')).toEqual(['2026-Q1', '2026-Q2']);
  expect(quartersOf('2026-H2')).toEqual(['2026-Q3', '2026-Q4']);
  expect(quartersOf('2026-Q3')).toEqual(['2026-Q3']);
  for (const other of ['2026-07', '2026-W31', '2025/2027', '1989', '']) expect(quartersOf(other)).toBeNull();
});

describe('the period of a quarter', () => {
  test.each([
    ['2021-Q4', '2019/2021'],
    ['2022-Q1', '2022/2024'],
    ['2023-Q3', '2022/2024'],
    ['2024-Q4', '2022/2024'],
    ['2025-Q1', '2025/2027'], // 2025/2027 follows 2022/2024, as the contract's granularity says
    ['1998-Q1', '1998/2000'],
  ])('%s lies in the three years %s', (quarter, years) => {
    expect(periodOf(quarter, 'THREE_YEARS')).toBe(years);
    expect(periodOf(quarter, 'YEAR')).toBe(quarter.slice(0, 4));
    expect(periodOf(quarter, 'QUARTER')).toBe(quarter);
  });

  test('three years never overlap, and none is left out', () => {
    for (let first = 1998; first <= 2028; first += 3)
      for (const quarter of quartersIn(first, first + 1, first + 2))
        expect([quarter, periodOf(quarter, 'THREE_YEARS')]).toEqual([quarter, `${first}/${first + 2}`]);
  });
});

describe('whole periods', () => {
  test('are those of which no quarter is missing, in order', () => {
    const frozen = [...quartersIn(2025, 2024, 2023, 2022), '2021-Q4', '2026-Q1', '2026-Q2', '2026-Q4'];
    expect(wholePeriods(frozen, 'YEAR')).toEqual(['2022', '2023', '2024', '2025']);
    expect(wholePeriods(frozen, 'THREE_YEARS')).toEqual(['2022/2024']);
    expect(wholePeriods(['2026-Q2', '2026-Q1'], 'QUARTER')).toEqual(['2026-Q1', '2026-Q2']);
    expect(wholePeriods([], 'YEAR')).toEqual([]);
  });

  test('are not made whole by naming a quarter twice', () => {
    const again = ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q3'];
    expect(wholePeriods(again, 'YEAR')).toEqual([]);
    expect(wholePeriods(again, 'QUARTER')).toEqual(['2026-Q1', '2026-Q2', '2026-Q3']);
    expect(wholePeriods([...again, '2026-Q4'], 'YEAR')).toEqual(['2026']);
  });

  test('do not depend on the order of the quarters, and lack exactly the period of a quarter that is taken away', () => {
    const six = quartersIn(2022, 2023, 2024, 2025, 2026, 2027);
    const shuffled = fc.shuffledSubarray(six, { minLength: six.length });
    fc.assert(
      fc.property(shuffled, fc.constantFrom('QUARTER', 'YEAR', 'THREE_YEARS'), ([gone, ...rest], length) => {
        expect(wholePeriods([gone!, ...rest], length)).toEqual(wholePeriods(six, length));
        const without = wholePeriods(six, length).filter((period) => period !== periodOf(gone!, length));
        expect(wholePeriods(rest, length)).toEqual(without);
      }),
    );
  });
});

describe('the periods of a question', () => {
  test.each([
    ['2026', 'QUARTER', quartersIn(2026)],
    ['2026-H2', 'QUARTER', ['2026-Q3', '2026-Q4']],
    ['2026-Q1', 'QUARTER', ['2026-Q1']],
    ['2026', 'YEAR', ['2026']],
    ['2023', 'THREE_YEARS', ['2022/2024']],
    ['2026-07', 'QUARTER', []],
    ['2026-W31', 'QUARTER', []],
  ] as const)('%s by %s are %j', (period, granularity, expected) =>
    expect(periodsNamed(period, granularity)).toEqual(expected),
  );

  test('run from the first to the last without a gap', () => {
    expect(allBetween(['2025-Q3', '2026-Q2'], 'QUARTER')).toEqual([
      ...['2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2'],
    ]);
    expect(allBetween(['2024', '2025', '2027'], 'YEAR')).toEqual(['2024', '2025', '2026', '2027']);
    expect(allBetween(['2019/2021', '2025/2027'], 'THREE_YEARS')).toEqual([
      ...['2019/2021', '2022/2024', '2025/2027'],
    ]);
    expect(allBetween(['2026'], 'YEAR')).toEqual(['2026']);
    expect(allBetween([], 'YEAR')).toEqual([]);
  });
});
