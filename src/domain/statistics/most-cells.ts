// How many cells an answer may have, told from the question alone.
import { shownOf } from './answer.js';
import { CATALOGUE, cellsIn } from './catalogue.js';
import { YEARS, periodsNamed } from './periods.js';
import { planOf, type Question } from './plan.js';
import { FIRST_YEAR } from '../period.js';
import type { Dimension, Granularity } from '../lists/statistics.js';

/** The most cells that any table has in one period: all that a trend entry may rest on. */
export const MOST_CELLS_OF_AN_ENTRY = Math.max(...CATALOGUE.map(cellsIn));

/** The most cells that may answer a question, or any question, in releases that go to the end of a year. */
export function mostCells(question: Question | undefined, lastYear: number): number {
  if (!question)
    return Math.max(...CATALOGUE.map((table) => cellsIn(table) * periodCount(table.granularity, lastYear)));
  const plan = planOf(question);
  if ('refusal' in plan) return 0;
  const { period, table, groupBy } = plan;
  const periods =
    period === null
      ? periodCount(table.granularity, lastYear)
      : periodsNamed(period, table.granularity).length;
  const shown = (dimension: Dimension) =>
    dimension === 'PERIOD' ? periods : shownOf(plan, dimension, []).length;
  return groupBy.reduce((cells, dimension) => cells * shown(dimension), 1);
}

/** How many periods there can be: no week, month or quarter lies before the first year. */
function periodCount(granularity: Granularity, lastYear: number): number {
  const years = lastYear - FIRST_YEAR + 1;
  if (granularity === 'QUARTER') return 4 * years;
  return granularity === 'YEAR' ? years : Math.floor(lastYear / YEARS) - Math.floor(FIRST_YEAR / YEARS) + 1;
}
