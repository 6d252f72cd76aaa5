import type { Attack } from './attack.js';

interface Difference {
  readonly value: number;
  /** How many published counts it is made of: each adds the same variance. */
  readonly terms: number;
}

/**
 * A cell as a whole less all other parts, or as the sum of its parts; or in two steps, with any one of those cells written so itself.
 * The difference of fewest published counts is the best one.
 */
export const differencing: Attack = ({ published, relations }, _table, targets) => {
  const around = new Map<number, number[]>();
  relations.forEach(({ whole, parts }, index) => {
    for (const cell of [whole, ...parts]) around.set(cell, [...(around.get(cell) ?? []), index]);
  });
  const itself = (cell: number): Difference[] => {
    const value = published[cell];
    return value == null ? [] : [{ value, terms: value === 0 ? SOME : 1 }];
  };
  const through = (cell: number, ways: (other: number, from: number) => Difference[], before = -1) =>
    (around.get(cell) ?? []).flatMap((index) => {
      if (index === before) return [];
      const { whole, parts } = relations[index]!;
      const others = [whole, ...parts].filter((other) => other !== cell);
      const found = others.map((other) => best(ways(other, index)));
      if (found.some((one) => one === null)) return [];
      const sign = (k: number) => (cell === whole || others[k] === whole ? 1 : -1);
      const value = found.reduce((sum, one, k) => sum + sign(k) * one!.value, 0);
      return [{ value, terms: found.reduce((sum, one) => sum + one!.terms, 0) }];
    });
  const inTwoSteps = (cell: number, from: number) => [...itself(cell), ...through(cell, itself, from)];
  return targets.map((target) => best(through(target, inTwoSteps))?.value ?? published[target] ?? 0);
};

/** A published 0 is off by less than other counts: most of the time there is nobody. */
const SOME = 0.1;

function best(ways: readonly Difference[]): Difference | null {
  return ways.reduce<Difference | null>(
    (least, way) => (!least || way.terms < least.terms ? way : least),
    null,
  );
}
