import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { recordKey, scrambledKey, type KeyedHash } from '../../src/domain/disclosure/keys.js';
import { tabulate, TOTAL } from '../../src/domain/disclosure/tabulate.js';
import { ONS_MODULUS, perturbAsOns } from './tools/ons.js';
import { vector, vectorPath } from './tools/reference-vectors.js';

const hash =
  (secret: string): KeyedHash =>
  (message) =>
    createHmac('sha256', secret).update(message).digest();

describe('keys of 32 bits', () => {
  test('of records are those of the reference', () => {
    const expected = vector('u32_record_keys.csv');
    expect(expected).toHaveLength(50);
    const keys = expected.map(([id = '']) => [id, String(recordKey(hash('dev-record-secret'), id))]);
    expect(keys).toEqual(expected);
  });

  test('of cells differ by data set, count and plain key', () => {
    const key = (dataset: string, count: number, plain: number) =>
      scrambledKey(hash('dev-cell-pepper'), dataset, count, plain);
    expect(key('observations', 800, 2_278_912_026)).toBe(1_876_865_505);
    const others = [
      key('others', 800, 2_278_912_026),
      key('observations', 801, 2_278_912_026),
      key('observations', 800, 0),
    ];
    expect(new Set([1_876_865_505, ...others]).size).toBe(4);
  });
});

describe('tabulation', () => {
  const record = fc.record({
    categories: fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y')),
    key: fc.nat(255),
  });

  test('has every margin, and every cell equals a count of its own', () => {
    fc.assert(
      fc.property(fc.array(record), (records) => {
        const cells = tabulate(records, 2, 256);
        const names = cells.map(({ categories }) => categories.join());
        expect(new Set(names).size).toBe(names.length);
        const seen = (d: number) => 1 + new Set(records.map(({ categories }) => categories[d])).size;
        expect(cells).toHaveLength(seen(0) * seen(1));
        for (const { categories, count, key } of cells) {
          const inside = records.filter((one) =>
            categories.every((c, d) => c === TOTAL || c === one.categories[d]),
          );
          expect(count).toBe(inside.length);
          expect(key).toBe(inside.reduce((sum, one) => sum + one.key, 0) % 256);
        }
      }),
    );
  });

  test('lists empty cells and totals first', () => {
    const cells = tabulate(
      [
        { categories: ['b', 'x'], key: 1 },
        { categories: ['a', 'y'], key: 2 },
      ],
      2,
      256,
    );
    expect(cells.map(({ categories, count }) => `${categories.join()} ${count}`)).toEqual([
      ...['Total,Total 2', 'Total,x 1', 'Total,y 1'],
      ...['a,Total 1', 'a,x 0', 'a,y 1'],
      ...['b,Total 1', 'b,x 1', 'b,y 0'],
    ]);
  });
});

describe('the mode of the Office for National Statistics', () => {
  const rule = new Map(
    vector('ons_ptable_10_5_compact.csv').map(([row, noise]) => [Number(row), Number(noise)]),
  );
  const noiseOf = (row: number) => rule.get(row)!;

  test('gives every cell of the worked example', () => {
    const [header = '', ...lines] = readFileSync(vectorPath('ons_micro.csv'), 'utf8').trimEnd().split('\n');
    const columns = ['var1', 'var5', 'var8'].map((name) => header.split(',').indexOf(name));
    const records = lines
      .map((line) => line.split(','))
      .map((fields) => ({
        categories: columns.map((column) => fields[column]!),
        key: Number(fields[0]),
      }));
    const cells = tabulate(records, 3, ONS_MODULUS).filter(({ categories }) => !categories.includes(TOTAL));
    const ours = cells.map(({ categories, count, key }) => {
      const { row, noise, published } = perturbAsOns(count, key, noiseOf);
      return [...categories, count, key, row, noise, published ?? ''].map(String);
    });
    const expected = vector('ons_expected_var1_var5_var8.csv');
    expect(expected).toHaveLength(200);
    expect(ours.toSorted()).toEqual(expected.toSorted());
  });

  test('uses the last 250 rows again for larger counts', () => {
    expect([750, 751, 1_000, 1_001].map((count) => perturbAsOns(count, 0, noiseOf).row)).toEqual([
      750, 501, 750, 501,
    ]);
    expect(perturbAsOns(1_003, 0, noiseOf)).toEqual({ row: 503, noise: 2, published: 1_005 });
  });

  test('publishes small counts only if asked to', () => {
    expect(perturbAsOns(3, 0, () => 0).published).toBeNull();
    expect(perturbAsOns(3, 0, () => 0, 0).published).toBe(3);
  });
});
