// When a release may be asked for, and which quarters it freezes.
import { periodRange } from '../period.js';
import { refuse } from '../user-error.js';
import { codesOf } from '../code-list.js';
import { MEASURE, type Measure } from '../lists/statistics.js';
import { quarterOfDate, quartersOf, weeksOf } from './periods.js';

/** What a release freezes. */
export interface Freezing {
  readonly period: string;
  readonly measures: readonly Measure[];
}

/** An earlier release, also one that is still being built. */
export interface Earlier extends Freezing {
  readonly revises: boolean;
  readonly requestedAt: Date;
}

/**
 * Whether the release revises what was published before. Refused when the period cannot be released: it must consist of quarters and be
 * over, and it must freeze something new or be the first of its calendar quarter, since revisions come at most once a quarter.
 */
export function releaseRevises(asked: Freezing, earlier: readonly Earlier[], now: Date): boolean {
  const today = now.toISOString().slice(0, 10);
  const quarters = quartersOf(asked.period);
  if (!quarters) refuse('INVALID_VALUE', 'period: a quarter, half year or year.', ['period']);
  if (lastDayOf(quarters.at(-1)!) >= today)
    refuse('INVALID_VALUE', 'period: over, its last week too; a period is frozen before it is released.', [
      'period',
    ]);
  if (asked.measures.length === 0) refuse('INVALID_VALUE', 'measures: at least one.', ['measures']);
  const revises = !earlier.some(
    (release) => release.revises && quarterOf(release.requestedAt) === quarterOf(now),
  );
  const isNew = asked.measures.some((measure) => {
    const frozen = frozenQuarters(earlier, measure);
    return quarters.some((quarter) => !frozen.includes(quarter));
  });
  if (!isNew && !revises)
    refuse(
      'INVALID_TRANSITION',
      'period: all of it is released, and it was revised in this calendar quarter already.',
      ['period'],
    );
  return revises;
}

/** The quarters of a measure that releases have frozen, in order. */
export function frozenQuarters(releases: readonly Freezing[], measure: Measure): string[] {
  const frozen = releases.filter(({ measures }) => measures.includes(measure));
  return [...new Set(frozen.flatMap(({ period }) => quartersOf(period)!))].sort();
}

/** Every measure, which is what a release is about unless it says otherwise. */
export const ALL_MEASURES: readonly Measure[] = codesOf(MEASURE);

/** The day on which a quarter and the last week that belongs to it are both over. */
function lastDayOf(quarter: string): string {
  const lastSunday = periodRange(weeksOf(quarter).at(-1)!).to;
  const lastDay = periodRange(quarter).to;
  return lastSunday > lastDay ? lastSunday : lastDay;
}

function quarterOf(moment: Date): string {
  return quarterOfDate(moment.toISOString().slice(0, 10));
}
