// Newton's method for a smooth convex function of two variables, the second of which is at least 0.
export type Pair = readonly [number, number];

/** A function at one point. */
interface Local {
  readonly value: number;
  readonly gradient: Pair;
  readonly hessian: readonly [Pair, Pair];
}

// Near the solution every step doubles the right digits, and far from it moves an exponent by about 1: 300 steps reach any
// probability that a double can hold.
const MOST_STEPS = 300;
const MOST_HALVINGS = 60;

/** Below this the gradient is rounding: a double keeps 2.2e-16 of the sums of about 1 that it is made of. */
const ROUNDING = 1e-15;
/** So near, a step may fail to improve anything for rounding alone; a few more are tried, and the best point counts. */
const NEAR = 1e-10;
const MOST_VAIN_STEPS = 4;

/** Keeps a singular system solvable, and costs so little of the last digits' doubling that one more step makes up for it. */
const RIDGE = 1e-11;

/** What a step must achieve of what the slope promises. Source: Nocedal and Wright, Numerical Optimization, 3.1. */
const SUFFICIENT = 1e-4;
// A sum of exponentials goes flat when overshot, and no step leads back from there. An honest step leaves about 1/e of the curvature.
const LEAST_CURVATURE_LEFT = 0.05;
/** Where curvature jumps, a step of any length loses it; so many halvings later it is not asked for any more. */
const HALVINGS_FOR_CURVATURE = 12;

/** Where the function is smallest, as near as doubles allow. */
export function minimise(at: (point: Pair) => Local, start: Pair): Pair {
  let point = start;
  let here = at(point);
  let best = { point, slope: slopeAt(point, here) };
  for (let step = 0, vain = 0; step < MOST_STEPS && best.slope > ROUNDING && vain < MOST_VAIN_STEPS; step++) {
    const next = descend(at, point, here);
    if (!next) break;
    ({ point, here } = next);
    const slope = slopeAt(point, here);
    if (slope < best.slope) best = { point, slope };
    else if (best.slope < NEAR) vain += 1;
  }
  return best.point;
}

/** The steepest slope along which the point may still move. */
function slopeAt([, y]: Pair, { gradient: [gx, gy] }: Local): number {
  return Math.max(Math.abs(gx), y > 0 ? Math.abs(gy) : -gy);
}

/** One damped step: Newton's, halved until the function falls as it should. */
function descend(at: (point: Pair) => Local, [x, y]: Pair, here: Local): { point: Pair; here: Local } | null {
  const [dx, dy] = newtonStep(y, here);
  const promised = here.gradient[0] * dx + here.gradient[1] * dy;
  const slack = ROUNDING * Math.max(1, Math.abs(here.value));
  const curvature = ({ hessian: [[a, b], [, c]] }: Local) => a * dx * dx + 2 * b * dx * dy + c * dy * dy;
  for (let halving = 0, length = 1; halving < MOST_HALVINGS; halving++, length /= 2) {
    const point: Pair = [x + length * dx, Math.max(0, y + length * dy)];
    const there = at(point);
    const falls = there.value <= here.value + SUFFICIENT * length * promised + slack;
    const bends = curvature(there) >= LEAST_CURVATURE_LEFT * curvature(here);
    if (falls && (bends || halving >= HALVINGS_FOR_CURVATURE)) return { point, here: there };
  }
  return null;
}

/** The step to where the quadratic model is smallest among points whose second variable is at least 0. */
function newtonStep(y: number, { gradient: [gx, gy], hessian: [[a, b], [, c]] }: Local): Pair {
  const [ridgedA, ridgedC] = [a * (1 + RIDGE), c * (1 + RIDGE)];
  const determinant = ridgedA * ridgedC - b * b;
  if (determinant > 0) {
    const dy = (gx * b - gy * ridgedA) / determinant;
    if (y + dy >= 0) return [(gy * b - gx * ridgedC) / determinant, dy];
  }
  return [ridgedA > 0 ? (y * b - gx) / ridgedA : 0, -y];
}
