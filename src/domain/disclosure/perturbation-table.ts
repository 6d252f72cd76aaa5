// The perturbation table: for every true count the probabilities of the noise that is added to it.
import { expectation, greatestEntropy } from './entropy.js';
import { calmestPair, lastRow, possibleNoise, type NoiseLimits } from './row-noise.js';

/** What a table is built from. The lists hold one value for every row, or one per row from count 1 on. */
export interface TableParameters extends NoiseLimits {
  /** pstay: the least probability of leaving a count as it is; 0 demands nothing. */
  readonly stay: readonly number[];
  /** mono: whether probabilities must not fall from the left up to noise 0. */
  readonly rising: readonly boolean[];
}

/** The noise for one true count, or for all from there on in the last row. */
export interface TableRow {
  readonly count: number;
  /** Ascending, with a probability each. */
  readonly noise: readonly number[];
  readonly p: readonly number[];
  readonly mean: number;
  readonly variance: number;
}

/** A row for every count from 0. */
export type PerturbationTable = readonly TableRow[];

/** Why a row cannot be built. */
interface RowRefusal {
  readonly row: number;
  readonly reason: string;
}

/** Thrown with every row that cannot be built. */
export class ImpossibleTable extends Error {
  constructor(readonly refusals: readonly RowRefusal[]) {
    super(refusals.map(({ row, reason }) => `Row ${row}: ${reason}`).join('\n'));
  }
}

/** How far mean and relative variance may be off. Every vector of the reference has nine decimals of both. */
const TOLERANCE = 1e-9;
/** A variance so near the least possible one, relatively, is meant to be that one and was rounded. */
const SAME = 1e-12;

/** Builds the table; throws an ImpossibleTable that names rows and reasons when there is none. */
export function buildPerturbationTable(parameters: TableParameters): PerturbationTable {
  const rows = Array.from({ length: lastRow(parameters) + 1 }, (_, count) => buildRow(count, parameters));
  const refusals = rows.flatMap((row) => ('reason' in row ? [row] : []));
  if (refusals.length > 0) throw new ImpossibleTable(refusals);
  return rows.flatMap((row) => ('reason' in row ? [] : [row]));
}

/** Whether a row varies as much as it may; only row 1 of a table may fail to. */
export function attainsVariance({ variance }: TableRow, limits: NoiseLimits): boolean {
  return variance >= limits.variance * (1 - TOLERANCE);
}

function buildRow(count: number, parameters: TableParameters): TableRow | RowRefusal {
  const noise = possibleNoise(count, parameters);
  if (count === 0) return rowOf(count, noise, [1]);
  const { variance: mostVariance, threshold } = parameters;
  const stay = parameters.stay[count - 1] ?? parameters.stay[0] ?? 0;
  const isRising = parameters.rising[count - 1] ?? parameters.rising[0] ?? true;

  const calmest = calmestPair(noise);
  if (mostVariance < calmest.variance * (1 - SAME)) {
    const reason =
      `noise with mean 0 that publishes nothing from 1 to ${threshold} has a variance of at least ` +
      `${calmest.variance}, and ${mostVariance} is allowed. Choose a larger variance or a smaller threshold.`;
    return { row: count, reason };
  }
  const isTight = calmest.variance > 0 && mostVariance <= calmest.variance * (1 + SAME);
  const p = isTight
    ? noise.map((v) => shareOfPair(v, calmest))
    : greatestEntropy({ noise, mostVariance, stay, isRising });
  const row = rowOf(count, noise, p);

  if (!(Math.abs(row.mean) <= TOLERANCE * Math.sqrt(mostVariance))) {
    return { row: count, reason: `its mean comes to ${row.mean} and not to 0.` };
  }
  if (!(row.variance <= mostVariance * (1 + TOLERANCE))) {
    return { row: count, reason: `its variance comes to ${row.variance}, and ${mostVariance} is allowed.` };
  }
  if (count >= 2 && !attainsVariance(row, parameters)) {
    const attained = Math.floor(row.variance * 1e6) / 1e6;
    const reason =
      `the variance ${mostVariance} is not attained: the noise of greatest entropy with mean 0 and at most ` +
      `${parameters.maxNoise} in size has ${attained}. Choose a variance up to that` +
      (stay > 0 ? `; a smaller probability to stay than ${stay} may help` : '') +
      (isRising && noise.includes(0) ? '; mono false in this row may help.' : '.');
    return { row: count, reason };
  }
  return row;
}

/** How often two kinds of noise occur that average 0 together. */
function shareOfPair(v: number, { below, above }: { below: number; above: number }): number {
  if (v === below) return above / (above - below);
  return v === above ? -below / (above - below) : 0;
}

function rowOf(count: number, noise: readonly number[], p: readonly number[]): TableRow {
  const squares = noise.map((v) => v * v);
  return { count, noise, p, mean: expectation(p, noise), variance: expectation(p, squares) };
}
