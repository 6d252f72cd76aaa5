// Cells without a count: what was not collected, and what did not exist.
import { describe, expect, test } from '@jest/globals';
import { CATEGORIES } from '../../src/domain/statistics/dimensions.js';
import { answered, counts, linesOf } from './tools/statistics.js';

const adverts = { measure: 'ADVERTS', granularity: 'QUARTER' } as const;

describe('a period that was not released', () => {
  const published = ['2025-Q4', '2026-Q3'].flatMap((period) => [
    counts('ADVERTS/QUARTER/TOTAL', period, 90),
    counts('ADVERTS/QUARTER/GENDER', period, 22),
  ]);

  test('between two others is a gap, not left out', () => {
    expect(linesOf(answered({ ...adverts, groupBy: ['PERIOD'] }, published))).toEqual([
      ...['2025-Q4 90', '2026-Q1 NOT_COLLECTED', '2026-Q2 NOT_COLLECTED', '2026-Q3 90'],
    ]);
    const cells = linesOf(answered({ ...adverts, groupBy: ['GENDER', 'PERIOD'] }, published));
    expect(cells).toHaveLength(4 * 4);
    expect(cells.slice(0, 4)).toEqual([
      ...[
        'WOMAN 2025-Q4 22',
        'WOMAN 2026-Q1 NOT_COLLECTED',
        'WOMAN 2026-Q2 NOT_COLLECTED',
        'WOMAN 2026-Q3 22',
      ],
    ]);
  });

  test('is a gap when the filter names it', () => {
    const filter = { period: '2026-H1' };
    expect(linesOf(answered({ ...adverts, groupBy: ['PERIOD'], filter }, published))).toEqual([
      ...['2026-Q1 NOT_COLLECTED', '2026-Q2 NOT_COLLECTED'],
    ]);
    expect(linesOf(answered({ ...adverts, groupBy: [], filter: { period: '1991-Q1' } }, published))).toEqual([
      'NOT_COLLECTED',
    ]);
  });

  test('is no reason to find a table sparse', () => {
    const filter = { period: '2026' };
    const cells = linesOf(answered({ ...adverts, groupBy: ['PERIOD', 'GENDER'], filter }, published));
    expect(cells.filter((line) => line.endsWith('NOT_COLLECTED'))).toHaveLength(3 * 4);
    expect(cells.filter((line) => line.endsWith(' 22'))).toHaveLength(4);
  });

  test('leaves an answer without counts when nothing was released at all', () => {
    expect(linesOf(answered({ ...adverts, groupBy: ['PERIOD'] }, []))).toEqual([]);
    expect(linesOf(answered({ ...adverts, groupBy: ['CHANGE'] }, []))).toEqual([
      ...['APPEARED NOT_COLLECTED', 'PRESENT NOT_COLLECTED', 'REMOVED NOT_COLLECTED'],
    ]);
  });
});

describe('a municipality', () => {
  const published = ['1998', '1999', '2002', '2003', '2006', '2007'].flatMap((period) => [
    counts('ADVERTS/YEAR/TOTAL', period, 4_000),
    counts('ADVERTS/YEAR/COUNTY', period, 200),
    counts('ADVERTS/YEAR/MUNICIPALITY', period, 12),
  ]);
  const years = { measure: 'ADVERTS', granularity: 'YEAR' } as const;

  test.each([
    ['Nykvarn', '0140', '1998', '1999'],
    ['Knivsta', '0330', '2002', '2003'],
    ['Heby', '0331', '2006', '2007'],
  ])('%s is not applicable before its first year', (_, municipality, before, first) => {
    for (const groupBy of [[], ['MUNICIPALITY']] as const) {
      const statusIn = (period: string) =>
        linesOf(answered({ ...years, groupBy, filter: { municipality, period } }, published));
      expect(statusIn(before)).toEqual([[...groupBy.map(() => municipality), 'NOT_APPLICABLE'].join(' ')]);
      expect(statusIn(first)).toEqual([[...groupBy.map(() => municipality), '12'].join(' ')]);
    }
  });

  test('of Uppsala county is listed in all periods, and has no count before it existed', () => {
    const question = { ...years, groupBy: ['MUNICIPALITY'] } as const;
    const cells = (period: string) =>
      linesOf(answered({ ...question, filter: { county: '03', period } }, published));
    const old = ['0305 12', '0319 12', '0330 NOT_APPLICABLE', '0331 NOT_APPLICABLE'];
    const rest = ['0360 12', '0380 12', '0381 12', '0382 12'];
    expect(cells('2002')).toEqual([...old, ...rest]);
    expect(cells('2003')).toEqual([...old.with(2, '0330 12'), ...rest]);
    expect(cells('2007')).toEqual([...old.with(2, '0330 12').with(3, '0331 12'), ...rest]);
  });

  test('is the only thing that may be missing in a year: in 1998 all but three are there, in 2007 all', () => {
    const missing = (period: string) =>
      linesOf(answered({ ...years, groupBy: ['MUNICIPALITY'], filter: { period } }, published)).filter(
        (line) => line.endsWith('NOT_APPLICABLE'),
      );
    expect(missing('1998').map((line) => line.slice(0, 4))).toEqual(['0140', '0330', '0331']);
    expect(missing('2007')).toEqual([]);
  });

  test('quarter by quarter becomes applicable with the first of its year', () => {
    const quarters = ['2002-Q4', '2003-Q1'].map((period) =>
      counts('ADVERTS/QUARTER/MUNICIPALITY', period, 9),
    );
    const question = { ...adverts, groupBy: ['PERIOD'], filter: { municipality: '0330' } } as const;
    expect(linesOf(answered(question, quarters))).toEqual(['2002-Q4 NOT_APPLICABLE', '2003-Q1 9']);
  });

  test('that did not exist is not counted among the cells of a table that may be sparse', () => {
    const at = CATEGORIES.MUNICIPALITY.indexOf('0330');
    // The 287 municipalities of 1998 with 5 each are just enough, though the three younger ones hold nothing.
    const given = CATEGORIES.MUNICIPALITY.map((code) => (['0140', '0330', '0331'].includes(code) ? 0 : 5));
    const ask = (all: readonly number[]) =>
      answered({ ...years, groupBy: ['MUNICIPALITY'] }, [
        counts('ADVERTS/YEAR/TOTAL', '1998', 1_400),
        counts('ADVERTS/YEAR/MUNICIPALITY', '1998', all),
      ]);
    expect(linesOf(ask(given))[at]).toBe('0330 NOT_APPLICABLE');
    expect(ask(given.with(0, 0))).toHaveProperty('tooSparse');
  });
});
