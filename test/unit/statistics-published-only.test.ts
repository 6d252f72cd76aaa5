// Two worlds with other people in them, whose published counts are equal, get the same answers and the same refusals.
import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tablesOf, cellsIn } from '../../src/domain/statistics/catalogue.js';
import { perturbation, type TrueCounts } from '../../src/domain/statistics/true-counts.js';
import type { Question } from '../../src/domain/statistics/plan.js';
import { answered } from './tools/statistics.js';

const publish = perturbation((message) =>
  createHmac('sha256', 'a-secret-for-tests').update(message).digest(),
);

/** Cells as they truly are, by what is published of them: 0 to 60 records, with sixty keys each. */
const CELLS = new Map<number, (readonly [n: number, rk: number])[]>();
for (let n = 0; n <= 60; n += 1)
  for (let rk = 0; rk < 60; rk += 1) {
    const published = publish({ n: [n], rk: [rk] })[0]!;
    CELLS.set(published, [...(CELLS.get(published) ?? []), [n, rk]]);
  }

const TABLES = tablesOf('ADVERTS', 'QUARTER').filter(({ groupings }) => !groupings.includes('MUNICIPALITY'));
const QUESTIONS: readonly Omit<Question, 'measure' | 'granularity'>[] = [
  { groupBy: [] },
  { groupBy: ['PERIOD'] },
  { groupBy: ['CHANGE'] },
  { groupBy: ['PERIOD', 'GENDER'] },
  { groupBy: ['GENDER'], filter: { ageGroup: 'UNDER_18' } },
  { groupBy: ['CHANGE'], filter: { county: '01', period: '2026-Q2' } },
  { groupBy: [], filter: { arena: 'STREET', change: 'REMOVED' } },
  { groupBy: ['COUNTY', 'ARENA'] },
  { groupBy: ['ARENA', 'PERIOD', 'AGE_GROUP'], filter: { period: '2026' } },
];
const PERIODS = ['2026-Q1', '2026-Q2'];

interface Row {
  readonly table: string;
  readonly period: string;
  readonly counts: TrueCounts;
}

/** True counts of every table, cell by cell one of those that have this published value. */
function world(published: (cell: number) => number, choose: (cell: number) => number): Row[] {
  let cell = 0;
  return PERIODS.flatMap((period) =>
    TABLES.map((table) => {
      const chosen = Array.from({ length: cellsIn(table) }, () => {
        const same = CELLS.get(published(cell))!;
        return same[choose(cell++) % same.length]!;
      });
      return {
        table: table.name,
        period,
        counts: { n: chosen.map(([n]) => n), rk: chosen.map(([, rk]) => rk) },
      };
    }),
  );
}

const answers = (rows: readonly Row[]) => {
  const published = rows.map((row) => ({ ...row, counts: publish(row.counts) }));
  return QUESTIONS.map((question) =>
    answered({ measure: 'ADVERTS', granularity: 'QUARTER', ...question }, published),
  );
};

/** A number for each cell, from a seed. */
const drawn = (seed: number) => (cell: number) =>
  (Math.imul(seed ^ Math.imul(cell + 1, 0x9e37_79b1), 0x85eb_ca6b) >>> 8) % 0xffff;

const VALUES = [...CELLS.keys()].sort((a, b) => a - b);
const least = fc.constantFrom(0, 5, 10, 25);

test('what is published hides more than one truth of every count from 0 to 60', () => {
  for (const value of VALUES.filter((one) => one <= 60))
    expect(new Set(CELLS.get(value)!.map(([n]) => n)).size).toBeGreaterThan(1);
  expect(VALUES.filter((value) => value >= 1 && value <= 4)).toEqual([]);
});

test('answers and refusals are the same wherever the published counts are', () => {
  const seen = { cells: 0, tooSparse: 0 };
  fc.assert(
    fc.property(fc.nat(), fc.nat(), least, (values, people, from) => {
      const shown = VALUES.filter((value) => value === 0 || value >= from);
      const published = (cell: number) => shown[drawn(values)(cell) % shown.length]!;
      const [first, second] = [people, people + 1].map((seed) => world(published, drawn(seed))) as [
        Row[],
        Row[],
      ];
      // The worlds differ, or nothing is tried.
      expect(first).not.toEqual(second);
      const expected = answers(first);
      expect(answers(second)).toEqual(expected);
      // Nor does it matter in which order the counts come.
      expect(answers(second.toReversed())).toEqual(expected);
      for (const answer of expected) seen['cells' in answer ? 'cells' : 'tooSparse'] += 1;
    }),
    { numRuns: 15, examples: [[1, 2, 0]] },
  );
  expect(seen.cells).toBeGreaterThan(0);
  expect(seen.tooSparse).toBeGreaterThan(0);
});

test('tables and periods that a question is not about change nothing of its answer', () => {
  const row = (table: string, period: string, ...counts: number[]) => ({
    table: `ADVERTS/QUARTER/${table}`,
    period,
    counts,
  });
  const question = {
    measure: 'ADVERTS',
    granularity: 'QUARTER',
    groupBy: ['CHANGE'],
    filter: { period: '2026-Q1' },
  } as const;
  const needed = [row('TOTAL', '2026-Q1', 90), row('CHANGE', '2026-Q1', 20, 30, 40)];
  const other = fc.constantFrom(
    row('TOTAL', '2026-Q2', 0),
    row('CHANGE', '2026-Q2', 0, 0, 0),
    row('GENDER', '2026-Q1', 0, 0, 0, 0),
    row('AGE_GROUP', '2026-Q1', 0, 0, 0, 999),
  );
  const expected = answered(question, needed);
  fc.assert(
    fc.property(fc.uniqueArray(other), (others) => {
      expect(answered(question, [...others, ...needed])).toEqual(expected);
      expect(answered(question, [...needed, ...others])).toEqual(expected);
    }),
  );
  // A published count that the question is about does change it.
  expect(answered(question, [needed[0]!, row('CHANGE', '2026-Q1', 20, 30, 41)])).not.toEqual(expected);
  expect(answered(question, [row('TOTAL', '2026-Q1', 29), needed[1]!])).toHaveProperty('tooSparse');
});
