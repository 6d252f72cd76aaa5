// The periods of statistics. Quarters are what is frozen; years and three years are made of them.
import { isWeek, isoWeekThursday, parsePeriod, periodRange } from '../period.js';
import type { Granularity } from '../lists/statistics.js';

const MONTHS_IN_QUARTER = 3;
export const YEARS = 3;

/** The quarters of a year, half year or quarter; null for any other period. */
export function quartersOf(period: string): string[] | null {
  const parts = parsePeriod(period);
  if (!parts || parts.kind === 'MONTH' || parts.kind === 'WEEK') return null;
  const { from, to } = periodRange(period);
  const numbers = [1, 2, 3, 4].map((quarter) => `${parts.year}-Q${quarter}`);
  return numbers.filter((quarter) => {
    const range = periodRange(quarter);
    return range.from >= from && range.to <= to;
  });
}

/** The quarter that an ISO date lies in. */
export function quarterOfDate(date: string): string {
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / MONTHS_IN_QUARTER)}`;
}

/** The quarter that a week belongs to: the one of its Thursday, as its year is. */
export function quarterOfWeek(week: string): string {
  return quarterOfDate(isoWeekThursday(week));
}

/** The ISO weeks that belong to a quarter. */
export function weeksOf(quarter: string): string[] {
  const weeks = Array.from(
    { length: 53 },
    (_, index) => `${quarter.slice(0, 4)}-W${String(index + 1).padStart(2, '0')}`,
  );
  return weeks.filter((week) => isWeek(week) && quarterOfWeek(week) === quarter);
}

/** The period of a granularity that a shorter one, a quarter or a year, lies in. */
export function periodOf(part: string, granularity: Granularity): string {
  if (granularity === 'QUARTER') return part;
  const year = Number(part.slice(0, 4));
  if (granularity === 'YEAR') return String(year);
  const first = year - (year % YEARS);
  return `${first}/${first + YEARS - 1}`;
}

/** The periods of a granularity that are whole among these quarters, in order. */
export function wholePeriods(quarters: readonly string[], granularity: Granularity): string[] {
  const counts = new Map<string, number>();
  for (const quarter of new Set(quarters)) {
    const period = periodOf(quarter, granularity);
    counts.set(period, (counts.get(period) ?? 0) + 1);
  }
  return [...counts]
    .flatMap(([period, count]) => (count === QUARTERS_IN[granularity] ? [period] : []))
    .sort();
}

const QUARTERS_IN: Readonly<Record<Granularity, number>> = { QUARTER: 1, YEAR: 4, THREE_YEARS: 4 * YEARS };

/** Every period of a granularity from the first to the last of these, gaps included. */
export function allBetween(periods: readonly string[], granularity: Granularity): string[] {
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return [];
  const all = new Set<string>();
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year += 1) {
    for (const quarter of [1, 2, 3, 4]) all.add(periodOf(`${year}-Q${quarter}`, granularity));
  }
  return [...all].filter((period) => period >= first && period <= last);
}

/** The periods of a granularity that a year, half year or quarter names: those in it, or the one that it lies in. */
export function periodsNamed(period: string, granularity: Granularity): string[] {
  return [...new Set(quartersOf(period)?.map((quarter) => periodOf(quarter, granularity)))];
}
