// Gives committed events their places in the tree, one worker at a time. The order is decided here and nowhere else: a transaction that
// takes long delays its own events, and what is sealed never changes.
import { contentSql } from './audit-content.js';
import { newestCheckpoint, subtreeHashes } from './audit-proofs.js';
import { withTransaction, type Transaction } from './transaction.js';
import { takeTurn } from './turn.js';
import { Growing, leafHash, subtreesOfTree } from '../domain/audit/tree.js';
import type { Checkpoint, SigningKey } from '../domain/audit/checkpoint.js';
import type { Source } from './sources.js';

/** How many events are sealed at once, and about how many names they hold: no batch takes longer than a statement may. */
const MOST = 5_000;
const MOST_NAMES = 100_000;
const WAITING = 'select exists (select from journal.audit where sequence is null) as waiting';
const UNSEALED = `
  with first as (
    select id, names, sum(names) over (order by id) as together
    from (select id, names from journal.audit where sequence is null order by id limit ${MOST}) waiting
  )
  select a.id, a.at, ${contentSql('a')} as content from journal.audit a join first using (id)
  where together - first.names < ${MOST_NAMES} order by a.id`;

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
    if (!(await takeTurn(manager, 'sealer'))) return 0;
    const last = await newestCheckpoint(manager);
    const tree = await sealedTree(manager, last);
    const since = tree.size;
    const events = await manager.query<{ id: string; at: Date; content: string }[]>(UNSEALED);
    if (events.length === 0) return 0;
    const hashes = events.map(({ content }) => Buffer.concat(tree.add(leafHash(Buffer.from(content)))));
    await manager.query(SEAL, [events.map(({ id }) => id), hashes, since]);
    await manager.query('select journal.show($1, $2)', [since, tree.size]);
    // A worker whose clock is behind must not make a checkpoint look old: what is under an old one is purged, and what happened since a
    // moment is looked for behind the last one before it.
    const times = [now, ...(last ? [last.at] : []), ...events.map((event) => event.at)];
    const head = { size: tree.size, root: tree.root(), at: times.reduce((a, b) => (a > b ? a : b)) };
    const { size, root, at, keyId, signature } = key.sign(head);
    await manager.query(CHECKPOINT, [size, root, at, keyId, signature]);
    return events.length;
  });
}

/** The tree as it was sealed, from its complete subtrees. */
async function sealedTree(manager: Transaction, last: Checkpoint | null): Promise<Growing> {
  if (!last) return new Growing();
  const tree = new Growing(last.size, await subtreeHashes(manager, subtreesOfTree(last.size)));
  if (!tree.root().equals(last.root)) throw new TreeDiffers('the tree is not the one of the last checkpoint');
  return tree;
}

/** For how long an event has waited to be sealed, in seconds; 0 when none waits. */
export async function unsealedSeconds(source: Source): Promise<number> {
  const [row] = await source.query<{ seconds: number }[]>(
    `select coalesce(extract(epoch from clock_timestamp() - min(at)), 0)::float8 as seconds from journal.audit where sequence is null`,
  );
  return row!.seconds;
}
