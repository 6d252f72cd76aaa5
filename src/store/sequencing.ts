// Lines of feeds get their positions after they are committed, by one worker at a time: so a transaction that takes long delays
// nobody's lines but its own, and no line ever appears at or below a position that somebody has read.
import type { Source } from './sources.js';
import { withTransaction } from './transaction.js';
import { takeTurn } from './turn.js';

const WAITING = 'select exists (select from journal.change where position is null) as waiting';

/** Lines that get their positions at once: what a worker that was away for long finds would take longer than a statement may. */
const MOST_LINES = 1_000;

// Ids of an object's lines are in the order of its commits (migrations: changes), so whoever takes the first ones leaves none behind.
const PLACE = `
  with waiting as (
    select id, organisation_id, row_number() over (partition by organisation_id order by id) as place
    from (select id, organisation_id from journal.change where position is null order by id limit ${MOST_LINES}) first
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
  select array_agg(organisation_id) as grown, (select count(*)::int from waiting) as lines from head`;
const NOTIFY = 'select pg_notify($1, organisation_id::text) from unnest($2::uuid[]) organisation_id';

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
  const first = await sequenceSome(source, channel);
  for (let lines = first; lines === MOST_LINES;) lines = await sequenceSome(source, channel);
  return first > 0;
}

/** The same for the first of them, in one transaction. Answers with how many. */
async function sequenceSome(source: Source, channel: string): Promise<number> {
  const placed = await withTransaction(source, async (manager) => {
    if (!(await takeTurn(manager, 'sequencer'))) return null;
    const [row] = await manager.query<{ grown: string[] | null; lines: number }[]>(PLACE);
    return row!;
  });
  if (!placed?.grown) return 0;
  // A hint, and beside the places: any session can listen and keep the server's one queue of notifications from being emptied, and a full
  // queue must not keep the lines waiting. Nodes look by themselves soon (store/feeds.ts).
  await source.query(NOTIFY, [channel, placed.grown]).catch(() => undefined);
  return placed.lines;
}
