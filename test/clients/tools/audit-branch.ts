// Another tree than the stored one, with a key of its own choice: what a server can answer when whoever runs it has the key.
import { AUDIT_KEY } from '../../api/tools/audit.js';
import { storedTree } from '../../support/stored-tree.js';
import { noteOf, type SigningKey } from '../../../src/domain/audit/checkpoint.js';
import { consistencyRecipe, inclusionRecipe, pathOf, type Recipe } from '../../../src/domain/audit/tree.js';
import type { Lie } from './audit-partner.js';

export interface Branch {
  /** The checkpoint as a note. */
  readonly note: string;
  /** Answers proofs of events from this tree, with this tree's checkpoint. */
  readonly events: Lie;
  /** Answers proofs of consistency within this tree; of larger ones it has none of its own. */
  readonly consistency: Lie;
  /** Answers both. */
  readonly proofs: Lie;
}

/** The tree of these leaves' hashes. */
export function branchOf(leaves: readonly Buffer[], key: SigningKey = AUDIT_KEY): Branch {
  const { root, hashOf } = storedTree(leaves);
  const size = leaves.length;
  const { at, signature, keyId } = key.sign({ size, root, at: new Date() });
  const base64 = (bytes: Buffer) => bytes.toString('base64');
  const path = (recipe: Recipe) => pathOf(recipe, hashOf).map(base64);
  const checkpoint = {
    ...{ treeSize: size, rootHash: base64(root), at: at.toISOString() },
    ...{ signature: base64(signature), keyId },
  };

  const events: Lie = (url, text) => {
    const sequence = url === '/graphql' ? sequenceIn(text) : undefined;
    if (sequence === undefined) return text;
    const proof = {
      sequence,
      leafHash: base64(leaves[sequence]!),
      path: path(inclusionRecipe(sequence, size)),
    };
    return JSON.stringify({ data: { auditProof: { ...proof, checkpoint } } });
  };
  const consistency: Lie = (url, text) => {
    const [, first, second] = /^\/audit\/consistency\?first=(\d+)&second=(\d+)$/.exec(url) ?? [];
    return Number(second) <= size
      ? JSON.stringify({ path: path(consistencyRecipe(Number(first), Number(second))) })
      : text;
  };
  return {
    note: noteOf({ size, root, at, signature, keyId }),
    ...{ events, consistency },
    proofs: (url, text) => consistency(url, events(url, text)),
  };
}

/** Which event an answer proves, if it does. */
function sequenceIn(text: string): number | undefined {
  return (JSON.parse(text) as { data?: { auditProof?: { sequence: number } } }).data?.auditProof?.sequence;
}
