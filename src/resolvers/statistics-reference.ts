// What a trend entry keeps of the table that it refers to: the question, with the release pinned.
import { uuidOf } from '../domain/ids.js';
import { cellsOf } from '../domain/statistics/answer.js';
import { MOST_CELLS_OF_AN_ENTRY } from '../domain/statistics/most-cells.js';
import { planOf, tableNames } from '../domain/statistics/plan.js';
import { refuse } from '../domain/user-error.js';
import { publishedIn } from '../store/releases.js';
import type { StatisticsReference } from '../domain/statistics/reference.js';
import type { StatisticsInput } from '../schema/statistics.js';
import type { Transaction } from '../store/transaction.js';

/** The reference to a table that a release has; refused when the release would not answer the question. */
export async function statisticsReference(
  manager: Transaction,
  input: StatisticsInput,
): Promise<StatisticsReference> {
  const { measure, granularity, groupBy, filter = null } = input;
  const plan = planOf(input);
  if ('refusal' in plan) refuse('INVALID_VALUE', `statistics: ${plan.refusal}`, ['statistics']);
  const uuid = input.release == null ? null : uuidOf('Release', input.release);
  const isMistaken = input.release != null && uuid === null;
  const found = isMistaken ? null : await publishedIn(manager, uuid, tableNames(plan));
  if (!found) refuse('INVALID_VALUE', 'statistics: a release that is published.', ['statistics', 'release']);
  const answer = cellsOf(plan, found.published);
  if ('tooSparse' in answer) refuse('INVALID_VALUE', `statistics: ${answer.tooSparse}`, ['statistics']);
  if (answer.cells.length > MOST_CELLS_OF_AN_ENTRY)
    refuse('INVALID_VALUE', `statistics: at most ${MOST_CELLS_OF_AN_ENTRY} cells; name a period.`, [
      'statistics',
    ]);
  const question = { measure, granularity, groupBy, filter };
  return { question, release: found.id, tables: tableNames(plan) };
}
