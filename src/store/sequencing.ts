// Lines of feeds get their positions after they are committed, by one worker at a time: so a transaction that takes long delays
// nobody's lines but its own, and no line ever appears at or below a position that somebody has read.
import type { Source } from './sources.js';
import { withTransaction } from './transaction.js';

const WAITING = 'select exists (select from journal.change where position is null) as waiting';
const TURN = `select pg_try_advisory_xact_lock(hashtext('samverkan sequencer')) as mine`;

// Ids of an object's lines are in the order of its commits (migrations: changes).
const PLACE = `
  with waiting as (
    select id, organisation_id, row_number() over (partition by organisation_id order by id) as place
    from journal.change where position is null
  ), head as (
    insert into journal.head (organisation_id, position)
    select organisation_id, count(*) from waiting group by organisation_id
    on conflict (organisation_id) do update set position = head.position + excluded.position
    returning organisation_id, position
  ), count as (
    select organisation_id, count(*) as lines from waiting group by organisation_id
  ), placed as (
    update journal.change c set position = h.position - n.lines + w.place
    from waiting w join head h using (organisation_id) join count n using (organisation_id)
    where c.id = w.id
  )
  select pg_notify($1, organisation_id::text) from head`;

/** How many lines wait for a position. */
export async function waitingChanges(source: Source): Promise<number> {
  const [row] = await source.query<{ count: number }[]>(
    'select count(*)::int as count from journal.change where position is null',
  );
  return row!.count;
}

/** Gives positions to the lines that wait for one and wakes the followers of their feeds. Answers whether there were any. */
export async function sequenceChanges(source: Source, channel: string): Promise<boolean> {
  const [{ waiting } = { waiting: false }] = await source.query<{ waiting: boolean }[]>(WAITING);
  if (!waiting) return false;
  return withTransaction(source, async (manager) => {
    const [turn] = await manager.query<{ mine: boolean }[]>(TURN);
    if (!turn!.mine) return false; // another worker is at it
    await manager.query(PLACE, [channel]);
    return true;
  });
}
