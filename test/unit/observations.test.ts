// Counting observations: the rules of a row, and that counting adds up whatever the order and wherever it is cut.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codesOf as codesOfList } from '../../src/domain/code-list.js';
import { ADVERT_CHANGE, AGE_BAND, ARENA, GENDER } from '../../src/domain/lists/trends.js';
import { MEASURED_UNITS, cellMistakes } from '../../src/domain/observations/observation.js';
import { REGIONS } from '../../src/domain/regions.js';
import { recordKeys } from '../../src/domain/observations/record-keys.js';
import { CellNumbers } from '../../src/domain/observations/cell-numbers.js';
import { CellSums } from '../../src/domain/observations/cell-sums.js';
import { Tally, type CellCount } from '../../src/domain/observations/tally.js';

const GOOD = {
  week: '2026-W31',
  municipality: '0180',
  arena: 'ESCORT_SITE',
  age_band: 'AGE_21_24',
  gender: 'WOMAN',
  change: 'APPEARED',
  count_unit: 'ADVERTS',
};
const TODAY = '2026-11-22';

describe('the rules of a row', () => {
  test('a good one breaks none', () => {
    expect(cellMistakes(GOOD, TODAY)).toEqual([]);
  });

  test.each([
    ['week', '2026-W54'],
    ['week', '2025-W53'],
    ['week', '2026-07'],
    ['week', '2026-W48'],
    ['municipality', '12'],
    ['municipality', 'sodermalm'],
    ['municipality', '9999'],
    ['arena', 'escort_site'],
    ['age_band', 'AGE_18_24'],
    ['gender', ''],
    ['change', 'GONE'],
    ['count_unit', 'TIPS'],
  ])('%s: %s is refused by its column, without the value', (column, value) => {
    const mistakes = cellMistakes({ ...GOOD, [column]: value }, TODAY);
    expect(mistakes.map((mistake) => mistake.column)).toEqual([column]);
    if (value !== '') expect(mistakes[0]!.rule).not.toContain(value);
  });

  test('every broken column is named at once', () => {
    expect(cellMistakes({ ...GOOD, week: 'x', arena: 'y', gender: 'z' }, TODAY)).toHaveLength(3);
  });
});

describe('counting', () => {
  const codesOf = (cell: Partial<typeof GOOD>) => Object.values({ ...GOOD, ...cell });
  const CELLS = [
    codesOf({}),
    codesOf({ week: '1990-W01' }),
    codesOf({ municipality: '2584', arena: 'UNKNOWN', age_band: 'UNKNOWN' }),
    codesOf({ gender: 'OTHER', change: 'REMOVED', count_unit: 'PERSONS_MET' }),
  ];
  const row = fc.record({
    cell: fc.nat({ max: CELLS.length - 1 }),
    keys: fc.array(fc.nat({ max: 2 ** 32 - 1 }), { minLength: 1, maxLength: 20 }),
  });
  type Row = { cell: number; keys: number[] };

  /** Counts rows, taking the cells whenever there is no room and after the rows that `cuts` names. */
  function count(rows: readonly Row[], most: number, cuts: ReadonlySet<number> = new Set()): CellCount[] {
    const keys = rows.flatMap((each) => each.keys)[Symbol.iterator]();
    const tally = new Tally(TODAY, () => keys.next().value!, most);
    const cells: CellCount[] = [];
    rows.forEach((each, index) => {
      expect(tally.add(CELLS[each.cell]!, each.keys.length)).toEqual([]);
      if (tally.isFull || cuts.has(index)) cells.push(...tally.take());
    });
    cells.push(...tally.take());
    expect(keys.next().done).toBe(true);
    expect([...tally.take()]).toEqual([]);
    return cells;
  }

  /** The cells added up as the cube adds them up. */
  function sums(cells: readonly CellCount[]): Record<string, [n: number, rk: bigint]> {
    const total: Record<string, [number, bigint]> = {};
    for (const { codes, n, rk } of cells) {
      const [before, keys] = total[codes.join()] ?? [0, 0n];
      total[codes.join()] = [before + n, (keys + BigInt(rk)) % 2n ** 32n];
    }
    return total;
  }

  const byHand = (rows: readonly Row[]) =>
    sums(rows.flatMap(({ cell, keys }) => keys.map((rk): CellCount => ({ codes: CELLS[cell]!, n: 1, rk }))));

  test('adds records and their keys up per cell, in whatever order and wherever it is cut', () => {
    const shuffled = fc
      .array(row, { maxLength: 40 })
      .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));
    fc.assert(
      fc.property(
        shuffled,
        fc.integer({ min: 1, max: 5 }),
        fc.uniqueArray(fc.nat(39)),
        ([rows, turned], most, cuts) => {
          const expected = byHand(rows);
          expect(sums(count(rows, 100))).toEqual(expected);
          expect(sums(count(turned, most, new Set(cuts)))).toEqual(expected);
        },
      ),
    );
  });

  test('counts nothing of a row that breaks a rule, however often it comes', () => {
    const tally = new Tally(TODAY, () => 1, 10);
    const columns = (cell: Partial<typeof GOOD>, count: number) =>
      tally.add(codesOf(cell), count).map(({ column }) => column);
    for (let time = 0; time < 2; time += 1) {
      expect(columns({ arena: 'bad' }, 1)).toEqual(['arena']);
      expect(columns({ week: '2026-W48' }, 1)).toEqual(['week']);
      expect(columns({ gender: '', week: 'bad' }, 0)).toEqual(['week', 'gender', 'count']);
      for (const count of [0, -1, 1.5, Number.NaN, 100_001]) expect(columns({}, count)).toEqual(['count']);
    }
    expect([...tally.take()]).toEqual([]);
    expect(columns({}, 100_000)).toEqual([]);
    expect([...tally.take()]).toEqual([{ codes: codesOf({}), n: 100_000, rk: 100_000 }]);
  });

  test('loses no row that comes while the cells are handed over, and none without room: both are refused', () => {
    const tally = new Tally(TODAY, () => 1, 1);
    tally.add(CELLS[0]!, 1);
    expect(() => tally.add(CELLS[1]!, 1)).toThrow(RangeError);
    tally.take().next();
    expect(() => tally.add(CELLS[0]!, 1)).toThrow('being taken');
  });

  test('gives every cell a number of its own, and its codes back', () => {
    const numbers = new CellNumbers();
    const lists = [
      Array.from({ length: 60 }, (_, index) => `${1990 + index}-W05`),
      REGIONS.filter(({ kind }) => kind === 'MUNICIPALITY').map(({ code }) => code),
      ...[codesOfList(ARENA), codesOfList(AGE_BAND), codesOfList(GENDER), codesOfList(ADVERT_CHANGE)],
      [...MEASURED_UNITS],
    ];
    // Every code is known before, so that the digits are the largest that there are.
    const longest = Math.max(...lists.map(({ length }) => length));
    for (let index = 0; index < longest; index += 1)
      numbers.learn(lists.map((list) => list[Math.min(index, list.length - 1)]!));
    const cell = fc.tuple(...lists.map((list) => fc.constantFrom(...list)));
    fc.assert(
      fc.property(cell, cell, (one, other) => {
        expect(numbers.codes(numbers.of(one)!)).toEqual(one);
        expect(numbers.of(one) === numbers.of(other)).toBe(one.join() === other.join());
      }),
    );
    expect(numbers.of(['2026-W31', ...lists.slice(1).map((list) => list[0]!)])).toBeUndefined();
  });

  test('adds up by number like a map does, also where there is hardly room, and again after it was cleared', () => {
    const number = fc.oneof(fc.nat({ max: 20 }), fc.maxSafeInteger().map(Math.abs));
    fc.assert(
      fc.property(fc.array(number, { minLength: 1 }), (numbers) => {
        const expected = new Map<number, number>();
        for (const each of numbers) expected.set(each, (expected.get(each) ?? 0) + 1);
        const sums = new CellSums(expected.size);
        for (let time = 0; time < 2; time += 1) {
          for (const each of numbers) sums.add(each, 1, () => 2 ** 32 - 1);
          expect(sums.isFull).toBe(true);
          const held = [...sums.entries()].map(([number, n, rk]) => [number, n, rk + n] as const);
          expect(new Map(held.map(([number, n]) => [number, n]))).toEqual(expected);
          // 2^32 - 1 is minus one, modulo 2^32.
          expect(held.every(([, , sum]) => sum === 2 ** 32)).toBe(true);
          sums.clear();
        }
      }),
    );
  });

  test('asks for one key per record, and for random bits many at a time', () => {
    let fills = 0;
    const draw = recordKeys((keys) => keys.fill((fills += 1)));
    const keys = Array.from({ length: 16_385 }, draw);
    expect([keys[0], keys[16_383], keys[16_384], fills]).toEqual([1, 1, 2, 2]);
  });
});
