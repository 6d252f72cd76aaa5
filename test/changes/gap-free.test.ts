// No line ever appears at or below a position that somebody has read, however long transactions take, whoever gives up and however
// many workers give positions.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import type { Source, Sources } from '../../src/store/sources.js';
import { sequenceChanges } from '../../src/store/sequencing.js';
import { withTransaction, type Transaction } from '../../src/store/transaction.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { openSources } from '../support/database.js';
import { draft, UNIT } from '../api/tools/entries.js';
import { FULL, submitted } from '../api/tools/flags.js';
import { CHANNEL, sequence } from './tools/follower.js';

const WRITERS = 12;
const ROUNDS = 25;
const JOUREN = 'socialjouren';

let api: TestApi;
let sources: Sources;
let unit: Source;
let jouren: Source;
beforeAll(async () => {
  api = await startTestApi();
  sources = openSources(api.database.url, WRITERS);
  [unit, jouren] = await Promise.all([sources.of(UNIT), sources.of(JOUREN)]);
});
afterAll(async () => {
  await sources.close();
  await api.close();
});

class GivenUp extends Error {}
const random = (most: number) => Math.floor(Math.random() * most);

/** A write that leaves its line, then takes its time to commit, or gives up. Answers whether it was committed. */
function write(
  source: Source,
  type: string,
  uuid: string,
  effect: (manager: Transaction) => Promise<unknown>,
): Promise<boolean> {
  return withTransaction(source, async (manager) => {
    await effect(manager);
    await manager.query(
      `insert into journal.outbox (organisation_id, kind, object_type, object_id)
       values (directory.session_organisation(), 'test', $1, $2)`,
      [type, uuid],
    );
    await pause(random(4) === 0 ? random(60) : 0);
    if (random(6) === 0) throw new GivenUp();
  }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof GivenUp) return false;
      throw error;
    },
  );
}

interface Line {
  readonly place: number;
  readonly key: string;
}

/** Reads everything behind the last place it has read, until it has nothing more to wait for. */
function follow(read: (after: number) => Promise<Line[]>) {
  const lines: Line[] = [];
  let isOver = false;
  const run = async () => {
    for (let isLast = false; !isLast;) {
      isLast = isOver;
      lines.push(...(await read(lines.at(-1)?.place ?? 0)));
      await pause(1);
    }
  };
  const running = run();
  return async () => {
    isOver = true;
    await running;
    return lines;
  };
}

const read = (source: DataSource, place: string) => (after: number) =>
  source.query<Line[]>(
    `select ${place}::float8 as place, object_id::text as key from journal.change c where ${place} > $1 order by ${place}`,
    [after],
  );

test('a reader that follows many writers misses nothing, and hears every change of an object once', async () => {
  const entries = await Promise.all(Array.from({ length: 5 }, () => draft(api)));
  const shared = entries.map(({ id }) => id.slice(6));
  await sequence(api);
  const [{ start } = { start: 0 }] = await unit.query<{ start: number }[]>(
    'select position::float8 as start from journal.head',
  );
  const [{ last } = { last: 0 }] = await api.database.owner.query<{ last: number }[]>(
    'select max(id)::float8 as last from journal.change',
  );
  const unitId = "(select id from directory.organisation where party = 'UNIT')";
  const following = follow(async (after) => read(unit, 'position')(Math.max(after, start)));
  // What an order by ids alone would have told the unit: the control that this test can fail.
  const naive = follow(async (after) =>
    api.database.owner.query<Line[]>(
      `select id::float8 as place, object_id::text as key from journal.change where id > $1 and organisation_id = ${unitId} order by id`,
      [Math.max(after, last)],
    ),
  );
  let isWriting = true;
  const sequencers = [1, 2, 3].map(async () => {
    const worker = await sources.worker();
    while (isWriting) {
      await sequenceChanges(worker, CHANNEL);
      await pause(random(5));
    }
  });
  const committed = new Map(shared.map((key) => [key, 0]));
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      const { id } = await draft(api);
      const own = id.slice(6);
      committed.set(own, 1);
      for (let round = 0; round < ROUNDS; round += 1) {
        const key = round % 3 === 0 ? shared[(writer + round) % shared.length]! : own;
        const bump = (manager: Transaction) =>
          manager.query('update trends.entry set version = version + 1 where id = $1', [key]);
        if (await write(unit, 'TrendEntry', key, bump)) committed.set(key, committed.get(key)! + 1);
      }
    }),
  );
  isWriting = false;
  await Promise.all(sequencers);
  await sequence(api);
  const [heard, heardById] = [await following(), await naive()];
  const countOf = (lines: readonly Line[]) => {
    const counts = new Map([...committed.keys()].map((key) => [key, 0]));
    for (const { key } of lines) counts.set(key, counts.get(key)! + 1);
    return counts;
  };
  expect(countOf(heard)).toEqual(committed);
  expect(heard.map(({ place }) => place)).toEqual(heard.map((_, index) => start + index + 1));
  expect(heardById.length).toBeLessThan(heard.length);
});

test('messages that are sent at the same time are each heard of by whom they are for', async () => {
  const { id } = await submitted(api, { ...FULL, recipient: JOUREN });
  const uuid = id.slice(4);
  const write1 = () =>
    write(jouren, 'Referral', uuid, (manager) =>
      manager.query(
        `insert into referrals.message (referral_id, organisation_id, audience, body)
         select $1, directory.session_organisation(), array[o.id], 'Hej.' from directory.organisation o where o.party = 'POLICE'`,
        [uuid],
      ),
    );
  const sent = (await Promise.all(Array.from({ length: 40 }, write1))).filter(Boolean).length;
  expect(sent).toBeGreaterThan(10);
  await sequence(api);
  for (const organisation of ['polisen-stockholm', JOUREN]) {
    const { data } = await api.as(organisation)('{ changes(first: 100) { nodes { kind } } }');
    const kinds = (data.changes.nodes as { kind: string }[]).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'MESSAGED')).toHaveLength(sent);
  }
});

test('positions are not used again when the lines at the end are erased', async () => {
  const { owner } = api.database;
  const police = await api.database.sources.of('polisen-stockholm');
  const head = async () =>
    (await police.query<{ position: string }[]>('select position from journal.head'))[0]!.position;
  const before = await head();
  await owner.query('delete from journal.change');
  await submitted(api);
  await sequence(api);
  expect(Number(await head())).toBe(Number(before) + 1);
  expect(await police.query('select position from journal.change')).toEqual([
    { position: String(Number(before) + 1) },
  ]);
});

test('a worker that finds more than it may place at once places everything, in the order of the lines', async () => {
  const { owner } = api.database;
  await owner.query(
    `insert into journal.change (organisation_id, kind, object_type, object_id)
     select o.id, 'CHANGED', 'TrendEntry', gen_random_uuid() from generate_series(1, 1500), directory.organisation o
     where o.code in ('rfsu', 'rfsl')`,
  );
  await sequence(api);
  const [counts] = await owner.query<object[]>(
    `select count(*) filter (where position is null)::int as waiting,
       count(*) filter (where position <= before)::int as "out of order"
     from (select position, lag(position, 1, 0::bigint) over (partition by organisation_id order by id) as before from journal.change) c`,
  );
  expect(counts).toEqual({ waiting: 0, 'out of order': 0 });
});

test('whose feed has grown is notified, when it can be read', async () => {
  const listener = new pg.Client({ connectionString: api.database.url });
  await listener.connect();
  await listener.query('listen grown');
  const notified = new Promise<string | undefined>((resolve) =>
    listener.on('notification', ({ payload }) => resolve(payload)),
  );
  await draft(api);
  await sequenceChanges(await sources.worker(), 'grown');
  const [{ id } = { id: '' }] = await unit.query<{ id: string }[]>(
    'select directory.session_organisation() as id',
  );
  expect(await notified).toBe(id);
  await listener.end();
});

test('a notification that fails keeps no line from its place', async () => {
  const { owner } = api.database;
  const worker = await sources.worker();
  const tooLong = 'x'.repeat(64); // of a channel: refused by every server, as a full queue of notifications is
  await expect(worker.query(`select pg_notify($1, '')`, [tooLong])).rejects.toThrow(/channel name too long/);
  await draft(api);
  expect(await sequenceChanges(worker, tooLong)).toBe(true);
  expect(await owner.query('select from journal.change where position is null')).toEqual([]);
  expect(await sequenceChanges(worker, tooLong)).toBe(false);
});
