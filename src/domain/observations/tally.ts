// Counting: records become cells, each with its number and the sum of its record keys, and are then forgotten.
import { CellNumbers } from './cell-numbers.js';
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
 * Adds rows up by cell. A code is checked when it comes for the first time, and a cell is held as three numbers, so that millions
 * of them have room. `draw` is asked once per record: a key drawn anew would be a new draw of noise for the same people
 * (docs/disclosure-control.md).
 */
export class Tally {
  private readonly numbers = new CellNumbers();
  private cells = new Cells();

  /** `today` bounds the weeks, as an ISO date. */
  constructor(
    private readonly today: string,
    private readonly draw: DrawKey,
  ) {}

  /** Counts `count` records of a cell, or answers with everything that is wrong with the row. */
  add(codes: readonly string[], count: number): readonly Mistake[] {
    const known = this.numbers.of(codes);
    const mistakes = known === undefined ? cellMistakes(cellOf(codes), this.today) : NONE;
    if (!isCount(count)) return [...mistakes, COUNT_MISTAKE];
    if (mistakes.length > 0) return mistakes;
    this.cells.add(known ?? this.numbers.learn(codes), count, this.draw);
    return NONE;
  }

  /** How many cells are held. */
  get size(): number {
    return this.cells.size;
  }

  /** Hands over the cells and forgets them; cells add up, so the same one may come again later. */
  take(): Iterable<CellCount> {
    const { cells } = this;
    this.cells = new Cells();
    return cells.counts((number) => this.numbers.codes(number));
  }
}

/** The sums of cells, by the number of the cell. */
class Cells {
  /** In the order of their places. */
  private readonly places = new Map<number, number>();
  private n = new Float64Array(1_024);
  private rk = new Uint32Array(1_024);

  get size(): number {
    return this.places.size;
  }

  add(number: number, count: number, draw: DrawKey): void {
    const place = this.places.get(number) ?? this.open(number);
    this.n[place]! += count;
    // Unsigned, of 32 bits: the sum is taken modulo 2^32 by being stored.
    for (let left = count; left > 0; left -= 1) this.rk[place]! += draw();
  }

  *counts(codesOf: (number: number) => string[]): Generator<CellCount> {
    for (const [number, place] of this.places)
      yield { codes: codesOf(number), n: this.n[place]!, rk: this.rk[place]! };
  }

  private open(number: number): number {
    const place = this.places.size;
    if (place === this.n.length) {
      const { n, rk } = this;
      (this.n = new Float64Array(place * 2)).set(n);
      (this.rk = new Uint32Array(place * 2)).set(rk);
    }
    this.places.set(number, place);
    return place;
  }
}
