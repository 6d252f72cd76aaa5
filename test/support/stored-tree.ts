// A tree of the audit as it is stored, made in memory.
import { Growing, lastLeafOf, type Subtree } from '../../src/domain/audit/tree.js';

export interface StoredTree {
  readonly root: Buffer;
  readonly hashOf: (subtree: Subtree) => Buffer;
}

/** The tree above some hashes of leaves: with each leaf it holds the hashes of the subtrees that it completes. */
export function storedTree(leaves: readonly Buffer[]): StoredTree {
  const tree = new Growing();
  const hashes = leaves.map((leaf) => tree.add(leaf));
  return { root: tree.root(), hashOf: (subtree) => hashes[lastLeafOf(subtree)]![subtree.level]! };
}
