// When a table is refused, at the borders that the specification sets: a whole of 30, a mean of 5, half of the cells 0.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CATEGORIES } from '../../src/domain/statistics/dimensions.js';
import type { Question } from '../../src/domain/statistics/plan.js';
import { answered, counts } from './tools/statistics.js';

const adverts = { measure: 'ADVERTS', granularity: 'QUARTER' } as const;
const by = (grouping: 'GENDER' | 'CHANGE', given: readonly number[], whole = 1_000) =>
  answered({ ...adverts, groupBy: [grouping] }, [
    counts('ADVERTS/QUARTER/TOTAL', '2026-Q1', [whole]),
    counts(`ADVERTS/QUARTER/${grouping}`, '2026-Q1', given),
  ]);
const isShown = (answer: ReturnType<typeof answered>) => 'cells' in answer;

test.each([
  [[5, 5, 5, 5], true],
  [[0, 0, 5, 15], true], // a mean of 5 and just half of them 0
  [[0, 0, 5, 14], false], // 19 in four cells
  [[0, 0, 50, 50], true],
  [[0, 0, 0, 500], false],
  [[0, 0, 0, 0], false],
])('%j by gender are shown: %s', (given, expected) => expect(isShown(by('GENDER', given))).toBe(expected));

test.each([
  [[0, 5, 10], true],
  [[0, 5, 9], false],
  [[0, 50, 50], true],
  [[0, 0, 50], false], // half of three is one and a half
])('%j by change are shown: %s', (given, expected) => expect(isShown(by('CHANGE', given))).toBe(expected));

test.each([
  [30, true],
  [31, true],
  [29, false],
  [5, false],
  [0, false],
])('what is published as %d is broken down: %s', (whole, expected) =>
  expect(isShown(by('CHANGE', [50, 50, 50], whole))).toBe(expected),
);

describe('a refusal', () => {
  test('names rule and coarser table, in numbers of the rule and none of the data', () => {
    expect(by('CHANGE', [50, 50, 50], 29)).toEqual({
      tooSparse:
        'The table PERIOD × CHANGE is too sparse here: what is broken down must be published as at least 30 in every ' +
        'period. Ask for PERIOD.',
    });
    expect(by('CHANGE', [0, 0, 77])).toEqual({
      tooSparse:
        'The table PERIOD × CHANGE is too sparse here: its counts must be 5 on average, and at most half of them 0. ' +
        'Ask for PERIOD.',
    });
  });

  test.each([
    [{ groupBy: ['COUNTY', 'ARENA'] }, 'PERIOD'],
    [{ groupBy: ['ARENA'], filter: { county: '12' } }, 'PERIOD × COUNTY'],
    [{ groupBy: ['COUNTY'], filter: { arena: 'STREET' } }, 'PERIOD × ARENA'],
    [{ groupBy: [], filter: { county: '12', arena: 'STREET' } }, 'PERIOD × COUNTY'],
    [{ groupBy: [], filter: { arena: 'STREET' } }, 'PERIOD'],
    [{ groupBy: ['MUNICIPALITY'], filter: { county: '12' } }, 'PERIOD × COUNTY'],
  ] as const)('of %j proposes %s', (question, coarser) => {
    const tables = ['TOTAL', 'COUNTY', 'MUNICIPALITY', 'ARENA', 'COUNTY+ARENA'];
    const published = tables.map((name) => counts(`ADVERTS/QUARTER/${name}`, '2026-Q1', 0));
    const answer = answered({ ...adverts, ...question }, published);
    expect('tooSparse' in answer && answer.tooSparse.split(' Ask for ')[1]).toBe(`${coarser}.`);
  });

  test('never meets the whole of a measure, which has no coarser table', () => {
    const published = [counts('ADVERTS/QUARTER/TOTAL', '2026-Q1', 0)];
    for (const groupBy of [[], ['PERIOD']] as const)
      expect(isShown(answered({ ...adverts, groupBy }, published))).toBe(true);
  });
});

describe('the whole', () => {
  const STOCKHOLM = CATEGORIES.COUNTY.indexOf('01');
  const question = { ...adverts, groupBy: ['ARENA'], filter: { county: '01' } } as const;
  const published = (stockholm: number, others: number) => [
    counts('ADVERTS/QUARTER/TOTAL', '2026-Q1', [29]),
    counts(
      'ADVERTS/QUARTER/COUNTY',
      '2026-Q1',
      CATEGORIES.COUNTY.map((_, k) => (k === STOCKHOLM ? stockholm : others)),
    ),
    counts('ADVERTS/QUARTER/COUNTY+ARENA', '2026-Q1', 50),
  ];

  test('is the cell that the filter chooses, and no other', () => {
    expect(isShown(answered(question, published(30, 0)))).toBe(true);
    expect(isShown(answered(question, published(29, 1_000)))).toBe(false);
  });

  test('of narrowed municipalities is their county', () => {
    const narrowed = { ...adverts, groupBy: ['MUNICIPALITY'], filter: { county: '01' } } as const;
    const all = (stockholm: number) => [
      ...published(stockholm, 0),
      counts('ADVERTS/QUARTER/MUNICIPALITY', '2026-Q1', 50),
    ];
    expect(isShown(answered(narrowed, all(30)))).toBe(true);
    expect(isShown(answered(narrowed, all(29)))).toBe(false);
  });

  test('must be large enough in every period that is answered, and in no other', () => {
    const quarters = (wholes: Record<string, number>) =>
      Object.entries(wholes).flatMap(([period, whole]) => [
        counts('ADVERTS/QUARTER/TOTAL', period, [whole]),
        counts('ADVERTS/QUARTER/CHANGE', period, 50),
      ]);
    const ask = (filter: Question['filter'], wholes: Record<string, number>) =>
      isShown(answered({ ...adverts, groupBy: ['PERIOD', 'CHANGE'], filter }, quarters(wholes)));
    expect(ask(null, { '2026-Q1': 30, '2026-Q2': 30 })).toBe(true);
    expect(ask(null, { '2026-Q1': 30, '2026-Q2': 29 })).toBe(false);
    expect(ask({ period: '2026-Q1' }, { '2026-Q1': 30, '2026-Q2': 29 })).toBe(true);
    expect(ask({ period: '2026-H1' }, { '2026-Q1': 30, '2026-Q3': 29 })).toBe(true);
  });
});

test('a table is refused exactly when one of the three rules says so', () => {
  // Published counts are 0 or from 5 on; small ones are the interesting ones.
  const count = fc.oneof(
    fc.constant(0),
    fc.integer({ min: 5, max: 20 }),
    fc.integer({ min: 5, max: 10_000 }),
  );
  const whole = fc.oneof(fc.integer({ min: 25, max: 35 }), count);
  fc.assert(
    fc.property(fc.array(count, { minLength: 4, maxLength: 4 }), whole, (given, total) => {
      const sum = given[0]! + given[1]! + given[2]! + given[3]!;
      const zeros = given.filter((one) => one === 0).length;
      expect(isShown(by('GENDER', given, total))).toBe(total >= 30 && sum >= 20 && zeros <= 2);
    }),
    { numRuns: 1_000 },
  );
});
