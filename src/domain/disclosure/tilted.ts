// Probabilities that follow given exponents as closely as a row's demands on its shape allow.
import { averageInRuns, poolRising } from './pool.js';

/** What is demanded of the shape, around noise 0 at index `zero`, which is -1 where 0 is not possible. */
export interface Shape {
  readonly zero: number;
  /** The least probability at `zero`. */
  readonly stay: number;
  /** Whether probabilities must not fall from the left up to `zero`. */
  readonly isRising: boolean;
}

export interface Tilted {
  readonly p: readonly number[];
  /** Lengths of the runs that are pooled: what moves one exponent of a run moves the probability of all. */
  readonly runs: readonly number[];
  /** Whether a probability is held by the demand to stay, whatever its exponent. */
  readonly isHeld: (index: number) => boolean;
}

/** The p of the demanded shape for which entropy plus average exponent is greatest: without any demand, p = exp(exponent) / Z. */
export function tilted(exponents: readonly number[], { zero, stay, isRising }: Shape): Tilted {
  const free = pooled(exponents, isRising ? zero + 1 : 0);
  const p = shared(free.exponents, 1, () => false);
  if (zero < 0 || p[zero]! >= stay) return { p, runs: free.runs, isHeld: () => false };

  // Noise 0 gets its least, the others share the rest; those to its left that would get more than it are held down to as much.
  const others = pooled(exponents, isRising ? zero : 0);
  for (let first = zero; ; first--) {
    const isHeld = (index: number) => index >= first && index <= zero;
    const rest = shared(others.exponents, 1 - (zero - first + 1) * stay, isHeld);
    if (isRising && first > 0 && rest[first - 1]! > stay) continue;
    return { p: rest.map((q, k) => (isHeld(k) ? stay : q)), runs: others.runs, isHeld };
  }
}

/** The exponents with the first so many pooled until they rise. */
function pooled(exponents: readonly number[], first: number): { exponents: number[]; runs: number[] } {
  const runs = [...poolRising(exponents.slice(0, first)), ...exponents.slice(first).map(() => 1)];
  return { exponents: averageInRuns(exponents, runs), runs };
}

/** Divides a mass by exponents among the indices that are not held. */
function shared(exponents: readonly number[], mass: number, isHeld: (index: number) => boolean): number[] {
  const greatest = Math.max(...exponents.filter((_, k) => !isHeld(k)));
  const weights = exponents.map((x, k) => (isHeld(k) ? 0 : Math.exp(x - greatest)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (mass * weight) / total);
}
