// The generator of synthetic observations: the same rows from the same seed, rows that the import takes, shares as the weights say.
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { COUNTIES } from '../../src/domain/regions-data.js';
import { cellMistakes, cellOf, isCount } from '../../src/domain/observations/observation.js';
import { municipalityWeights, POPULATION } from '../../src/demonstration/municipality-weights.js';
import { AGES, ARENAS, GENDERS, UNITS } from '../../src/demonstration/observation-weights.js';
import {
  syntheticObservations,
  weeksBetween,
  type SyntheticObservation,
} from '../../src/demonstration/observations.js';
import { Wheel } from '../../src/demonstration/wheel.js';

const TWO_YEARS = { from: '2024-W40', to: '2026-W39' };
const WORDS = 2 ** 32;

describe('the same seed gives the same rows', () => {
  const digest = (seed: number) => {
    const rows = [...syntheticObservations({ ...TWO_YEARS, rows: 10_000, seed })];
    const text = rows.map(({ codes, count }) => `${codes.join()},${count}\n`).join('');
    return createHash('sha256').update(text).digest('hex');
  };

  test('to the byte, on every version of Node', () => {
    expect(digest(1)).toBe('a5d81f0b893c68920a688135babefc0eeec4973874c3f7906d46e7dfbae8c243');
  });

  test('and another seed others', () => {
    expect(digest(2)).not.toBe(digest(1));
  });
});

test('every row passes the rules of the import, whatever the seed and the weeks', () => {
  const week = fc.constantFrom(...weeksBetween('2019-W50', '2026-W46'));
  const span = fc.tuple(week, week).map((weeks) => weeks.sort());
  const seeds = fc.integer({ min: 0, max: WORDS - 1 });
  fc.assert(
    fc.property(span, seeds, fc.integer({ min: 1, max: 200 }), ([from, to], seed, rows) => {
      const made = [...syntheticObservations({ from: from, to: to, rows, seed })];
      expect(made).toHaveLength(rows);
      const isFit = ({ codes, count }: SyntheticObservation) =>
        cellMistakes(cellOf(codes), '2026-11-22').length === 0 &&
        isCount(count) &&
        codes[0]! >= from &&
        codes[0]! <= to;
      expect(made.filter((row) => !isFit(row))).toEqual([]);
    }),
  );
});

test('weeks are those of ISO 8601, the 53rd where a year has one', () => {
  expect(weeksBetween('2020-W52', '2021-W02')).toEqual(['2020-W52', '2020-W53', '2021-W01', '2021-W02']);
  expect(weeksBetween('2025-W52', '2026-W01')).toEqual(['2025-W52', '2026-W01']);
  expect(weeksBetween(TWO_YEARS.from, TWO_YEARS.to)).toHaveLength(104);
});

test('a wheel gives every outcome its part of all words, and never one of weight 0', () => {
  const wheel = new Wheel([
    ['never', 0],
    ['quarter', 1],
    ['rest', 3],
  ]);
  const words = [0, WORDS / 4 - 1, WORDS / 4, WORDS - 1];
  expect(words.map((word) => wheel.at(word))).toEqual(['quarter', 'quarter', 'rest', 'rest']);
});

describe('the weights', () => {
  test('populations are those of every county, and add up to the country as SCB published it', () => {
    expect(Object.keys(POPULATION).sort()).toEqual(COUNTIES.map(([code]) => code));
    expect(Object.values(POPULATION).reduce((sum, people) => sum + people)).toBe(10_327_589);
  });

  test('municipalities share what their county has; the three cities lead', () => {
    const weights = new Map(municipalityWeights('ADVERTS'));
    for (const [county, people] of Object.entries(POPULATION)) {
      const inCounty = [...weights].filter(([code]) => code.startsWith(county));
      const perInhabitant = inCounty.reduce((sum, [, weight]) => sum + weight, 0) / people;
      expect(perInhabitant).toBeCloseTo(['01', '12', '14'].includes(county) ? 1.5 : 1, 9);
    }
    const led = [...weights].sort((a, b) => b[1] - a[1]).slice(0, 3);
    expect(led.map(([code]) => code)).toEqual(['0180', '1480', '1280']);
    expect(Math.min(...weights.values())).toBeGreaterThan(0);
  });

  test('arenas, ages and genders are per thousand, months are percent of an average one', () => {
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
    expect(sum(Object.values(ARENAS).map(({ adverts }) => adverts))).toBe(1000);
    expect(sum(Object.values(ARENAS).map(({ personsMet }) => personsMet))).toBe(1000);
    for (const list of [...Object.values(AGES), ...Object.values(GENDERS)])
      expect(sum(Object.values(list))).toBe(1000);
    for (const { months, changes } of Object.values(UNITS)) {
      expect([months.length, sum(months)]).toEqual([12, 1200]);
      expect(sum(Object.values(changes))).toBe(1000);
    }
  });
});

describe('shares come out as the weights say', () => {
  const ROWS = 200_000;
  const rows = [...syntheticObservations({ ...TWO_YEARS, rows: ROWS, seed: 20_261_122 })];
  const adverts = rows.filter(({ codes }) => codes[6] === 'ADVERTS');
  const met = rows.filter(({ codes }) => codes[6] === 'PERSONS_MET');

  /**
   * Bernstein's inequality: how far a binomial count may lie from its mean but for one time in a thousand million. There are fewer
   * than a thousand comparisons here, so a right generator fails with less than one seed in a million.
   */
  const bound = (n: number, p: number) => {
    const log = Math.log(2 / 1e-9);
    return log / 3 + Math.sqrt(log ** 2 / 9 + 2 * log * n * p * (1 - p));
  };
  const sharesOf = (among: readonly SyntheticObservation[], place: number) => {
    const seen = new Map<string, number>();
    for (const { codes } of among) seen.set(codes[place]!, (seen.get(codes[place]!) ?? 0) + 1);
    return (code: string, p: number) =>
      Math.abs((seen.get(code) ?? 0) - among.length * p) <= bound(among.length, p);
  };
  /** Holds every weight of a list against what came out. */
  const expectShares = (
    among: readonly SyntheticObservation[],
    place: number,
    weights: readonly (readonly [code: string, weight: number])[],
  ) => {
    const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
    const isShare = sharesOf(among, place);
    expect(weights.filter(([code, weight]) => !isShare(code, weight / total))).toEqual([]);
  };

  test('and the bound would see one that is a tenth too large', () => {
    const weights = new Map(municipalityWeights('ADVERTS'));
    const stockholm = weights.get('0180')! / [...weights.values()].reduce((sum, weight) => sum + weight);
    const isShare = sharesOf(adverts, 1);
    expect([isShare('0180', stockholm), isShare('0180', stockholm * 1.1)]).toEqual([true, false]);
  });

  test('of municipalities, in either unit', () => {
    expectShares(adverts, 1, municipalityWeights('ADVERTS'));
    expectShares(met, 1, municipalityWeights('PERSONS_MET'));
  });

  test('of ages and genders, arena by arena', () => {
    for (const [arena, { ages, genders }] of Object.entries(ARENAS)) {
      const here = adverts.filter(({ codes }) => codes[2] === arena);
      expectShares(here, 3, Object.entries(AGES[ages]));
      expectShares(here, 4, Object.entries(GENDERS[genders]));
    }
  });

  test('of changes, in either unit', () => {
    expectShares(adverts, 5, Object.entries(UNITS.ADVERTS.changes));
    expect(new Set(met.map(({ codes }) => codes[5]))).toEqual(new Set(['PRESENT']));
  });

  test('of arenas and units in one week of January, before any trend', () => {
    const week = [...syntheticObservations({ from: '2026-W03', to: '2026-W03', rows: ROWS, seed: 7 })];
    const weights = Object.entries(ARENAS).flatMap(([arena, { adverts, personsMet }]) => [
      [`${arena},ADVERTS`, adverts * UNITS.ADVERTS.rows * UNITS.ADVERTS.months[0]!] as const,
      [`${arena},PERSONS_MET`, personsMet * UNITS.PERSONS_MET.rows * UNITS.PERSONS_MET.months[0]!] as const,
    ]);
    const both = week.map(({ codes, count }) => ({ codes: [`${codes[2]},${codes[6]}`], count }));
    expectShares(both, 0, weights);
  });

  test('of weeks: fewer at midsummer and Christmas, and a rising arena rises', () => {
    const inWeek = (week: string) => adverts.filter(({ codes }) => codes[0] === week).length;
    expect(inWeek('2025-W29')).toBeLessThan(inWeek('2025-W38') * 0.95);
    const of = (arena: string, year: (week: string) => boolean) =>
      adverts.filter(({ codes }) => codes[2] === arena && year(codes[0]!)).length;
    const [first, second] = [(week: string) => week < '2025-W40', (week: string) => week >= '2025-W40'];
    expect(of('MESSAGING_APP', second)).toBeGreaterThan(of('MESSAGING_APP', first) * 1.1);
    expect(of('CLASSIFIED_ADS', second)).toBeLessThan(of('CLASSIFIED_ADS', first) * 0.95);
  });
});
