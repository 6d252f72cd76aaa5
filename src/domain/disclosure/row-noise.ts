// What a row of the table may do to its count.

/** The three numbers that a perturbation table is known by. */
export interface NoiseLimits {
  /** D: no noise is larger. */
  readonly maxNoise: number;
  /** V: no noise varies more. */
  readonly variance: number;
  /** js: no count from 1 to js is published. */
  readonly threshold: number;
}

/**
 * The last row, which all larger counts share: from there on nothing that noise reaches is forbidden. The specification names D + js + 1;
 * without a threshold row D is already like all later ones, and the reference tables end there.
 */
export function lastRow({ maxNoise, threshold }: NoiseLimits): number {
  return threshold === 0 ? maxNoise : maxNoise + threshold + 1;
}

/** The possible noise for a true count, ascending: whatever publishes neither a negative number nor one from 1 to js. */
export function possibleNoise(count: number, { maxNoise, threshold }: NoiseLimits): number[] {
  if (count === 0) return [0];
  const all = Array.from({ length: 2 * maxNoise + 1 }, (_, k) => k - maxNoise);
  return all.filter((v) => count + v === 0 || count + v > threshold);
}

/** The pair of noise nearest to 0 that averages 0: no noise with mean 0 varies less than these two. */
export function calmestPair(noise: readonly number[]): { below: number; above: number; variance: number } {
  if (noise.includes(0)) return { below: 0, above: 0, variance: 0 };
  const below = Math.max(...noise.filter((v) => v < 0));
  const above = Math.min(...noise.filter((v) => v > 0));
  return { below, above, variance: -below * above };
}
