import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { KeyedHash } from '../../src/domain/disclosure/keys.js';
import { perturbation } from '../../src/domain/statistics/true-counts.js';
import { vector } from './tools/reference-vectors.js';

const hash =
  (secret: string): KeyedHash =>
  (message) =>
    createHmac('sha256', secret).update(message).digest();

/** Publishes a count when the first 32 bits of the hash are these: what is published then depends on nothing else. */
const publishAt = (() => {
  const digest = Buffer.alloc(32);
  const at = perturbation(() => digest);
  return (records: number, word: number): number => {
    digest.writeUInt32BE(word);
    return at({ n: [records], rk: [0] })[0]!;
  };
})();

const publish = perturbation(hash('a-secret-for-tests'));
const u32 = fc.nat(0xffff_ffff);
const count = fc.oneof(fc.nat(20), fc.nat(1_000_000));

describe('published counts', () => {
  const CELLS = vector('u32_year_region_arena_status_D10_V10_js4.csv').map((line) =>
    line.slice(4).map(Number),
  );
  const n = CELLS.map(([value]) => value!);
  const rk = CELLS.map(([, value]) => value!);

  test('are those of the reference, its data set being put in the place of ours', () => {
    const ours = 'ck1|samverkan|';
    const asReference: KeyedHash = (message) => {
      if (!message.startsWith(ours)) throw new Error('another input of the look-up');
      return hash('dev-cell-pepper')(`ck1|observations|${message.slice(ours.length)}`);
    };
    expect(CELLS).toHaveLength(270);
    expect(perturbation(asReference)({ n, rk })).toEqual(CELLS.map((cell) => cell[6]));
  });

  test('are those of the reference in conformance mode, where the cell key is looked up itself', () => {
    expect(n.map((records, k) => publishAt(records, rk[k]!))).toEqual(CELLS.map((cell) => cell[3]));
  });

  // First 32 bits of `printf 'ck1|samverkan|36|1032647374' | openssl dgst -sha256 -hmac a-secret-for-tests`, and so on: 1043885479,
  // 1081533141, 1559448648, 4179820432; the noise of each is read from the thresholds of the reference.
  test.each([
    [36, 1_032_647_374, 36 - 2],
    [3, 123_456_789, 3 - 3],
    [1, 4_294_967_295, 1 - 1],
    [250, 2_278_912_026, 250 + 6],
  ])('of %d records with keys that add up to %d is %d', (records, keys, expected) =>
    expect(publish({ n: [records], rk: [keys] })).toEqual([expected]),
  );
});

describe('noise', () => {
  test('is at most 10, leaves 0 as it is, and publishes nothing from 1 to 4, whatever the hash says', () => {
    fc.assert(
      fc.property(count, u32, (records, u) => {
        const published = publishAt(records, u);
        expect(Number.isInteger(published)).toBe(true);
        expect(published === 0 || published >= 5).toBe(true);
        expect(Math.abs(published - records)).toBeLessThanOrEqual(10);
        if (records === 0) expect(published).toBe(0);
      }),
      { numRuns: 2_000 },
    );
  });

  test('reaches for each count from 1 to 15 exactly what the reference table holds', () => {
    const thresholds = vector('u32_thresholds_D10_V10_js4.csv').map((line) => line.map(Number));
    for (let records = 1; records <= 15; records += 1) {
      const row = thresholds.filter(([i]) => i === records);
      expect(row.length).toBeGreaterThan(1);
      // The last key below each threshold takes its noise.
      const published = row.map(([, , threshold]) => publishAt(records, threshold! - 1));
      expect(published).toEqual(row.map(([, noise]) => records + noise!));
    }
  });

  test('is the same for the same records, whichever cell and table they are counted in, and however often', () => {
    const cell = fc.tuple(count, u32);
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 12 }), (cells) => {
        const at = (all: typeof cells) => publish({ n: all.map(([n]) => n), rk: all.map(([, rk]) => rk) });
        const alone = cells.map((one) => at([one])[0]);
        expect(at(cells)).toEqual(alone);
        expect(at(cells)).toEqual(alone);
        expect(at(cells.toReversed())).toEqual(alone.toReversed());
      }),
    );
  });

  test('differs by secret, by count and by key', () => {
    const keys = Array.from({ length: 100 }, (_, k) => k);
    const row = (by: typeof publish, records: number, first: number) =>
      by({ n: keys.map(() => records), rk: keys.map((k) => first + k) }).map((shown) => shown - records);
    const rows = [
      row(publish, 100, 0),
      row(publish, 101, 0),
      row(publish, 100, 100),
      row(perturbation(hash('another-secret')), 100, 0),
    ];
    expect(new Set(rows.map(String)).size).toBe(rows.length);
    // And within a row, so that not everything has one noise.
    expect(rows.every((noise) => new Set(noise).size > 5)).toBe(true);
  });
});
