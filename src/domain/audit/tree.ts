// The Merkle tree of RFC 6962, section 2.1, with SHA-256: leaves and inner nodes are hashed apart by their first byte, so that no
// node can be passed off as a leaf. Only complete subtrees are stored; whatever a proof needs is made of them.
import { hash } from 'node:crypto';

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** A complete subtree: the `place`-th of those that hold 2^level leaves. */
export interface Subtree {
  readonly level: number;
  readonly place: number;
}

/** The leaves from `start` up to and without `end`. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** The root of no leaves. */
export const EMPTY_ROOT = hash('sha256', '', 'buffer');

/** The hash of a leaf. */
export function leafHash(content: Buffer): Buffer {
  return hash('sha256', Buffer.concat([LEAF, content]), 'buffer');
}

/** The hash of a node above two others. */
export function nodeHash(left: Buffer, right: Buffer): Buffer {
  return hash('sha256', Buffer.concat([NODE, left, right]), 'buffer');
}

/** A tree that grows at its right end. Of what it holds it keeps only the subtrees that are still to be joined. */
export class Growing {
  /** The hashes of `subtreesOf` all leaves so far. */
  private readonly peaks: Buffer[];

  /** Goes on with a tree of `size` leaves whose complete subtrees (`subtreesOf`) have these hashes. */
  constructor(
    private leaves = 0,
    peaks: readonly Buffer[] = [],
  ) {
    this.peaks = [...peaks];
  }

  get size(): number {
    return this.leaves;
  }

  /** Adds a leaf. Answers with its hash and those of the subtrees that it completes, from the smallest to the largest. */
  add(leaf: Buffer): Buffer[] {
    const completed = [leaf];
    for (let rest = this.leaves; rest % 2 === 1; rest = Math.floor(rest / 2))
      completed.push(nodeHash(this.peaks.pop()!, completed.at(-1)!));
    this.peaks.push(completed.at(-1)!);
    this.leaves += 1;
    return completed;
  }

  root(): Buffer {
    return this.peaks.length === 0 ? EMPTY_ROOT : joined(this.peaks);
  }
}

/** The complete subtrees of a tree, the largest first. */
export function subtreesOfTree(size: number): Subtree[] {
  return subtreesOf({ start: 0, end: size });
}

/** A path of hashes, each made of complete subtrees: which ones, for every step. */
export type Recipe = readonly (readonly Subtree[])[];

/** What proves that a leaf is in the tree of `size` leaves (RFC 6962, 2.1.1), from the leaf to the root. */
export function inclusionRecipe(leaf: number, size: number): Recipe {
  const steps: Range[] = [];
  let { start, end } = { start: 0, end: size };
  while (end - start > 1) {
    const middle = start + largestPowerBelow(end - start);
    if (leaf < middle) {
      steps.push({ start: middle, end });
      end = middle;
    } else {
      steps.push({ start, end: middle });
      start = middle;
    }
  }
  return steps.reverse().map(subtreesOf);
}

/** What proves that a tree of `earlier` leaves is the beginning of one of `size` (RFC 6962, 2.1.2). */
export function consistencyRecipe(earlier: number, size: number): Recipe {
  if (earlier === 0 || earlier === size) return [];
  const steps: Range[] = [];
  let { start, end } = { start: 0, end: size };
  while (earlier !== end) {
    const middle = start + largestPowerBelow(end - start);
    if (earlier <= middle) {
      steps.push({ start: middle, end });
      end = middle;
    } else {
      steps.push({ start, end: middle });
      start = middle;
    }
  }
  // Whoever asks knows the root of the earlier tree; where that is a subtree of the later one, it need not be told.
  if (start > 0) steps.push({ start, end });
  return steps.reverse().map(subtreesOf);
}

/** The hashes of a path. */
export function pathOf(recipe: Recipe, hashOf: (subtree: Subtree) => Buffer): Buffer[] {
  return recipe.map((subtrees) => joined(subtrees.map(hashOf)));
}

/** The number of the leaf with which a subtree is complete. */
export function lastLeafOf({ level, place }: Subtree): number {
  return (place + 1) * 2 ** level - 1;
}

/** The complete subtrees that a range is made of, the largest first; it begins where the largest may begin. */
function subtreesOf({ start, end }: Range): Subtree[] {
  const subtrees: Subtree[] = [];
  for (let at = start; at < end;) {
    const level = 31 - Math.clz32(end - at);
    subtrees.push({ level, place: at / 2 ** level });
    at += 2 ** level;
  }
  return subtrees;
}

/** The root above subtrees of falling size. */
function joined(hashes: readonly Buffer[]): Buffer {
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

function largestPowerBelow(count: number): number {
  return 2 ** (31 - Math.clz32(count - 1));
}
