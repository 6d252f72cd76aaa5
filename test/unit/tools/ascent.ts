// Whether entropy could still rise: the conditions of optimality checked by moving probability about, without any multiplier.

interface Row {
  readonly noise: readonly number[];
  readonly p: readonly number[];
  readonly mostVariance: number;
  readonly stay: number;
  readonly isRising: boolean;
}

/** Noise whose probabilities move together, each by as much. */
type Unit = readonly number[];

const SAME = 1e-9;
/** Below this a double loses digits, and logarithms say little. */
const LEAST_EXACT = 1e-290;

/**
 * The steepest relative ascent of entropy along moves that keep the sum, the mean and, where it is at its bound, the variance; 0 or
 * rounding when p is optimal. Moves that a demand forbids are not tried, moves that it allows in one direction in that direction only.
 */
export function steepestAscent({ noise, p, mostVariance, stay, isRising }: Row): number {
  const zero = noise.indexOf(0);
  const runs: number[][] = [];
  noise.forEach((_, k) => {
    const isTied = isRising && k > 0 && k <= zero && Math.abs(p[k]! - p[k - 1]!) <= SAME * p[k]!;
    if (isTied) runs.at(-1)!.push(k);
    else runs.push([k]);
  });
  const isHeld = (run: Unit) => zero >= 0 && stay > 0 && run.includes(zero) && p[zero]! <= stay * (1 + SAME);
  const free = runs.filter((run) => !isHeld(run) && p[run[0]!]! > LEAST_EXACT);
  const risers = runs
    .filter((run) => p[run[0]!]! > LEAST_EXACT)
    .flatMap((run) => run.map((_, k) => run.slice(k)).slice(isHeld(run) ? 0 : 1));

  const variance = noise.reduce((sum, v, k) => sum + p[k]! * v * v, 0);
  const isBound = variance >= mostVariance * (1 - SAME);
  const powers = isBound ? [0, 1, 2] : [0, 1];
  const gain = (units: readonly Unit[], kept: readonly number[]) => {
    const moves = movesThatKeep(kept, units, noise);
    const scale = units.reduce((sum, unit, u) => sum + Math.abs(moves[u]!) * unit.length, 0) || 1;
    const ascent = units.reduce(
      (sum, unit, u) => sum - moves[u]! * unit.reduce((logs, k) => logs + Math.log(p[k]!), 0),
      0,
    );
    const change = units.reduce(
      (sum, unit, u) => sum + moves[u]! * unit.reduce((squares, k) => squares + noise[k]! ** 2, 0),
      0,
    );
    return { ascent: ascent / scale / Math.max(1, -Math.log(Math.max(LEAST_EXACT, Math.min(...p)))), change };
  };

  const size = powers.length;
  const ascents = free.slice(size).map((_, k) => Math.abs(gain(free.slice(k, k + size + 1), powers).ascent));
  if (free.length >= size) {
    for (const riser of risers) {
      const others = free.filter((run) => !run.includes(riser[0]!));
      if (others.length >= size) ascents.push(gain([riser, ...others.slice(-size)], powers).ascent);
    }
  }
  if (isBound && free.length >= 3) {
    const { ascent, change } = gain([free[0]!, free[1]!, free.at(-1)!], [0, 1]);
    ascents.push(change > 0 ? -ascent : ascent); // of less variance
  }
  return Math.max(0, ...ascents);
}

/** Moves of the units, the first by 1, that leave the sums of the given powers of the noise as they are; none where none is unique. */
function movesThatKeep(
  powers: readonly number[],
  units: readonly Unit[],
  noise: readonly number[],
): number[] {
  const sums = powers.map((power) =>
    units.map((unit) => unit.reduce((sum, k) => sum + noise[k]! ** power, 0)),
  );
  const columns = sums.map((row) => row.slice(1));
  const whole = determinant(columns);
  if (whole === 0) return units.map(() => 0);
  const moved = units.slice(1).map((_, u) => {
    const replaced = columns.map((row, r) => row.with(u, -sums[r]![0]!));
    return determinant(replaced) / whole;
  });
  return [1, ...moved];
}

function determinant(rows: readonly (readonly number[])[]): number {
  const [first = [], ...rest] = rows;
  if (rest.length === 0) return first[0]!;
  return first.reduce(
    (sum, value, c) => sum + (c % 2 ? -1 : 1) * value * determinant(rest.map((row) => row.toSpliced(c, 1))),
    0,
  );
}
