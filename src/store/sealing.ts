// Gives committed events their places in the tree, one worker at a time. The order is decided here and nowhere else: a transaction that
// takes long delays its own events, and what is sealed never changes.
import { contentSql } from './audit-content.js';
import { newestCheckpoint, subtreeHashes } from './audit-proofs.js';
import { withTransaction, type Transaction } from './transaction.js';
import { Growing, leafHash, subtreesOfTree } from '../domain/audit/tree.js';
import type { SigningKey } from '../domain/audit/checkpoint.js';
import type { Source } from './sources.js';

/** How many events are sealed at once. */
const MOST = 5_000;
const WAITING = 'select exists (select from journal.audit where sequence is null) as waiting';
const TURN = `select pg_try_advisory_xact_lock(hashtext('samverkan sealer')) as mine`;
const UNSEALED = `select a.id, ${contentSql('a')} as content from journal.audit a where a.sequence is null order by a.id limit ${MOST}`;

// One list has the order of the places.
const SEAL = `
  with event as (
    select e.id, $3::bigint + e.place - 1 as sequence, e.hashes
    from unnest($1::bigint[], $2::bytea[]) with ordinality as e (id, hashes, place)
  ), leaf as (
    insert into journal.leaf (sequence, hashes) select sequence, hashes from event
  )
  update journal.audit a set sequence = e.sequence from event e where a.id = e.id`;
const CHECKPOINT =
  'insert into journal.checkpoint (size, root, at, key_id, signature) values ($1, $2, $3, $4, $5)';

/** The tree is not the one that the last checkpoint was signed for: nothing is signed on top of it. */
export class TreeDiffers extends Error {
  override readonly name = 'TreeDiffers';
}

/** Seals the events that wait, under a new checkpoint. Answers how many there were; several workers at once seal each once. */
export async function sealEvents(source: Source, key: SigningKey, now = new Date()): Promise<number> {
  const [{ waiting } = { waiting: false }] = await source.query<{ waiting: boolean }[]>(WAITING);
  if (!waiting) return 0;
  return withTransaction(source, async (manager) => {
    const [turn] = await manager.query<{ mine: boolean }[]>(TURN);
    if (!turn!.mine) return 0; // another worker is at it
    const tree = await sealedTree(manager);
    const since = tree.size;
    const events = await manager.query<{ id: string; content: string }[]>(UNSEALED);
    if (events.length === 0) return 0;
    const hashes = events.map(({ content }) => Buffer.concat(tree.add(leafHash(Buffer.from(content)))));
    await manager.query(SEAL, [events.map(({ id }) => id), hashes, since]);
    await manager.query('select journal.show($1, $2)', [since, tree.size]);
    const { size, root, at, keyId, signature } = key.sign({ size: tree.size, root: tree.root(), at: now });
    await manager.query(CHECKPOINT, [size, root, at, keyId, signature]);
    return events.length;
  });
}

/** The tree as it was sealed, from its complete subtrees. */
async function sealedTree(manager: Transaction): Promise<Growing> {
  const last = await newestCheckpoint(manager);
  if (!last) return new Growing();
  const tree = new Growing(last.size, await subtreeHashes(manager, subtreesOfTree(last.size)));
  if (!tree.root().equals(last.root)) throw new TreeDiffers('the tree is not the one of the last checkpoint');
  return tree;
}

/** Removes what events say whose checkpoint is older than `before`; their leaves stay. Answers how many; some thousand at once. */
export async function purgeEvents(source: Source, before: Date): Promise<number> {
  return withTransaction(source, async (manager) => {
    const [row] = await manager.query<{ purged: number }[]>(PURGE, [before]);
    return row!.purged;
  });
}

const PURGE = `
  with gone as (
    delete from journal.audit where sequence in (
      select a.sequence from journal.audit a
      where a.sequence < (select coalesce(max(c.size), 0) from journal.checkpoint c where c.at < $1) order by a.sequence limit 10000)
    returning sequence
  ), shown as (
    delete from journal.shown where sequence in (select sequence from gone)
  ), line as (
    insert into journal.audit (client, subject, action, objects, outcome)
    select 'worker', 'clock', 'purgeAudit', '{}', 'DONE' from gone limit 1
  )
  select count(*)::int as purged from gone`;
