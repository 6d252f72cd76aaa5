// Counting observations: the rules of a row, and that counting adds up whatever the order and wherever it is cut.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cellMistakes } from '../../src/domain/observations/observation.js';
import { recordKeys } from '../../src/domain/observations/record-keys.js';
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
  const row = fc.record({ cell: fc.constantFrom('a', 'b', 'c'), count: fc.integer({ min: 1, max: 20 }) });
  const total = (cells: readonly CellCount[], code: string, of: 'n' | 'rk') =>
    cells.filter(({ codes }) => codes[0] === code).reduce((sum, cell) => sum + cell[of], 0) % 2 ** 32;

  test('adds records and their keys up per cell, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.array(row), fc.integer({ min: 1, max: 5 }), (rows, cut) => {
        const drawn: Record<string, number> = { a: 0, b: 0, c: 0 };
        let cell = 'a';
        let last = 1;
        // A linear congruence stands for the generator, so that the sums can be told beforehand.
        const draw = () => {
          last = (Math.imul(last, 1_664_525) + 1_013_904_223) >>> 0;
          drawn[cell] = (drawn[cell]! + last) % 2 ** 32;
          return last;
        };
        const tally = new Tally(() => [], draw);
        const cells: CellCount[] = [];
        rows.forEach((each, index) => {
          cell = each.cell;
          expect(tally.add([each.cell], each.count)).toEqual([]);
          if (index % cut === 0) cells.push(...tally.take());
        });
        cells.push(...tally.take());
        for (const code of ['a', 'b', 'c']) {
          const expected = rows
            .filter((each) => each.cell === code)
            .reduce((sum, each) => sum + each.count, 0);
          expect(total(cells, code, 'n')).toBe(expected);
          expect(total(cells, code, 'rk')).toBe(drawn[code]);
        }
      }),
    );
  });

  test('counts nothing of a row that breaks a rule', () => {
    const tally = new Tally(
      ([code]) => (code === 'bad' ? [{ column: 'arena', rule: 'no.' }] : []),
      () => 1,
    );
    expect(tally.add(['bad'], 1).map(({ column }) => column)).toEqual(['arena']);
    for (const count of [0, -1, 1.5, Number.NaN, 100_001])
      expect(tally.add(['good'], count).map(({ column }) => column)).toEqual(['count']);
    expect(tally.add(['bad'], 0).map(({ column }) => column)).toEqual(['arena', 'count']);
    expect(tally.take()).toEqual([]);
  });

  test('asks for one key per record, and for random bits many at a time', () => {
    let fills = 0;
    const draw = recordKeys((keys) => keys.fill((fills += 1)));
    const keys = Array.from({ length: 16_385 }, draw);
    expect([keys[0], keys[16_383], keys[16_384], fills]).toEqual([1, 1, 2, 2]);
  });
});
