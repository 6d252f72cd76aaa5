// Keys of records and cells. A cell's key is the sum of its records' keys, so the same people always get the same noise.
import { TWO_TO_32 } from './look-up.js';

/** HMAC-SHA256 with a secret that the caller holds. */
export type KeyedHash = (message: string) => Uint8Array;

/** The sum of two keys, both below the modulus. */
export function addKeys(a: number, b: number, modulus: number): number {
  return (a + b) % modulus;
}

/** A record's key from its identifier, for data that come without drawn keys. */
export function recordKey(hash: KeyedHash, id: string): number {
  return firstWord(hash(`rk1|${id}`));
}

/**
 * A cell's key as the look-up takes it. Plain keys add up, so that the noise of a whole and of its parts would be related. The input
 * holds no measure, query, organisation, time or release: each would be a second independent draw for the same people.
 */
export function scrambledKey(hash: KeyedHash, dataset: string, count: number, cellKey: number): number {
  return firstWord(hash(`ck1|${dataset}|${count}|${cellKey}`));
}

function firstWord(digest: Uint8Array): number {
  return digest.subarray(0, 4).reduce((word, byte) => word * 256 + byte, 0) % TWO_TO_32;
}
