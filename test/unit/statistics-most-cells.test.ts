// What a question may be answered with at most is what a release of every period there can be answers it with.
import { describe, expect, test } from '@jest/globals';
import { cellsOf } from '../../src/domain/statistics/answer.js';
import { CATALOGUE, cellsIn } from '../../src/domain/statistics/catalogue.js';
import { MOST_CELLS_OF_AN_ENTRY, mostCells } from '../../src/domain/statistics/most-cells.js';
import { periodOf } from '../../src/domain/statistics/periods.js';
import { planOf, tableNames, type Question } from '../../src/domain/statistics/plan.js';

const LAST_YEAR = 2026;
const QUARTERS = Array.from({ length: LAST_YEAR - 1990 + 1 }, (_, index) => 1990 + index).flatMap((year) =>
  [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`),
);

/** How many cells a release of every period from 1990 on answers with. */
function answered(question: Question): number {
  const plan = planOf(question);
  if ('refusal' in plan) throw new Error(plan.refusal);
  const periods = [...new Set(QUARTERS.map((quarter) => periodOf(quarter, question.granularity)))];
  const published = CATALOGUE.filter(({ name }) => tableNames(plan).includes(name)).flatMap((table) =>
    periods.map((period) => ({
      table: table.name,
      period,
      counts: Array<number>(cellsIn(table)).fill(1_000_000),
    })),
  );
  const answer = cellsOf(plan, published);
  if ('tooSparse' in answer) throw new Error(answer.tooSparse);
  return answer.cells.length;
}

describe.each(CATALOGUE)('$name', ({ measure, granularity, groupings }) => {
  const question = { measure, granularity, groupBy: groupings };
  test('in every period', () => {
    const everyPeriod = { ...question, groupBy: ['PERIOD' as const, ...groupings] };
    expect(mostCells(everyPeriod, LAST_YEAR)).toBe(answered(everyPeriod));
    expect(mostCells(everyPeriod, LAST_YEAR)).toBeLessThanOrEqual(mostCells(undefined, LAST_YEAR));
  });
  test('in one period', () => {
    const inOne = { ...question, filter: { period: '2024' } };
    const named = granularity === 'QUARTER' ? { ...question, filter: { period: '2024-Q2' } } : inOne;
    expect(mostCells(named, LAST_YEAR)).toBe(answered(named));
    expect(mostCells(question, LAST_YEAR)).toBe(answered(question));
    expect(mostCells(question, LAST_YEAR)).toBeLessThanOrEqual(MOST_CELLS_OF_AN_ENTRY);
  });
});

const ADVERTS = { measure: 'ADVERTS', granularity: 'QUARTER' } as const;

test.each<[string, Question, number]>([
  ['a year of quarters', { ...ADVERTS, groupBy: ['PERIOD', 'GENDER'], filter: { period: '2024' } }, 4 * 4],
  ['one category', { ...ADVERTS, groupBy: ['ARENA'], filter: { arena: 'STREET' } }, 1],
  [
    'the municipalities of a county',
    { ...ADVERTS, groupBy: ['MUNICIPALITY'], filter: { county: '01', period: '2024-Q2' } },
    26,
  ],
])('%s', (_what, question, cells) => {
  expect(mostCells(question, LAST_YEAR)).toBe(cells);
  expect(answered(question)).toBe(cells);
});

test('what the catalogue has not is answered with nothing', () => {
  expect(mostCells({ ...ADVERTS, groupBy: ['COUNTY', 'GENDER'] }, LAST_YEAR)).toBe(0);
});
