import { describe, expect, test } from '@jest/globals';
import {
  CATALOGUE,
  cellsIn,
  MOST_CELLS_OF_A_RECORD,
  placeOf,
  tablesOf,
} from '../../src/domain/statistics/catalogue.js';
import { CATEGORIES } from '../../src/domain/statistics/dimensions.js';
import { SPECIFIED, type SpecifiedTable } from './tools/specified-catalogue.js';

const line = ({ measure, granularity, population, groupings }: SpecifiedTable) =>
  `${measure} ${granularity} ${population}: ${groupings.join(' x ')}`;
const of = (measure: string) => CATALOGUE.filter((table) => table.measure === measure);

describe('the catalogue', () => {
  test('is that of the specification, table by table', () => {
    expect(CATALOGUE.map(line).toSorted()).toEqual(SPECIFIED.map(line).toSorted());
    // Thirteen tables of adverts and of persons met, each by quarter and year; 6 + 4 of referrals; four of activities by quarter and year.
    expect(CATALOGUE).toHaveLength(2 * 13 * 2 + 6 + 4 + 4 * 2);
  });

  test('has no table twice, under whatever name', () => {
    expect(new Set(CATALOGUE.map(({ name }) => name)).size).toBe(CATALOGUE.length);
    const contents = CATALOGUE.map(({ measure, granularity, groupings }) =>
      [measure, granularity, ...groupings.toSorted()].join(),
    );
    expect(new Set(contents).size).toBe(CATALOGUE.length);
  });

  test('has at most three dimensions in a table, the period included', () => {
    expect(CATALOGUE.filter(({ groupings }) => 1 + groupings.length > 3)).toEqual([]);
  });

  test('holds a record in no more cells than the specification allows', () => {
    // Each table has one cell for a record, if it counts the record at all.
    expect(of('ADVERTS').length).toBe(26);
    expect(of('PERSONS_MET').length).toBe(26);
    expect(of('REFERRALS').length).toBe(10);
    expect(of('ACTIVITIES').length).toBe(8);
    expect(MOST_CELLS_OF_A_RECORD).toEqual({ ADVERTS: 40, PERSONS_MET: 40, REFERRALS: 10, ACTIVITIES: 10 });
    for (const [measure, most] of Object.entries(MOST_CELLS_OF_A_RECORD))
      expect(of(measure).length).toBeLessThanOrEqual(most);
  });

  test('has the whole of everything that it breaks down: each table without one of its groupings', () => {
    for (const { measure, granularity, groupings } of CATALOGUE) {
      const known = tablesOf(measure, granularity).map((table) => table.groupings.join());
      for (const left of groupings) {
        const whole = groupings.filter((grouping) => grouping !== left).join();
        expect([measure, granularity, whole, known.includes(whole)]).toEqual([
          ...[measure, granularity, whole, true],
        ]);
      }
    }
  });

  test('gives the tables of a measure at a granularity, and none where there are none', () => {
    expect(tablesOf('REFERRALS', 'YEAR').map(({ name }) => name)).toEqual([
      ...['REFERRALS/YEAR/TOTAL', 'REFERRALS/YEAR/AGE_GROUP', 'REFERRALS/YEAR/COUNTY'],
      ...['REFERRALS/YEAR/EXPLOITATION_FORM', 'REFERRALS/YEAR/GENDER', 'REFERRALS/YEAR/OUTCOME'],
    ]);
    expect(tablesOf('REFERRALS', 'QUARTER')).toEqual([]);
    expect(tablesOf('ADVERTS', 'THREE_YEARS')).toEqual([]);
  });
});

describe('the cells of a table', () => {
  test.each([
    [[], 1],
    [['MUNICIPALITY'], 290],
    [['COUNTY', 'ARENA'], 21 * 15],
    [['COUNTY', 'AGE_GROUP'], 21 * 4],
    [['ARENA', 'CHANGE'], 15 * 3],
    [['AGE_GROUP', 'GENDER'], 4 * 4],
    [['EXPLOITATION_FORM'], 9],
    [['OUTCOME'], 6],
    [['ACTIVITY_KIND'], 13],
    [['PARTY'], 7],
  ] as const)('of %j are %d', (groupings, cells) => expect(cellsIn({ groupings })).toBe(cells));

  test('stand in the order of the code lists, the last grouping running fastest', () => {
    for (const table of CATALOGUE) {
      const lists = table.groupings.map((grouping) => CATEGORIES[grouping]);
      const [first = [null], second = [null]] = lists;
      const all = first.flatMap((a) => second.map((b) => [a, b].slice(0, lists.length)));
      expect(all.map((categories) => placeOf(table, categories))).toEqual([...all.keys()]);
      expect(all).toHaveLength(cellsIn(table));
    }
  });

  test('have no place for a category that is none of the table’s', () => {
    const table = { groupings: ['COUNTY', 'ARENA'] } as const;
    expect(placeOf(table, ['01', 'STREET'])).toBe(10);
    for (const categories of [['02', 'STREET'], ['01', 'WOMAN'], ['0180', 'STREET'], ['01', null], ['01']])
      expect(placeOf(table, categories)).toBe(-1);
  });
});
