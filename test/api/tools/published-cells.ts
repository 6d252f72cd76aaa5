// What a release must publish, by the words of the specification and none of the code that builds releases: the tables of the
// catalogue, plain counting, sums of keys modulo 2^32, and the look-up.
import { scrambled } from './statistics.js';
import { codesOf } from '../../../src/domain/code-list.js';
import { ACTIVITY_KIND } from '../../../src/domain/lists/activity.js';
import { EXPLOITATION_FORM, REFERRAL_OUTCOME } from '../../../src/domain/lists/referrals.js';
import { AGE_GROUP } from '../../../src/domain/lists/statistics.js';
import { ADVERT_CHANGE, ARENA, GENDER } from '../../../src/domain/lists/trends.js';
import { PARTY } from '../../../src/domain/parties.js';
import { REGIONS } from '../../../src/domain/regions.js';
import { vector } from '../../unit/tools/reference-vectors.js';

/** Records, or the sum of their keys, or both: where they lie, and in which quarter. */
export interface Counted {
  readonly measure: string;
  readonly quarter: string;
  /** Categories by grouping; null is in no category. */
  readonly at: Readonly<Record<string, string | null>>;
  readonly isMinor?: boolean;
  readonly n: number;
  readonly rk: number;
}

export interface TrueCell {
  readonly n: number;
  readonly rk: number;
}

const OF_OBSERVATIONS = [
  'TOTAL', 'COUNTY', 'MUNICIPALITY', 'ARENA', 'AGE_GROUP', 'GENDER', 'CHANGE', 'COUNTY+ARENA', 'COUNTY+AGE_GROUP',
  'COUNTY+CHANGE', 'ARENA+CHANGE', 'ARENA+AGE_GROUP', 'AGE_GROUP+GENDER',
]; // prettier-ignore
const OF_ACTIVITIES = ['TOTAL', 'ACTIVITY_KIND', 'COUNTY', 'PARTY'];
const TABLES = [
  ['ADVERTS', 'QUARTER', OF_OBSERVATIONS],
  ['ADVERTS', 'YEAR', OF_OBSERVATIONS],
  ['PERSONS_MET', 'QUARTER', OF_OBSERVATIONS],
  ['PERSONS_MET', 'YEAR', OF_OBSERVATIONS],
  ['REFERRALS', 'YEAR', ['TOTAL', 'AGE_GROUP', 'COUNTY', 'EXPLOITATION_FORM', 'GENDER', 'OUTCOME']],
  ['REFERRALS', 'THREE_YEARS', ['TOTAL', 'COUNTY', 'EXPLOITATION_FORM', 'OUTCOME']],
  ['ACTIVITIES', 'QUARTER', OF_ACTIVITIES],
  ['ACTIVITIES', 'YEAR', OF_ACTIVITIES],
] as const;
const WITH_MINORS = ['REFERRALS/YEAR/TOTAL', 'REFERRALS/YEAR/AGE_GROUP'];

const regions = (kind: string) => REGIONS.filter((region) => region.kind === kind).map(({ code }) => code);
const CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  COUNTY: regions('COUNTY'),
  MUNICIPALITY: regions('MUNICIPALITY'),
  ARENA: codesOf(ARENA),
  AGE_GROUP: codesOf(AGE_GROUP),
  GENDER: codesOf(GENDER),
  CHANGE: codesOf(ADVERT_CHANGE),
  EXPLOITATION_FORM: codesOf(EXPLOITATION_FORM),
  OUTCOME: codesOf(REFERRAL_OUTCOME),
  ACTIVITY_KIND: codesOf(ACTIVITY_KIND),
  PARTY: codesOf(PARTY),
};

/** The period that a quarter lies in; three years begin with a year that 3 divides. */
function periodOf(quarter: string, granularity: string): string {
  const year = Number(quarter.slice(0, 4));
  const first = year - (year % 3);
  return { QUARTER: quarter, YEAR: String(year) }[granularity] ?? `${first}/${first + 2}`;
}

const QUARTERS_IN: Readonly<Record<string, number>> = { QUARTER: 1, YEAR: 4, THREE_YEARS: 12 };

/** Every table of the catalogue in every whole period of these quarters, by name and period: number and key of each cell. */
export function trueCells(counted: readonly Counted[], quarters: readonly string[]): Map<string, TrueCell[]> {
  const tables = new Map<string, TrueCell[]>();
  for (const [measure, granularity, groupings] of TABLES) {
    const records = counted.filter((each) => each.measure === measure);
    const periods = quarters.map((quarter) => periodOf(quarter, granularity));
    for (const period of new Set(periods)) {
      if (periods.filter((each) => each === period).length < QUARTERS_IN[granularity]!) continue;
      const inPeriod = records.filter(({ quarter }) => periodOf(quarter, granularity) === period);
      for (const grouping of groupings) {
        const name = `${measure}/${granularity}/${grouping}`;
        const seen = inPeriod.filter(({ isMinor }) => !isMinor || WITH_MINORS.includes(name));
        tables.set(`${name} ${period}`, cellsOf(grouping === 'TOTAL' ? [] : grouping.split('+'), seen));
      }
    }
  }
  return tables;
}

function cellsOf(groupings: readonly string[], counted: readonly Counted[]): TrueCell[] {
  const sums = new Map<string, { n: number; rk: number }>();
  for (const { at, n, rk } of counted) {
    const cell = groupings.map((grouping) => at[grouping]).join();
    const sum = sums.get(cell) ?? { n: 0, rk: 0 };
    sums.set(cell, { n: sum.n + n, rk: (sum.rk + rk) % 2 ** 32 });
  }
  const cells = groupings.reduce<string[][]>(
    (all, grouping) => all.flatMap((cell) => CATEGORIES[grouping]!.map((code) => [...cell, code])),
    [[]],
  );
  return cells.map((cell) => sums.get(cell.join()) ?? { n: 0, rk: 0 });
}

const THRESHOLDS = vector('u32_thresholds_D10_V10_js4.csv').map((line) => line.map(Number));
const LAST_ROW = Math.max(...THRESHOLDS.map(([row]) => row!));

/** What is published of a cell: 0 of none, else the number with the first noise whose threshold is above the scrambled key. */
export function published({ n, rk }: TrueCell): number {
  if (n === 0) return 0;
  const u = scrambled(n, rk);
  const [, noise] = THRESHOLDS.find(([row, , below]) => row === Math.min(n, LAST_ROW) && u < below!)!;
  return n + noise!;
}

/** The quarter of a week: that of its Thursday. The 4th of January lies in the first week. */
export function quarterOfWeek(week: string): string {
  const [year, number] = week.split('-W').map(Number) as [number, number];
  const weekday = new Date(Date.UTC(year, 0, 4)).getUTCDay() || 7;
  const thursday = new Date(Date.UTC(year, 0, 4 - weekday + 4 + 7 * (number - 1)));
  return `${thursday.getUTCFullYear()}-Q${Math.floor(thursday.getUTCMonth() / 3) + 1}`;
}
