import type { PublicTable } from '../tools/public-table.js';
import type { System } from '../tools/system.js';
import type { Attack } from './attack.js';

/** The least and the largest true count that each cell can have, when all must add up: propagated until nothing moves. */
export function boundsOf({ published, relations }: System, table: PublicTable) {
  const ranges = published.map((count) => (count === null ? ([0, Infinity] as const) : table.range(count)));
  const least = ranges.map(([low]) => low);
  const most = ranges.map(([, high]) => high);
  for (let isMoving = true; isMoving;) {
    isMoving = false;
    const narrow = (cell: number, low: number, high: number) => {
      if (low <= least[cell]! && high >= most[cell]!) return;
      least[cell] = Math.max(least[cell]!, low);
      most[cell] = Math.min(most[cell]!, high);
      isMoving = true;
    };
    for (const { whole, parts } of relations) {
      const low = parts.reduce((sum, part) => sum + least[part]!, 0);
      const high = parts.reduce((sum, part) => sum + most[part]!, 0);
      narrow(whole, low, high);
      for (const part of parts) {
        const others = parts.reduce((sum, other) => (other === part ? sum : sum + most[other]!), 0);
        narrow(part, least[whole]! - others, most[whole]! - (low - least[part]!));
      }
    }
  }
  return { least, most };
}

/** Of the true counts within the bounds, the one for which the published count is most likely. */
export const intervals: Attack = (system, table, targets) => {
  const { least, most } = boundsOf(system, table);
  return targets.map((target) => {
    const published = system.published[target];
    if (published == null) return (least[target]! + most[target]!) / 2;
    let best = least[target]!;
    for (let count = best; count <= most[target]!; count += 1) {
      if (table.chance(published, count) > table.chance(published, best)) best = count;
    }
    return best;
  });
};
