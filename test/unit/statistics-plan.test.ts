// Every question with up to three dimensions, each of them in groupBy, in the filter or in both, against the specified catalogue.
import { describe, expect, test } from '@jest/globals';
import { codesOf } from '../../src/domain/code-list.js';
import {
  DIMENSION,
  GRANULARITY,
  MEASURE,
  type Dimension,
  type Granularity,
  type Measure,
} from '../../src/domain/lists/statistics.js';
import { planOf } from '../../src/domain/statistics/plan.js';
import { SPECIFIED } from './tools/specified-catalogue.js';

const FIELDS: Readonly<Record<Dimension, readonly [field: string, value: string]>> = {
  PERIOD: ['period', ''],
  COUNTY: ['county', '12'],
  MUNICIPALITY: ['municipality', '1280'],
  ARENA: ['arena', 'GAMING'],
  AGE_GROUP: ['ageGroup', 'AGE_18_24'],
  GENDER: ['gender', 'MAN'],
  CHANGE: ['change', 'REMOVED'],
  EXPLOITATION_FORM: ['exploitationForm', 'FORCED_BEGGING'],
  OUTCOME: ['outcome', 'MOVED_AWAY'],
  ACTIVITY_KIND: ['activityKind', 'SEMINAR'],
  PARTY: ['party', 'RFSL'],
};
const PERIODS = { QUARTER: '2019-Q2', YEAR: '2019', THREE_YEARS: '2019' };
const VALUES = [...Object.values(FIELDS).map(([, value]) => value), ...Object.values(PERIODS)].filter(
  Boolean,
);

interface Case {
  readonly groupBy: readonly Dimension[];
  readonly filtered: readonly Dimension[];
}

/** Every way to use up to this many of these dimensions, at least one of them where there is a way. */
function waysToUse(dimensions: readonly Dimension[], most: number): Case[] {
  const nothing: Case = { groupBy: [], filtered: [] };
  if (most === 0) return [nothing];
  const using = dimensions.flatMap((dimension, d) =>
    waysToUse(dimensions.slice(d + 1), most - 1).flatMap(({ groupBy, filtered }) => [
      { groupBy: [dimension, ...groupBy], filtered },
      { groupBy, filtered: [dimension, ...filtered] },
      { groupBy: [dimension, ...groupBy], filtered: [dimension, ...filtered] },
    ]),
  );
  return [nothing, ...using];
}

const CASES = waysToUse(codesOf(DIMENSION), 3);
const same = (a: readonly string[], b: readonly string[]) => a.toSorted().join() === b.toSorted().join();
const notPeriod = (dimension: string) => dimension !== 'PERIOD';

/** The dimensions that a table must have: those of groupBy and filter together, where a county only narrows municipalities. */
function wanted({ groupBy, filtered }: Case): string[] {
  const all = new Set([...groupBy, ...filtered].filter(notPeriod));
  if (all.has('MUNICIPALITY') && !groupBy.includes('COUNTY')) all.delete('COUNTY');
  return [...all];
}

function ask(measure: Measure, granularity: Granularity, { groupBy, filtered }: Case) {
  const filter = filtered.map((dimension) => {
    const [field, value] = FIELDS[dimension];
    return [field, value || PERIODS[granularity]];
  });
  return planOf({ measure, granularity, groupBy, filter: Object.fromEntries(filter) });
}

/** Tables that a message names, such as `PERIOD × COUNTY × ARENA`. */
function namedIn(text: string): string[][] {
  return (text.match(/PERIOD(?: × [A-Z_]+)*/g) ?? []).map((name) => name.split(' × ').slice(1));
}

const distance = (a: readonly string[], b: readonly string[]) =>
  a.filter((one) => !b.includes(one)).length + b.filter((one) => !a.includes(one)).length;

test('there are as many questions as there are ways to use up to three of eleven dimensions', () => {
  expect(CASES).toHaveLength(1 + 11 * 3 + 55 * 9 + 165 * 27);
  expect(new Set(CASES.map(({ groupBy, filtered }) => `${groupBy.join()};${filtered.join()}`)).size).toBe(
    CASES.length,
  );
});

const KINDS = codesOf(MEASURE).flatMap((measure) =>
  codesOf(GRANULARITY).map((granularity) => ({
    measure,
    granularity,
    tables: SPECIFIED.filter((table) => table.measure === measure && table.granularity === granularity).map(
      ({ groupings }) => groupings,
    ),
  })),
);

const sorted = (names: readonly string[] = []) => names.toSorted().join(' ');

describe.each(KINDS.filter(({ tables }) => tables.length > 0))('$measure by $granularity', (kind) => {
  const { measure, granularity, tables } = kind;
  const answers = CASES.map((one) => ({
    one,
    dimensions: wanted(one),
    plan: ask(measure, granularity, one),
  }));
  const accepted = answers.flatMap(({ plan, ...rest }) => ('refusal' in plan ? [] : [{ ...rest, plan }]));
  const refused = answers.flatMap(({ plan, ...rest }) => ('refusal' in plan ? [{ ...rest, ...plan }] : []));

  test('is answered exactly when the catalogue has a table of groupBy and filter together, and from that table', () => {
    const expected = answers.filter(({ dimensions }) => tables.some((table) => same(table, dimensions)));
    expect(accepted.map(({ one }) => one)).toEqual(expected.map(({ one }) => one));
    expect(accepted.map(({ plan }) => sorted(plan.table.groupings))).toEqual(
      accepted.map(({ dimensions }) => sorted(dimensions)),
    );
    const others = accepted.filter(
      ({ one, plan }) =>
        plan.table.measure !== measure ||
        plan.table.granularity !== granularity ||
        plan.groupBy.join() !== one.groupBy.join(),
    );
    expect(others).toEqual([]);
    // Both happen, so that neither is checked on nothing; every table is reached.
    expect(new Set(accepted.map(({ plan }) => plan.table.name)).size).toBe(tables.length);
    expect(refused.length).toBeGreaterThan(0);
  });

  test('has as whole of what is broken down the table of what the filter chooses', () => {
    const whole = ({ groupBy, filtered }: Case) =>
      groupBy.some((dimension) => notPeriod(dimension) && !filtered.includes(dimension))
        ? sorted(filtered.filter(notPeriod))
        : null;
    expect(accepted.map(({ plan }) => plan.whole && sorted(plan.whole.groupings))).toEqual(
      accepted.map(({ one }) => whole(one)),
    );
  });

  test('is refused with the nearest tables of its catalogue, and no value', () => {
    const nearest = (dimensions: readonly string[]) => {
      const least = Math.min(...tables.map((table) => distance(table, dimensions)));
      return tables.filter((table) => distance(table, dimensions) === least);
    };
    const said = refused.map(({ refusal }) => {
      const [asked, ...others] = namedIn(refusal);
      return `asked ${sorted(asked)}, nearest ${others.map(sorted).join('; ')}`;
    });
    const expected = refused.map(
      ({ dimensions }) =>
        `asked ${sorted(dimensions)}, nearest ${nearest(dimensions).map(sorted).join('; ')}`,
    );
    expect(said).toEqual(expected);
    expect(refused.filter(({ refusal }) => !refusal.startsWith('groupBy and filter: '))).toEqual([]);
    expect(refused.filter(({ refusal }) => VALUES.some((value) => refusal.includes(value)))).toEqual([]);
  });
});

test.each([
  ['ADVERTS', 'THREE_YEARS', 'QUARTER or YEAR'],
  ['PERSONS_MET', 'THREE_YEARS', 'QUARTER or YEAR'],
  ['REFERRALS', 'QUARTER', 'YEAR or THREE_YEARS'],
  ['ACTIVITIES', 'THREE_YEARS', 'QUARTER or YEAR'],
] as const)(
  'nothing is answered of %s by %s, whatever is asked: it goes by %s',
  (measure, granularity, known) => {
    const refusal = `granularity: ${measure} has tables by ${known}, none by ${granularity}.`;
    const others = CASES.map((one) => ask(measure, granularity, one)).filter(
      (plan) => !('refusal' in plan) || plan.refusal !== refusal,
    );
    expect(others).toEqual([]);
  },
);
