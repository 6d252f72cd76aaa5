// Sums by the number of a cell: a hash table of three arrays with open addressing, 20 bytes a slot and no object for a cell.
// It is filled again and again, so that the memory of a long count does not grow.

/** Three quarters of the slots at most are taken: beyond that looking for one takes longer and longer. */
const FILLED = 3 / 4;

export class CellSums {
  private size = 0;
  private readonly numbers: Float64Array;
  /** 0 where the slot is free. */
  private readonly n: Float64Array;
  /** Unsigned and of 32 bits: what is stored here is the sum modulo 2^32. */
  private readonly rk: Uint32Array;

  /** With room for `most` cells. */
  constructor(private readonly most: number) {
    const bits = Math.max(1, Math.ceil(Math.log2(most / FILLED)));
    this.numbers = new Float64Array(2 ** bits);
    this.n = new Float64Array(2 ** bits);
    this.rk = new Uint32Array(2 ** bits);
  }

  /** Whether there is no room for another cell. */
  get isFull(): boolean {
    return this.size >= this.most;
  }

  /** Adds `count` records to a cell, and one key for each. */
  add(number: number, count: number, draw: () => number): void {
    const slot = this.slotOf(number);
    if (this.n[slot] === 0) {
      if (this.isFull) throw new RangeError('No room for another cell');
      this.size += 1;
      this.numbers[slot] = number;
    }
    this.n[slot]! += count;
    for (let left = count; left > 0; left -= 1) this.rk[slot]! += draw();
  }

  /** Every cell with its sums. */
  *entries(): Generator<readonly [number: number, n: number, rk: number]> {
    for (let slot = 0; slot < this.n.length; slot += 1)
      if (this.n[slot]! > 0) yield [this.numbers[slot]!, this.n[slot]!, this.rk[slot]!];
  }

  clear(): void {
    this.size = 0;
    for (const array of [this.numbers, this.n, this.rk]) array.fill(0);
  }

  private slotOf(number: number): number {
    const last = this.n.length - 1;
    let slot = spread(number) & last;
    while (this.n[slot]! > 0 && this.numbers[slot] !== number) slot = (slot + 1) & last;
    return slot;
  }
}

/** Scatters numbers that differ in a few digits over 32 bits: the finishing steps of MurmurHash3. */
function spread(number: number): number {
  let bits = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
