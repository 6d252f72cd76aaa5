// Counting: records become cells, each with its number and the sum of its record keys, and are then forgotten.
import { COUNT_MISTAKE, isCount, type Mistake } from './observation.js';

/** A finest cell: its seven codes, how many records, and the sum of their keys modulo 2^32. */
export interface CellCount {
  readonly codes: readonly string[];
  n: number;
  rk: number;
}

type Known = CellCount | readonly Mistake[];

/** Draws one record key: 32 bits from a generator that nobody can foresee. */
export type DrawKey = () => number;

/**
 * Adds rows up by cell. What a cell looks like is checked once, since the same codes come again and again. `draw` is asked once per
 * record: a key drawn anew would be a new draw of noise for the same people (docs/disclosure-control.md).
 */
export class Tally {
  private known = new Map<string, Known>();
  private cells: CellCount[] = [];

  constructor(
    private readonly check: (codes: readonly string[]) => readonly Mistake[],
    private readonly draw: DrawKey,
  ) {}

  /** Counts `count` records of a cell, or answers with everything that is wrong with the row. */
  add(codes: readonly string[], count: number): readonly Mistake[] {
    const name = codes.join();
    let known = this.known.get(name);
    if (!known) this.known.set(name, (known = this.open(codes)));
    const mistakes = 'codes' in known ? [] : known;
    if (!isCount(count)) return [...mistakes, COUNT_MISTAKE];
    if (!('codes' in known)) return mistakes;
    known.n += count;
    for (let left = count; left > 0; left -= 1) known.rk = (known.rk + this.draw()) % 2 ** 32;
    return [];
  }

  /** How many cells are held. */
  get size(): number {
    return this.cells.length;
  }

  /** Hands over the cells and forgets them; cells add up, so the same one may come again later. */
  take(): CellCount[] {
    const counted = this.cells.filter(({ n }) => n > 0);
    this.cells = [];
    this.known = new Map();
    return counted;
  }

  private open(codes: readonly string[]): Known {
    const mistakes = this.check(codes);
    if (mistakes.length > 0) return mistakes;
    const cell = { codes: [...codes], n: 0, rk: 0 };
    this.cells.push(cell);
    return cell;
  }
}
