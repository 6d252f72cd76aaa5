// Questions to the statistics and published counts to answer them from.
import { CATALOGUE, cellsIn } from '../../../src/domain/statistics/catalogue.js';
import { cellsOf, type PublishedCounts } from '../../../src/domain/statistics/answer.js';
import { planOf, type Plan, type Question } from '../../../src/domain/statistics/plan.js';

/** The plan of a question that must have one. */
export function planned(question: Question): Plan {
  const plan = planOf(question);
  if ('refusal' in plan) throw new Error(plan.refusal);
  return plan;
}

/** The answer to a question from these published counts. */
export function answered(question: Question, published: readonly PublishedCounts[]) {
  return cellsOf(planned(question), published);
}

/** The cells of an answer in words: coordinates and count, or status where there is none. */
export function linesOf(answer: ReturnType<typeof cellsOf>): string[] {
  if ('tooSparse' in answer) throw new Error(answer.tooSparse);
  return answer.cells.map(({ coordinates, count, status }) => [...coordinates, count ?? status].join(' '));
}

/** Published counts of a table in a period: those given, or as many of one number as the table has cells. */
export function counts(table: string, period: string, given: readonly number[] | number): PublishedCounts {
  const cells = cellsIn(CATALOGUE.find(({ name }) => name === table)!);
  const all = typeof given === 'number' ? Array<number>(cells).fill(given) : given;
  if (all.length !== cells) throw new Error(`${table} has ${cells} cells`);
  return { table, period, counts: all };
}
