// What is left of operations whose time is over: the leaves of their events, and nothing else.
import { withTransaction } from './transaction.js';
import type { Source } from './sources.js';

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
      where a.sequence < (select c.size from journal.checkpoint c where c.at < $1 order by c.at desc, c.size desc limit 1)
      order by a.sequence limit 10000)
    returning sequence
  ), shown as (
    delete from journal.shown where sequence in (select sequence from gone)
  ), line as (
    insert into journal.audit (client, subject, action, objects, outcome)
    select 'worker', 'clock', 'purgeAudit', '{}', 'DONE' from gone limit 1
  )
  select count(*)::int as purged from gone`;

// A day of each at a time: the first time there are years of them. Lines of feeds are in the order of their ids but for moments, so the
// first of them are the oldest.
const PURGE_TRACES = `
  with key as (
    delete from journal.idempotency where at < least($1, (select min(at) from journal.idempotency) + interval '1 day') returning 1
  ), line as (
    delete from journal.outbox where at < least($1, (select min(at) from journal.outbox) + interval '1 day') returning 1
  ), change as (
    delete from journal.change where id in (
      select id from (select id, at from journal.change order by id limit 10000) oldest where at < $1)
    returning 1
  )
  select ((select count(*) from key) + (select count(*) from line) + (select count(*) from change))::int as purged`;

/**
 * Removes what operations before a moment have left beside the audit: idempotency keys, lines of the outbox and of feeds. Answers how
 * many.
 */
export async function purgeTraces(source: Source, before: Date): Promise<number> {
  const [row] = await source.query<{ purged: number }[]>(PURGE_TRACES, [before]);
  return row!.purged;
}
