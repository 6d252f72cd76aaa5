// A table as it is answered, wherever it is asked for.
import { cellsOf } from '../domain/statistics/answer.js';
import { GUARANTEE } from '../domain/statistics/guarantee.js';
import type { Plan } from '../domain/statistics/plan.js';
import { tooSparse } from '../schema/errors.js';
import type { Release } from '../schema/release.js';
import type { StatisticsTable } from '../schema/statistics.js';
import type { ReleasedTables } from '../store/releases.js';

/** The answer to a question from the tables that were read for it; throws TOO_SPARSE. */
export function statisticsTable(
  plan: Plan,
  { release, published }: ReleasedTables<Release>,
): StatisticsTable {
  const answer = cellsOf(plan, published);
  if ('tooSparse' in answer) throw tooSparse(answer.tooSparse);
  const { table, groupBy } = plan;
  return { release, measure: table.measure, dimensions: groupBy, cells: answer.cells, guarantee: GUARANTEE };
}
