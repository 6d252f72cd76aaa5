import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSame, none, revised, together, type TrueCounts } from '../../src/domain/statistics/true-counts.js';

const CELLS = 4;
const MODULUS = 4_294_967_296;
const list = (one: fc.Arbitrary<number>) => fc.array(one, { minLength: CELLS, maxLength: CELLS });
const key = fc.oneof(fc.nat(0xffff_ffff), fc.constantFrom(0, 1, MODULUS - 1));
const trueCounts: fc.Arbitrary<TrueCounts> = fc.record({ n: list(fc.nat(40)), rk: list(key) });
const sum = (...all: TrueCounts[]) => together(all, CELLS);

describe('counts together', () => {
  test('are sums of records and of keys, the keys modulo 2^32', () => {
    const first = { n: [1, 0], rk: [4_294_967_295, 0] };
    const second = { n: [2, 3], rk: [1, 7] };
    const third = { n: [3, 0], rk: [4_000_000_000, 4_294_967_295] };
    expect(together([first, second], 2)).toEqual({ n: [3, 3], rk: [0, 7] });
    expect(together([first, second, third], 2)).toEqual({ n: [6, 3], rk: [4_000_000_000, 6] });
    expect(together([third, third], 2)).toEqual({ n: [6, 0], rk: [3_705_032_704, 4_294_967_294] });
  });

  test('of no period are none', () => {
    expect(together([], 3)).toEqual({ n: [0, 0, 0], rk: [0, 0, 0] });
    expect(none(2)).toEqual({ n: [0, 0], rk: [0, 0] });
  });

  test('do not depend on order or grouping, and none of them adds nothing', () => {
    fc.assert(
      fc.property(trueCounts, trueCounts, trueCounts, (a, b, c) => {
        expect(sum(a, b)).toEqual(sum(b, a));
        expect(sum(sum(a, b), c)).toEqual(sum(a, sum(b, c)));
        expect(sum(a, b, c)).toEqual(sum(sum(a, b), c));
        expect(sum(a, none(CELLS))).toEqual(a);
      }),
    );
  });

  test('have keys that are exact whole numbers below 2^32, however many periods', () => {
    fc.assert(
      fc.property(fc.array(trueCounts, { maxLength: 40 }), (all) => {
        const exact = [0, 1, 2, 3].map((place) =>
          Number(all.reduce((total, { rk }) => total + BigInt(rk[place]!), 0n) % BigInt(MODULUS)),
        );
        expect(together(all, CELLS).rk).toEqual(exact);
      }),
    );
  });

  test('leave what they are made from as it was', () => {
    const frozen = { n: Object.freeze([1]), rk: Object.freeze([2]) };
    expect(together([frozen, frozen], 1)).toEqual({ n: [2], rk: [4] });
  });
});

describe('a revision', () => {
  test('changes a cell where ten records or more are new or gone, and no other', () => {
    const before = { n: [50, 50, 50, 50, 0, 10], rk: [1, 2, 3, 4, 0, 6] };
    const fresh = { n: [59, 60, 41, 40, 9, 0], rk: [11, 12, 13, 14, 15, 0] };
    expect(revised(before, fresh)).toEqual({ n: [50, 60, 50, 40, 0, 0], rk: [1, 12, 3, 14, 0, 0] });
  });

  test('takes count and key of a cell from the same side, and decides each cell alone', () => {
    fc.assert(
      fc.property(trueCounts, trueCounts, (before, fresh) => {
        const { n, rk } = revised(before, fresh);
        for (let place = 0; place < CELLS; place += 1) {
          const side = Math.abs(fresh.n[place]! - before.n[place]!) >= 10 ? fresh : before;
          expect([n[place], rk[place]]).toEqual([side.n[place], side.rk[place]]);
        }
      }),
    );
  });

  test('made twice is the revision made once, and one of the same counts changes nothing', () => {
    fc.assert(
      fc.property(trueCounts, trueCounts, (before, fresh) => {
        const once = revised(before, fresh);
        expect(revised(once, fresh)).toEqual(once);
        expect(revised(before, before)).toEqual(before);
      }),
    );
  });

  test('compares with what is published, so that late records which trickle in are shown once they are ten', () => {
    let published: TrueCounts = { n: [20], rk: [0] };
    const shown = Array.from({ length: 21 }, (_, late) => {
      published = revised(published, { n: [20 + late], rk: [late] });
      return published.n[0];
    });
    expect(shown).toEqual([...Array<number>(10).fill(20), ...Array<number>(10).fill(30), 40]);
  });
});

test('counts are the same when every count and every key is', () => {
  const counts = { n: [1, 2], rk: [3, 4] };
  expect(isSame(counts, { n: [1, 2], rk: [3, 4] })).toBe(true);
  for (const other of [
    { n: [1, 3], rk: [3, 4] },
    { n: [1, 2], rk: [3, 5] },
    { n: [2, 1], rk: [4, 3] },
  ])
    expect(isSame(counts, other)).toBe(false);
});
