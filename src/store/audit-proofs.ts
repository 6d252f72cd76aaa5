// Proofs about the audit's tree, made of the hashes that sealing has left: as many rows as the tree is high. Hashes are salted, so they
// tell nobody more than how many events there are.
import type { DataSource, EntityManager } from 'typeorm';
import {
  consistencyRecipe,
  inclusionRecipe,
  lastLeafOf,
  pathOf,
  type Recipe,
  type Subtree,
} from '../domain/audit/tree.js';
import type { Checkpoint } from '../domain/audit/checkpoint.js';

type Connection = Pick<DataSource | EntityManager, 'query'>;

/** The newest checkpoint; null before the first. */
export async function newestCheckpoint(source: Connection): Promise<Checkpoint | null> {
  const [checkpoint] = await source.query<Checkpoint[]>(
    'select size::float8, root, at, key_id as "keyId", signature from journal.checkpoint order by size desc limit 1',
  );
  return checkpoint ?? null;
}

export interface InclusionProof {
  readonly leafHash: Buffer;
  readonly path: Buffer[];
}

/** What proves that a leaf is in the tree of `size` leaves. */
export async function inclusionProof(
  source: Connection,
  sequence: number,
  size: number,
): Promise<InclusionProof> {
  const leaf: Subtree = { level: 0, place: sequence };
  const [leafHash, ...path] = await hashesOf(source, [[leaf], ...inclusionRecipe(sequence, size)]);
  return { leafHash: leafHash!, path };
}

/** What proves that the tree of `earlier` leaves is the beginning of the one of `size`. */
export function consistencyProof(source: Connection, earlier: number, size: number): Promise<Buffer[]> {
  return hashesOf(source, consistencyRecipe(earlier, size));
}

/** The hashes of some complete subtrees, in their order. */
export async function subtreeHashes(source: Connection, subtrees: readonly Subtree[]): Promise<Buffer[]> {
  return hashesOf(
    source,
    subtrees.map((subtree) => [subtree]),
  );
}

async function hashesOf(source: Connection, recipe: Recipe): Promise<Buffer[]> {
  const leaves = [...new Set(recipe.flat().map(lastLeafOf))];
  const rows = await source.query<{ sequence: number; hashes: Buffer }[]>(
    'select sequence::float8, hashes from journal.leaf where sequence = any ($1::bigint[])',
    [leaves],
  );
  const found = new Map(rows.map(({ sequence, hashes }) => [sequence, hashes]));
  return pathOf(recipe, (subtree) => {
    const hash = found.get(lastLeafOf(subtree))?.subarray(subtree.level * 32, subtree.level * 32 + 32);
    if (hash?.length !== 32) throw new Error('the tree of the audit lacks a hash');
    return hash;
  });
}
