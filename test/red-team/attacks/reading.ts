import type { Attack } from './attack.js';

/** No combination at all: each published count for what it is. */
export const reading: Attack = ({ published }, _table, targets) =>
  targets.map((target) => published[target] ?? 0);
