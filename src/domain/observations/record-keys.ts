// Record keys: one random 32-bit number per record.
import type { DrawKey } from './tally.js';

const AT_ONCE = 16_384;

/** Draws keys from what `fill` writes, so many at once, because asking the system for each costs more than the key. */
export function recordKeys(fill: (keys: Uint32Array) => void): DrawKey {
  const keys = new Uint32Array(AT_ONCE);
  let next = AT_ONCE;
  return () => {
    if (next === AT_ONCE) {
      fill(keys);
      next = 0;
    }
    return keys[next++]!;
  };
}
