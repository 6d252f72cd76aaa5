import type { Question } from './plan.js';

/** A table of a release as a trend entry refers to it. */
export interface StatisticsReference {
  readonly question: Question;
  /** Key of the release, so that the numbers never change. */
  readonly release: string;
  /** Names of the tables that answer the question. */
  readonly tables: readonly string[];
}
