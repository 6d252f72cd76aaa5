// Reads the whole audit for verification, as the worker: page by page on one snapshot, the next page on its way while one is looked at.
import { contentSql, markSql } from './audit-content.js';
import { withTransaction, type Transaction } from './transaction.js';
import { Verification, type VerificationOptions } from '../domain/audit/verification.js';
import type { Checkpoint } from '../domain/audit/checkpoint.js';
import type { Source } from './sources.js';

const PAGE = 10_000;
/** How long an event may wait to be sealed. */
const MOST_WAITING_MS = 60_000;

/** What is stored of a stretch of the tree: of leaves and events whichever is there. A mark that is not its subject's is no content. */
const STRETCH = `
  select coalesce(l.sequence, a.sequence)::float8 as sequence, l.hashes, a.content from (
    select sequence, hashes from journal.leaf where sequence >= $1 and sequence < $2
  ) l full join (
    select e.sequence, case when e.subject_mark = ${markSql('e')} then ${contentSql('e')} else '' end as content
    from journal.audit e where e.sequence >= $1 and e.sequence < $2
  ) a on a.sequence = l.sequence
  order by 1`;
const CHECKPOINTS = `select size::float8, root, at, key_id as "keyId", signature from journal.checkpoint
  where size > $1 and size <= $2 order by size`;
const END = `select greatest(
    (select max(sequence) + 1 from journal.leaf), (select max(sequence) + 1 from journal.audit), (select max(size) from journal.checkpoint)
  )::float8 as "end", (select min(at) from journal.audit where sequence is null) as waiting`;

interface Stretch {
  readonly leaves: readonly { sequence: number; hashes: Buffer | null; content: string | null }[];
  readonly checkpoints: readonly Checkpoint[];
}

/** Holds everything that is stored against what was signed. Calls `onProgress` with how many of how many places it has seen. */
export function verifyAudit(
  source: Source,
  options: VerificationOptions,
  onProgress: (seen: number, all: number) => void,
): Promise<Verification> {
  return withTransaction(source, async (manager) => {
    await manager.query('set transaction isolation level repeatable read, read only');
    return verifyWithin(manager, options, onProgress);
  });
}

/** The same within a transaction, whose snapshot is to be one. */
export async function verifyWithin(
  manager: Pick<Transaction, 'query'>,
  options: VerificationOptions,
  onProgress: (seen: number, all: number) => void = () => {},
): Promise<Verification> {
  const [{ end: last, waiting }] = await manager.query<[{ end: number | null; waiting: Date | null }]>(END);
  const end = last ?? 0;
  const verification = new Verification(options);
  let next = readStretch(manager, 0);
  for (let from = 0; from < end; from += PAGE) {
    const stretch = await next;
    if (from + PAGE < end) next = readStretch(manager, from + PAGE);
    look(verification, stretch);
    onProgress(Math.min(from + PAGE, end), end);
  }
  await next;
  const isLate = waiting !== null && Date.now() - waiting.getTime() > MOST_WAITING_MS;
  verification.end(isLate ? waiting : null);
  return verification;
}

async function readStretch(manager: Pick<Transaction, 'query'>, from: number): Promise<Stretch> {
  const bounds = [from, from + PAGE];
  const [leaves, checkpoints] = await Promise.all([
    manager.query<Stretch['leaves']>(STRETCH, bounds),
    manager.query<Checkpoint[]>(CHECKPOINTS, bounds),
  ]);
  return { leaves, checkpoints };
}

/** Leaves and checkpoints in the order of the tree: a checkpoint comes behind the last leaf that it holds. */
function look(verification: Verification, { leaves, checkpoints }: Stretch): void {
  let next = 0;
  for (const leaf of leaves) {
    for (; checkpoints[next] && checkpoints[next]!.size <= leaf.sequence; next += 1)
      verification.checkpoint(checkpoints[next]!);
    verification.add(leaf);
  }
  for (; next < checkpoints.length; next += 1) verification.checkpoint(checkpoints[next]!);
}
