// The solver against the conditions that make a solution, over wide ranges; none of them knows how it is found.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { expectation, greatestEntropy, type NoiseDemand } from '../../src/domain/disclosure/entropy.js';
import { averageInRuns, poolRising } from '../../src/domain/disclosure/pool.js';
import { calmestPair, lastRow, possibleNoise } from '../../src/domain/disclosure/row-noise.js';
import { steepestAscent } from './tools/ascent.js';

/** From barely possible to never reached. */
const demand = fc
  .record({
    maxNoise: fc.integer({ min: 1, max: 20 }),
    threshold: fc.nat(19),
    row: fc.double({ min: 0, max: 1, noNaN: true }),
    magnitude: fc.double({ min: -7, max: 0.2, noNaN: true }),
    stay: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.9999, noNaN: true })),
    isRising: fc.boolean(),
  })
  .map(({ maxNoise, threshold, row, magnitude, stay, isRising }): NoiseDemand => {
    const limits = { maxNoise, threshold: threshold % maxNoise, variance: NaN };
    const noise = possibleNoise(1 + Math.floor(row * (lastRow(limits) - 1)), limits);
    const mostVariance = calmestPair(noise).variance + maxNoise ** 2 * 10 ** magnitude;
    return { noise, mostVariance, stay, isRising };
  });
const always = (check: (asked: NoiseDemand, p: readonly number[]) => void) =>
  fc.assert(
    fc.property(demand, (asked) => check(asked, greatestEntropy(asked))),
    { numRuns: 500 },
  );
const varianceOf = (noise: readonly number[], p: readonly number[]) =>
  expectation(
    p,
    noise.map((v) => v * v),
  );

describe('the noise of greatest entropy', () => {
  test('sums to 1, averages 0 and varies no more than it may', () => {
    always(({ noise, mostVariance }, p) => {
      expect(Math.abs(p.reduce((sum, q) => sum + q, 0) - 1)).toBeLessThan(1e-12);
      expect(Math.abs(expectation(p, noise))).toBeLessThan(1e-10);
      expect(varianceOf(noise, p)).toBeLessThanOrEqual(mostVariance * (1 + 1e-10));
      expect(Math.min(...p)).toBeGreaterThanOrEqual(0);
    });
  });

  test('varies exactly as much as it may, unless it varied less with any variance allowed', () => {
    always((asked, p) => {
      const most = varianceOf(asked.noise, greatestEntropy({ ...asked, mostVariance: 1e6 }));
      const expected = Math.min(most, asked.mostVariance);
      expect(Math.abs(varianceOf(asked.noise, p) / expected - 1)).toBeLessThan(1e-7);
    });
  });

  test('stays and rises as demanded', () => {
    always(({ noise, stay, isRising }, p) => {
      const zero = noise.indexOf(0);
      if (zero >= 0) expect(p[zero]).toBeGreaterThanOrEqual(stay * (1 - 1e-12));
      const falls = p.slice(0, zero + 1).filter((q, k) => k > 0 && q < p[k - 1]! * (1 - 1e-12));
      if (isRising) expect(falls).toEqual([]);
    });
  });

  test('has no direction left in which entropy rises', () => {
    always((asked, p) => expect(steepestAscent({ ...asked, p })).toBeLessThan(1e-8));
  });

  test('is told from noise that has one', () => {
    const noise = [-2, -1, 0, 1, 2];
    const row = { noise, stay: 0, isRising: true };
    expect(steepestAscent({ ...row, p: [0.1, 0.2, 0.4, 0.2, 0.1], mostVariance: 1.2 })).toBeGreaterThan(1e-3);
    expect(steepestAscent({ ...row, p: [0.2, 0.2, 0.2, 0.2, 0.2], mostVariance: 3 })).toBe(0);
    expect(
      steepestAscent({ ...row, p: [0.15, 0.15, 0.4, 0.15, 0.15], mostVariance: 3, stay: 0.3 }),
    ).toBeGreaterThan(1e-3);
  });

  test('is the discrete normal distribution where nothing is in the way', () => {
    const noise = Array.from({ length: 41 }, (_, k) => k - 20);
    const p = greatestEntropy({ noise, mostVariance: 4, stay: 0, isRising: true });
    const logs = p.map(Math.log);
    const bends = logs.slice(1, -1).map((log, k) => logs[k]! - 2 * log + logs[k + 2]!);
    for (const bend of bends) expect(bend).toBeCloseTo(-1 / 4, 6);
  });
});

describe('pooling', () => {
  const values = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { maxLength: 20 });

  test('rises, keeps the sum, and leaves alone what rises', () => {
    fc.assert(
      fc.property(values, (list) => {
        const pooled = averageInRuns(list, poolRising(list));
        expect(pooled).toHaveLength(list.length);
        expect(pooled.filter((value, k) => k > 0 && value < pooled[k - 1]! - 1e-9)).toEqual([]);
        const sum = (numbers: readonly number[]) => numbers.reduce((total, value) => total + value, 0);
        expect(sum(pooled)).toBeCloseTo(sum(list), 6);
        const sorted = list.toSorted((a, b) => a - b);
        expect(poolRising(sorted)).toEqual(sorted.map(() => 1));
      }),
    );
  });

  test('averages what falls, and no more', () => {
    const list = [1, 5, 3, 4, 9, 8];
    expect(averageInRuns(list, poolRising(list))).toEqual([1, 4, 4, 4, 8.5, 8.5]);
  });
});
