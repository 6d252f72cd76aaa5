// A finest cell as one number: the values of its columns, numbered as they come, one digit per column.
import { codesOf } from '../code-list.js';
import { ADVERT_CHANGE, AGE_BAND, ARENA, GENDER } from '../lists/trends.js';
import { REGIONS } from '../regions.js';
import { MEASURED_UNITS } from './observation.js';

/** How many values each column after the week may have. The week is the highest digit, so it needs no bound. */
const VALUES = [
  REGIONS.filter(({ kind }) => kind === 'MUNICIPALITY').length,
  ...[codesOf(ARENA), codesOf(AGE_BAND), codesOf(GENDER), codesOf(ADVERT_CHANGE)].map(({ length }) => length),
  MEASURED_UNITS.length,
];
const BASES = [1, ...VALUES];

interface Digits {
  readonly byValue: Map<string, number>;
  readonly values: string[];
}

/** Numbers cells. Only valid cells may be learned: every column then has as many values as its digit has room for. */
export class CellNumbers {
  private readonly columns: readonly Digits[] = BASES.map(() => ({ byValue: new Map(), values: [] }));

  /** The number of a cell by its codes, once each of these has been learned. */
  of(codes: readonly string[]): number | undefined {
    let number = 0;
    for (let column = 0; column < BASES.length; column += 1) {
      const digit = this.columns[column]!.byValue.get(codes[column]!);
      if (digit === undefined) return undefined;
      number = number * BASES[column]! + digit;
    }
    return number;
  }

  /** The number of a valid cell, whose codes are learned by this. */
  learn(codes: readonly string[]): number {
    this.columns.forEach(({ byValue, values }, column) => {
      const code = codes[column]!;
      if (!byValue.has(code)) byValue.set(code, values.push(code) - 1);
    });
    return this.of(codes)!;
  }

  /** The codes of a cell by its number. */
  codes(number: number): string[] {
    const codes = new Array<string>(BASES.length);
    let left = number;
    for (let column = BASES.length - 1; column > 0; column -= 1) {
      const digit = left % BASES[column]!;
      codes[column] = this.columns[column]!.values[digit]!;
      left = (left - digit) / BASES[column]!;
    }
    codes[0] = this.columns[0]!.values[left]!;
    return codes;
  }
}
