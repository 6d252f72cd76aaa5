import { createHmac } from 'node:crypto';
import { randomFrom } from '../../unit/tools/screening/random.js';
import type { KeyedHash } from '../../../src/domain/disclosure/keys.js';

/** Draws that are the same in every run. */
export interface Chance {
  /** A whole number below a bound. */
  below(bound: number): number;
  /** A place in a list of weights, as likely as its weight. */
  place(weights: readonly number[]): number;
}

export function chanceFrom(seed: number): Chance {
  const random = randomFrom(seed);
  const fraction = () => random.int(0, 2 ** 32 - 1) / 2 ** 32;
  return {
    below: (bound) => random.int(0, bound - 1),
    place: (weights) => {
      let left = fraction() * weights.reduce((sum, weight) => sum + weight, 0);
      const place = weights.findIndex((weight) => (left -= weight) < 0);
      return place < 0 ? weights.length - 1 : place;
    },
  };
}

/** A secret for the look-up of noise, by number. */
export function secret(number: number): KeyedHash {
  return (message) => createHmac('sha256', `secret ${number}`).update(message).digest();
}
