// How many cells an answer may have, told from the question alone.
import { shownOf } from './answer.js';
import { CATALOGUE, cellsIn } from './catalogue.js';
import { allBetween, periodOf, periodsNamed } from './periods.js';
import { planOf, type Question } from './plan.js';
import { FIRST_YEAR } from '../period.js';
import type { Granularity } from '../lists/statistics.js';

/** The most cells that any table has in one period: all that a trend entry may rest on. */
export const MOST_CELLS_OF_AN_ENTRY = Math.max(...CATALOGUE.map(cellsIn));

/** The most cells that may answer a question, or any question, in releases that go to the end of a year. */
export function mostCells(question: Question | undefined, lastYear: number): number {
  if (!question)
    return Math.max(
      ...CATALOGUE.map((table) => cellsIn(table) * everyPeriod(table.granularity, lastYear).length),
    );
  const plan = planOf(question);
  if ('refusal' in plan) return 0;
  const { period, table, groupBy } = plan;
  const periods =
    period === null ? everyPeriod(table.granularity, lastYear) : periodsNamed(period, table.granularity);
  return groupBy.reduce((cells, dimension) => cells * shownOf(plan, dimension, periods).length, 1);
}

/** Every period that there can be: no week, month or quarter lies before the first year. */
function everyPeriod(granularity: Granularity, lastYear: number): string[] {
  const ends = [`${FIRST_YEAR}-Q1`, `${lastYear}-Q4`];
  return allBetween(
    ends.map((quarter) => periodOf(quarter, granularity)),
    granularity,
  );
}
