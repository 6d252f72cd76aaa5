// Chance with stated weights, the same everywhere: integers and the four operations only, so that no version of Node differs.

const WORDS = 2 ** 32;

/** One of several outcomes by a random 32-bit word, each as often as its weight says. */
export class Wheel<T> {
  private readonly outcomes: readonly T[];
  /** The first word that belongs to the next outcome. */
  private readonly limits: Float64Array;

  constructor(weighted: readonly (readonly [outcome: T, weight: number])[]) {
    const possible = weighted.filter(([, weight]) => weight > 0);
    this.outcomes = possible.map(([outcome]) => outcome);
    const total = possible.reduce((sum, [, weight]) => sum + weight, 0);
    let sum = 0;
    this.limits = Float64Array.from(possible, ([, weight]) => Math.floor(((sum += weight) / total) * WORDS));
    this.limits[possible.length - 1] = WORDS;
  }

  /** The outcome that `word`, from 0 to below 2^32, falls on. */
  at(word: number): T {
    let low = 0;
    let high = this.limits.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (word < this.limits[middle]!) high = middle;
      else low = middle + 1;
    }
    return this.outcomes[low]!;
  }
}
