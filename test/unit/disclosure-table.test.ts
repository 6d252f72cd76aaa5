import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lookUp32, lookUpFraction, thresholds32 } from '../../src/domain/disclosure/look-up.js';
import {
  attainsVariance,
  buildPerturbationTable,
  ImpossibleTable,
  type TableParameters,
} from '../../src/domain/disclosure/perturbation-table.js';
import { REFERENCE_TABLES, referenceTable, vector } from './tools/reference-vectors.js';

const plain = { stay: [0], rising: [true] };
const refusalsOf = (parameters: TableParameters) => {
  try {
    buildPerturbationTable(parameters);
    return [];
  } catch (error) {
    if (error instanceof ImpossibleTable) return error.refusals;
    throw error;
  }
};

describe('the reference tables', () => {
  test.each(REFERENCE_TABLES)('$id, as exact as doubles are and as near as the tool comes', (parameters) => {
    const rows = buildPerturbationTable(parameters).flatMap(({ count, noise, p }) =>
      noise.map((v, k) => [count, count + v, v, p[k]!] as const),
    );
    const expected = vector(`table_${parameters.id}.csv`).map((line) => line.map(Number));
    expect(rows.map(([i, j, v]) => [i, j, v])).toEqual(expected.map(([i, j, v]) => [i, j, v]));
    rows.forEach(([, , , p], k) => {
      expect(Math.abs(p - expected[k]![3]!)).toBeLessThan(1e-12);
      expect(Math.abs(p - expected[k]![4]!)).toBeLessThan(1e-6);
    });
  });

  test('have mean 0, and the variance asked for but in row 1 of the strictest', () => {
    for (const parameters of REFERENCE_TABLES) {
      const rows = buildPerturbationTable(parameters).slice(1);
      expect(rows.every(({ mean }) => Math.abs(mean) < 1e-9)).toBe(true);
      const short = rows.filter((row) => !attainsVariance(row, parameters)).map(({ count }) => count);
      expect([parameters.id, short]).toEqual([parameters.id, parameters.id === 'D10_V10_js4' ? [1] : []]);
    }
  });
});

describe('a table that cannot be', () => {
  test('is refused with every row where nothing varies little enough', () => {
    const refusals = refusalsOf({ maxNoise: 10, variance: 5, threshold: 4, ...plain });
    expect(refusals.map(({ row }) => row)).toEqual([2, 3]);
    expect(refusals[0]!.reason).toContain('a variance of at least 6, and 5 is allowed');
  });

  test('is refused with every row but the first where nothing varies enough', () => {
    const refusals = refusalsOf({ maxNoise: 10, variance: 10, threshold: 0, ...plain });
    expect(refusals.map(({ row }) => row)).toEqual([2, 3]);
    expect(refusals[0]!.reason).toContain('Choose a variance up to');
  });

  test('is refused where a row stays too often', () => {
    const refusals = refusalsOf({
      maxNoise: 4,
      variance: 1,
      threshold: 0,
      stay: [0.5, 0.5, 0.99, 0.5],
      rising: [true],
    });
    expect(refusals.map(({ row }) => row)).toEqual([3]);
    expect(refusals[0]!.reason).toContain('a smaller probability to stay than 0.99');
  });

  test('is told from one that just can: two kinds of noise, and nothing else', () => {
    const table = buildPerturbationTable({ maxNoise: 10, variance: 6, threshold: 4, ...plain });
    const two = table[2]!;
    expect(two.noise.filter((_, k) => two.p[k]! > 0)).toEqual([-2, 3]);
    expect(two.variance).toBeCloseTo(6, 12);
    expect(refusalsOf({ maxNoise: 10, variance: 5.999999, threshold: 4, ...plain })).not.toEqual([]);
  });

  test('is refused exactly when a row has too little room, whatever is asked', () => {
    const parameters = fc.record({
      maxNoise: fc.integer({ min: 1, max: 12 }),
      variance: fc.double({ min: 0.01, max: 40, noNaN: true }),
      threshold: fc.nat(11),
    });
    fc.assert(
      fc.property(parameters, ({ maxNoise, variance, threshold: any }) => {
        const threshold = any % maxNoise;
        const refused = refusalsOf({ maxNoise, variance, threshold, ...plain });
        // The least variance of row i up to js: it jumps to 0 or to js + 1, and averages 0.
        const tooTight = Array.from({ length: threshold }, (_, k) => k + 1).filter(
          (i) => variance < i * (threshold + 1 - i),
        );
        const tight = refused.filter(({ reason }) => reason.includes('at least'));
        expect(tight.map(({ row }) => row)).toEqual(tooTight);
        const loose = refused.filter(({ reason }) => !reason.includes('at least'));
        expect(loose.every(({ row }) => row >= 2)).toBe(true);
        if (refused.length > 0) return;
        const table = buildPerturbationTable({ maxNoise, variance, threshold, ...plain });
        for (const row of table.slice(2))
          expect(attainsVariance(row, { maxNoise, variance, threshold })).toBe(true);
        for (const { count, noise } of table) {
          expect(noise.filter((v) => count + v < 0 || (count + v >= 1 && count + v <= threshold))).toEqual(
            [],
          );
          expect(noise.every((v) => Math.abs(v) <= maxNoise)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the look-up', () => {
  const table = buildPerturbationTable(referenceTable('D10_V10_js4'));

  test('has the thresholds of the reference', () => {
    const thresholds = table.flatMap((row) =>
      thresholds32(row).map((threshold, k) => [row.count, row.noise[k], threshold].map(String)),
    );
    expect(thresholds).toEqual(vector('u32_thresholds_D10_V10_js4.csv'));
  });

  test('takes the first noise whose threshold is above the key', () => {
    const noiseOf = lookUp32(table);
    expect(noiseOf(1, 3_613_009_994)).toBe(-1);
    expect(noiseOf(1, 3_613_009_995)).toBe(4);
    expect(noiseOf(1, 2 ** 32 - 1)).toBe(10);
  });

  test('leaves 0 alone and uses the last row for every larger count', () => {
    for (const noiseOf of [lookUp32(table), lookUpFraction(table)]) {
      expect(noiseOf(0, 0.999)).toBe(0);
      expect(noiseOf(15, 0)).toBe(-10);
      expect(noiseOf(1_000_000, 0)).toBe(-10);
    }
    expect(lookUpFraction(table)(15, 1 - 2 ** -53)).toBe(10);
  });
});
