// The noise that says least about the count: of all noise with mean 0 and bounded variance the one of greatest entropy.
import { minimise, type Pair } from './newton.js';
import { averageInRuns } from './pool.js';
import { tilted } from './tilted.js';

/** What one row of a perturbation table asks of its noise. */
export interface NoiseDemand {
  /** The possible noise, ascending. */
  readonly noise: readonly number[];
  readonly mostVariance: number;
  /** The least probability of noise 0, below 1; without effect where 0 is not possible. */
  readonly stay: number;
  /** Whether probabilities must not fall from the left up to noise 0; without effect where 0 is not possible. */
  readonly isRising: boolean;
}

/**
 * The probabilities of the noise: p = exp(-beta v - gamma v²) / Z, bent to the demanded shape, with gamma at least 0. The two
 * multipliers are where the dual function, the greatest entropy plus average exponent, is smallest. The demands must leave a choice.
 */
export function greatestEntropy({ noise, mostVariance, stay, isRising }: NoiseDemand): readonly number[] {
  const zero = noise.indexOf(0);
  const scale = Math.min(Math.sqrt(mostVariance), noise.at(-1)!);
  // Written as what must average 0, or more than 0 while its multiplier is 0: the gradient is then free of cancellation.
  const drift = noise.map((v) => -v / scale);
  const calm = noise.map((v) => 1 - (v * v) / mostVariance);
  const tiltedAt = ([beta, gamma]: Pair) => {
    const exponents = noise.map((_, k) => beta * drift[k]! + gamma * calm[k]!);
    return { ...tilted(exponents, { zero, stay, isRising }), exponents };
  };
  const dualAt = (multipliers: Pair) => {
    const { p, runs, isHeld, exponents } = tiltedAt(multipliers);
    return {
      value: p.reduce((sum, q, k) => (q > 0 ? sum + q * (exponents[k]! - Math.log(q)) : sum), 0),
      gradient: [expectation(p, drift), expectation(p, calm)] as const,
      hessian: covariance(
        p.map((q, k) => (isHeld(k) ? 0 : q)),
        averageInRuns(drift, runs),
        averageInRuns(calm, runs),
      ),
    };
  };
  return tiltedAt(minimise(dualAt, [0, startOfGamma(mostVariance) * mostVariance])).p;
}

/** About the gamma of a symmetric row: the normal distribution's where noise varies much, else what makes p(1) / p(0) right. */
function startOfGamma(variance: number): number {
  return Math.min(1 / (2 * variance), Math.log(1 + 2 / variance));
}

/** The average of a value under probabilities. */
export function expectation(p: readonly number[], values: readonly number[]): number {
  return p.reduce((sum, q, k) => sum + q * values[k]!, 0);
}

/** The covariances of two values under weights, times the sum of the weights. */
function covariance(
  weights: readonly number[],
  first: readonly number[],
  second: readonly number[],
): readonly [Pair, Pair] {
  const mass = weights.reduce((sum, weight) => sum + weight, 0);
  const centred = (values: readonly number[]) => {
    const mean = expectation(weights, values) / mass;
    return values.map((value) => value - mean);
  };
  const [a, b] = [centred(first), centred(second)];
  const together = (x: readonly number[], y: readonly number[]) =>
    weights.reduce((sum, w, k) => sum + w * x[k]! * y[k]!, 0);
  const mixed = together(a, b);
  return [
    [together(a, a), mixed],
    [mixed, together(b, b)],
  ];
}
