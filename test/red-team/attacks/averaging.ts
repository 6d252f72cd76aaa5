import type { Attack } from './attack.js';

/**
 * Every way to write each set of people as a sum or difference of published counts, averaged with the best weights: by the theorem of
 * Gauss and Markov these are the counts nearest to the published ones that add up everywhere. Solved by conjugate gradients.
 */
export const averaging: Attack = ({ published, relations }, { variance }, targets) => {
  const x = published.map((count) => count ?? 0);
  // What is not published may be anything.
  const spread = published.map((count) => (count === null ? variance * 1e5 : variance));
  const rows = relations.map(({ whole, parts }) => ({ whole, parts }));
  const apply = (values: ArrayLike<number>) =>
    Float64Array.from(rows, ({ whole, parts }) => {
      let sum = values[whole]!;
      for (const part of parts) sum -= values[part]!;
      return sum;
    });
  const spreadBack = (multipliers: Float64Array) => {
    const back = new Float64Array(x.length);
    rows.forEach(({ whole, parts }, index) => {
      const multiplier = multipliers[index]!;
      back[whole]! += multiplier;
      for (const part of parts) back[part]! -= multiplier;
    });
    for (let cell = 0; cell < back.length; cell += 1) back[cell]! *= spread[cell]!;
    return back;
  };
  const scale = Float64Array.from(rows, ({ whole, parts }) =>
    parts.reduce((sum, part) => sum + spread[part]!, spread[whole]!),
  );
  const multipliers = new Float64Array(rows.length);
  const left = apply(x);
  let direction = left.map((value, k) => value / scale[k]!);
  let size = dot(left, direction);
  const enough = size * 1e-12;
  for (let step = 0; step < 2_000 && size > enough; step += 1) {
    const moved = apply(spreadBack(direction));
    const length = size / dot(direction, moved);
    for (let k = 0; k < left.length; k += 1) {
      multipliers[k]! += length * direction[k]!;
      left[k]! -= length * moved[k]!;
    }
    const scaled = left.map((value, k) => value / scale[k]!);
    const next = dot(left, scaled);
    direction = scaled.map((value, k) => value + (next / size) * direction[k]!);
    size = next;
  }
  const correction = spreadBack(multipliers);
  return targets.map((target) => x[target]! - correction[target]!);
};

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k += 1) sum += a[k]! * b[k]!;
  return sum;
}
