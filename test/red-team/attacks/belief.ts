// What is to be believed of each cell when everything else that is published is taken into account, and when it is known beforehand how
// often each true count occurs in such a table. Cells and relations tell each other averages and variances until they agree (loopy
// belief propagation).
import type { PublicTable } from '../tools/public-table.js';
import type { System } from '../tools/system.js';

/** How likely each true count is in a cell before anything was published. */
export type Prior = (cell: number, count: number) => number;

const ROUNDS = 4;
const DAMPING = 0.5;
/** No sum is believed more exactly than this, which keeps quarrelling beliefs from certainty. */
const LEAST_VARIANCE = 0.05;
const UNKNOWN = 1e7;

/** The belief in each true count of a target. */
export function beliefs(
  { published, relations }: System,
  table: PublicTable,
  prior: Prior,
  targets: readonly number[],
  rounds = ROUNDS,
): ReadonlyMap<number, number>[] {
  const members = relations.map(({ whole, parts }) => [whole, ...parts]);
  const starts = new Int32Array(members.length + 1);
  members.forEach((cells, index) => (starts[index + 1] = starts[index]! + cells.length));
  const edges = starts.at(-1)!;
  const cellOf = Int32Array.from(members.flat());
  // What relations tell cells, as precision and precision times average; and the sums of that by cell.
  const [precision, weighted] = [new Float64Array(edges), new Float64Array(edges)];
  const [allPrecision, allWeighted] = [
    new Float64Array(published.length),
    new Float64Array(published.length),
  ];

  const supports = published.map((count, cell) => {
    if (count === null) return null;
    const [low, high] = table.range(count);
    const weights = Float64Array.from(
      { length: high - low + 1 },
      (_, k) => prior(cell, low + k) * table.chance(count, low + k),
    );
    return { low, weights };
  });
  const believed = (cell: number, withoutPrecision: number, withoutWeighted: number) => {
    const [p, w] = [allPrecision[cell]! - withoutPrecision, allWeighted[cell]! - withoutWeighted];
    const support = supports[cell];
    if (!support)
      return p > 1 / UNKNOWN
        ? { mean: w / p, variance: 1 / p, each: null }
        : { mean: 0, variance: UNKNOWN, each: null };
    const { low, weights } = support;
    const each = new Float64Array(weights.length);
    // A normal density from its nearest place outwards, each value from its neighbour: two exponentials for all of them.
    const last = each.length - 1;
    const centre = p > 0 ? w / p - low : 0;
    const nearest = Math.min(last, Math.max(0, Math.round(centre)));
    const decay = Math.exp(-p);
    const slope = p * (nearest - centre);
    let [sum, first, second] = [0, 0, 0];
    for (const way of [1, -1]) {
      let density = 1;
      let factor = Math.exp(-way * slope - p / 2);
      for (let k = nearest; k >= 0 && k <= last; k += way) {
        if (k !== nearest || way === 1) {
          const weight = weights[k]! * density;
          each[k] = weight;
          sum += weight;
          first += weight * k;
          second += weight * k * k;
        }
        density *= factor;
        factor *= decay;
      }
    }
    const mean = first / sum;
    return { mean: low + mean, variance: Math.max(second / sum - mean * mean, 0), each };
  };
  const [means, variances] = [new Float64Array(edges), new Float64Array(edges)];
  for (let round = 0; round < rounds; round += 1) {
    for (let edge = 0; edge < edges; edge += 1) {
      const { mean, variance } = believed(cellOf[edge]!, precision[edge]!, weighted[edge]!);
      means[edge] = mean;
      variances[edge] = variance;
    }
    for (let index = 0; index < members.length; index += 1) {
      const [from, to] = [starts[index]!, starts[index + 1]!];
      let [partsMean, all] = [0, variances[from]!];
      for (let edge = from + 1; edge < to; edge += 1) {
        partsMean += means[edge]!;
        all += variances[edge]!;
      }
      for (let edge = from; edge < to; edge += 1) {
        const told = edge === from ? partsMean : means[from]! - partsMean + means[edge]!;
        const p = 1 / Math.max(all - variances[edge]!, LEAST_VARIANCE);
        precision[edge] = DAMPING * precision[edge]! + (1 - DAMPING) * p;
        weighted[edge] = DAMPING * weighted[edge]! + (1 - DAMPING) * p * told;
      }
    }
    allPrecision.fill(0);
    allWeighted.fill(0);
    for (let edge = 0; edge < edges; edge += 1) {
      allPrecision[cellOf[edge]!]! += precision[edge]!;
      allWeighted[cellOf[edge]!]! += weighted[edge]!;
    }
  }
  return targets.map((target) => {
    const { each, mean } = believed(target, 0, 0);
    const low = supports[target]?.low ?? Math.round(mean);
    return new Map(each ? Array.from(each, (weight, k) => [low + k, weight] as const) : [[low, 1]]);
  });
}
