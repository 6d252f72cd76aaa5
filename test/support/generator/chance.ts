// Chance from a seed: the same draws in every run.
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export interface Chance {
  /** A whole number from 0 to below `n`. */
  below(n: number): number;
  /** True once in so many times. */
  onceIn(times: number): boolean;
  one<T>(list: readonly T[]): T;
  /** Some of a list, each with the same chance, in the order of the list. */
  some<T>(list: readonly T[], onceIn: number): T[];
}

export function chanceFrom(seed: number): Chance {
  const random = xoroshiro128plus(seed);
  const below = (n: number) => uniformInt(random, 0, n - 1);
  const onceIn = (times: number) => below(times) === 0;
  return {
    below,
    onceIn,
    one: (list) => {
      if (list.length === 0) throw new Error('nothing to choose from');
      return list[below(list.length)]!;
    },
    some: (list, times) => list.filter(() => onceIn(times)),
  };
}
