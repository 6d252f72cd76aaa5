// Counting: records become cells, each with its number and the sum of its record keys, and are then forgotten.
import { CellNumbers } from './cell-numbers.js';
import { CellSums } from './cell-sums.js';
import { COUNT_MISTAKE, cellMistakes, cellOf, isCount, type Mistake } from './observation.js';

/** A finest cell: its seven codes, how many records, and the sum of their keys modulo 2^32. */
export interface CellCount {
  readonly codes: readonly string[];
  readonly n: number;
  readonly rk: number;
}

/** Draws one record key: 32 bits from a generator that nobody can foresee. */
export type DrawKey = () => number;

const NONE: readonly Mistake[] = [];

/**
 * Adds rows up by cell. Codes are checked when they come for the first time. `draw` is asked once per record: a key drawn anew
 * would be a new draw of noise for the same people (docs/disclosure-control.md).
 */
export class Tally {
  private readonly numbers = new CellNumbers();
  private readonly sums: CellSums;
  private isTaken = false;

  /** `today` bounds the weeks, as an ISO date; `most` is how many cells there is room for. */
  constructor(
    private readonly today: string,
    private readonly draw: DrawKey,
    most: number,
  ) {
    this.sums = new CellSums(most);
  }

  /** Counts `count` records of a cell, or answers with everything that is wrong with the row. */
  add(codes: readonly string[], count: number): readonly Mistake[] {
    if (this.isTaken) throw new Error('The cells are being taken');
    const known = this.numbers.of(codes);
    const mistakes = known === undefined ? cellMistakes(cellOf(codes), this.today) : NONE;
    if (!isCount(count)) return [...mistakes, COUNT_MISTAKE];
    if (mistakes.length > 0) return mistakes;
    this.sums.add(known ?? this.numbers.learn(codes), count, this.draw);
    return NONE;
  }

  /** Whether the cells must be taken before a row is added. */
  get isFull(): boolean {
    return this.sums.isFull;
  }

  /** Hands the cells over and forgets them after the last; they add up, so the same one may come again later. */
  *take(): Generator<CellCount> {
    this.isTaken = true;
    for (const [number, n, rk] of this.sums.entries()) yield { codes: this.numbers.codes(number), n, rk };
    this.sums.clear();
    this.isTaken = false;
  }
}
