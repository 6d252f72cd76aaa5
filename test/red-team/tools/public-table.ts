// The perturbation table as everybody knows it: how likely a published count is for each true count, and what it says about that.
import { buildPerturbationTable } from '../../../src/domain/disclosure/perturbation-table.js';
import type { NoiseLimits } from '../../../src/domain/disclosure/row-noise.js';

export interface PublicTable {
  /** The largest noise. */
  readonly most: number;
  /** The variance of noise. */
  readonly variance: number;
  /** The probability that a true count is published so. */
  chance(published: number, count: number): number;
  /** The least and the largest true count behind a published one. */
  range(published: number): readonly [number, number];
}

export function publicTable(limits: NoiseLimits): PublicTable {
  const rows = buildPerturbationTable({ ...limits, stay: [], rising: [] });
  const chance = (published: number, count: number) => {
    const { noise, p } = rows[Math.min(count, rows.length - 1)]!;
    return p[noise.indexOf(published - count)] ?? 0;
  };
  const most = limits.maxNoise;
  return {
    most,
    variance: limits.variance,
    chance,
    range: (published) => {
      const counts = Array.from({ length: 2 * most + 1 }, (_, k) => published - most + k);
      const possible = counts.filter((count) => count >= 0 && chance(published, count) > 0);
      return [possible[0]!, possible.at(-1)!];
    },
  };
}
