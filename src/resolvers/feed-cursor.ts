// The cursors of feeds: a position, and the epoch in which it was given. After a restore from a copy the same positions are given again,
// to other lines, so a position of another epoch says nothing about what its reader has seen.
import { encodeCursor } from '../schema/cursor.js';
import { badInput } from '../schema/errors.js';
import type { Place, Stretch } from '../store/changes.js';

/** The list whose cursors these are. */
export const CHANGES = 'changes';

/** The cursor of a place in a feed. */
export function cursorOf({ position, epoch }: Place): string {
  return encodeCursor(CHANGES, [position, epoch]);
}

/** Refuses a cursor of another epoch, or of none, and one that is ahead: whoever has it cannot tell what it has missed. */
export function requireOfFeed(
  key: readonly (string | number)[],
  { head, epoch }: Pick<Stretch, 'head' | 'epoch'>,
): void {
  const isBehind = Number(key[0]) <= head; // also not where it is no number
  if (!isBehind || key[1] !== epoch)
    throw badInput('after: is ahead of this feed. Read the lists again and follow from `head`.');
}
