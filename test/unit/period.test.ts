import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isMonth, isPeriod, isWeek, parsePeriod, periodRange } from '../../src/domain/period.js';

const DAY = 24 * 60 * 60 * 1000;
const two = (n: number): string => String(n).padStart(2, '0');
const weekday = (date: string): number => new Date(date).getUTCDay();
const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

const year = fc.integer({ min: 1990, max: 2100 });
const week = fc
  .tuple(year, fc.integer({ min: 1, max: 53 }))
  .map(([y, w]) => `${y}-W${two(w)}`)
  .filter(isWeek);

describe('what is a period', () => {
  test.each([
    '2026',
    '2026-H1',
    '2026-Q3',
    '2026-07',
    '2026-W31',
    '1990',
    '2100-W52',
    '2026-W53',
    '2020-W53',
  ])('%s is one', (text) => expect(isPeriod(text)).toBe(true));

  test.each([
    ...[
      '',
      '26',
      '1989',
      '2101',
      '2026-H0',
      '2026-H3',
      '2026-Q0',
      '2026-Q5',
      '2026-00',
      '2026-13',
      '2026-7',
      '2026-W00',
    ],
    ...[
      '2026-W54',
      '2025-W53',
      '2026-W1',
      '2026W31',
      '2026-w31',
      ' 2026',
      '2026\n',
      '2026-07-01',
      '2026-',
      '+2026',
      '٢٠٢٦',
    ],
  ])('%j is none', (text) => expect(isPeriod(text)).toBe(false));

  test('week 53 exists in the years that begin on a Thursday, or on a Wednesday in leap years', () => {
    for (let y = 1990; y <= 2100; y++) {
      const first = weekday(`${y}-01-01`);
      const leap = new Date(Date.UTC(y, 1, 29)).getUTCMonth() === 1;
      expect([y, isPeriod(`${y}-W53`)]).toEqual([y, first === 4 || (leap && first === 3)]);
    }
  });

  test('is taken apart', () => {
    expect(parsePeriod('2026')).toEqual({ kind: 'YEAR', year: 2026, part: 1 });
    expect(parsePeriod('2026-H2')).toEqual({ kind: 'HALF', year: 2026, part: 2 });
    expect(parsePeriod('2026-Q3')).toEqual({ kind: 'QUARTER', year: 2026, part: 3 });
    expect(parsePeriod('2026-07')).toEqual({ kind: 'MONTH', year: 2026, part: 7 });
    expect(parsePeriod('2026-W31')).toEqual({ kind: 'WEEK', year: 2026, part: 31 });
    expect(parsePeriod('yesterday')).toBeNull();
  });

  test('only a week is a week, and only a month is a month', () => {
    const texts = ['2026', '2026-H1', '2026-Q3', '2026-07', '2026-W31', 'W31', '07', '2026-13'];
    expect(texts.filter(isWeek)).toEqual(['2026-W31']);
    expect(texts.filter(isMonth)).toEqual(['2026-07']);
  });
});

describe('range', () => {
  test.each([
    ['2026', '2026-01-01', '2026-12-31'],
    ['2026-H1', '2026-01-01', '2026-06-30'],
    ['2026-H2', '2026-07-01', '2026-12-31'],
    ['2026-Q3', '2026-07-01', '2026-09-30'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2100-02', '2100-02-01', '2100-02-28'],
    ['2026-W31', '2026-07-27', '2026-08-02'],
    ['2025-W01', '2024-12-30', '2025-01-05'],
    ['2020-W53', '2020-12-28', '2021-01-03'],
    ['2026-W53', '2026-12-28', '2027-01-03'],
  ])('%s is %s to %s', (text, from, to) => expect(periodRange(text)).toEqual({ from, to }));

  test('of a text that is no period is an error which does not repeat the text', () => {
    expect(() => periodRange('2025-W53')).toThrow(RangeError);
    expect(() => periodRange('2025-W53')).not.toThrow(/2025/);
  });

  test('of a week is Monday to Sunday, and its Thursday lies in its year', () => {
    fc.assert(
      fc.property(week, (text) => {
        const { from, to } = periodRange(text);
        expect([weekday(from), weekday(to)]).toEqual([1, 0]);
        expect(plusDays(from, 6)).toBe(to);
        expect(plusDays(from, 3).slice(0, 4)).toBe(text.slice(0, 4));
      }),
    );
  });

  test('every day from 1990 to 2100 lies in one week: consecutive weeks are adjacent', () => {
    let monday = '1990-01-01';
    for (let y = 1990; y <= 2100; y++) {
      for (let w = 1; isPeriod(`${y}-W${two(w)}`); w++) {
        const { from, to } = periodRange(`${y}-W${two(w)}`);
        if (from !== monday) throw new Error(`${y}-W${two(w)} begins on ${from}, not on ${monday}`);
        monday = plusDays(to, 1);
      }
    }
    expect(monday).toBe('2101-01-03');
  });

  test('the parts of a year make up the year', () => {
    fc.assert(
      fc.property(year, fc.constantFrom(['H', 2], ['Q', 4], ['', 12]), (y, [letter, count]) => {
        const parts = Array.from({ length: Number(count) }, (_, i) =>
          periodRange(`${y}-${letter}${letter ? i + 1 : two(i + 1)}`),
        );
        parts.slice(1).forEach((part, i) => expect(part.from).toBe(plusDays(parts[i]!.to, 1)));
        expect({ from: parts[0]!.from, to: parts.at(-1)!.to }).toEqual(periodRange(String(y)));
      }),
    );
  });
});
