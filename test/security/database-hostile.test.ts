// The database layer alone, attacked: arbitrary SQL on an organisation's own login stays inside that organisation.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { readableBatches } from './support/batch-expectations.js';
import { readableContributions } from './support/contribution-expectations.js';
import { CONTRIBUTION_ATTACKS } from './support/hostile-contributions.js';
import { WEBHOOK_ATTACKS } from './support/hostile-webhooks.js';
import { CUBE_ATTACKS } from './support/hostile-cube.js';
import { FEED_ATTACKERS, FEED_ATTACKS } from './support/hostile-feed.js';
import { LIFE_ATTACKERS, LIFE_ATTACKS } from './support/hostile-life.js';
import { RELEASE_ATTACKERS, RELEASE_ATTACKS } from './support/hostile-releases.js';
import { ROW_ATTACKS, type Attack } from './support/hostile-rows.js';
import { SERVER_ATTACKS } from './support/hostile-server.js';
import { CONTRIBUTIONS, ENTRIES, REPORTS, arrangeRows } from './support/row-data.js';
import { FLAGS } from './support/row-flags.js';
import { readableFlags, readableReports } from './support/row-expectations.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

const ATTACKERS = ['rfsl', 'polisen-stockholm', 'farsta', 'prostitutionsenheten'];
/** What the agreement gives batches; Malmö's own referral and role are what the other attackers are after. */
const SENDERS = ['prostitutionsenheten', 'socialtjansten-malmo'];
const CUBE_ATTACKERS = [...new Set([...ATTACKERS, ...SENDERS])];
const ATTACKS: readonly Attack[] = [
  ...ROW_ATTACKS,
  ...CONTRIBUTION_ATTACKS,
  ...WEBHOOK_ATTACKS,
  ...SERVER_ATTACKS,
];
const EVERY = [...ATTACKS, ...LIFE_ATTACKS, ...CUBE_ATTACKS, ...RELEASE_ATTACKS, ...FEED_ATTACKS];

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await arrangeRows({ query: (sql, parameters) => database.owner.query(sql, parameters) });
});
afterAll(() => database.drop());

/** What a statement did before it was rolled back: `done` if it touched or returned something, `nothing`, or the error's code. */
async function outcomeOf(source: DataSource, { sql, alone = false }: Attack): Promise<string> {
  const runner = source.createQueryRunner();
  const client = (await runner.connect()) as PoolClient;
  try {
    if (!alone) await client.query('begin');
    const results = [await client.query(sql)].flat();
    const { rowCount } = results.at(-1)!;
    return rowCount === 0 ? 'nothing' : 'done';
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.query('rollback');
    await client.query('discard all');
    await runner.release();
  }
}

/** Every attack that goes otherwise than it should: done by who may, refused to who may not. */
async function successes(source: DataSource, code: string, attacks: readonly Attack[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const attack of attacks) {
    const { sql, allowed = [] } = attack;
    const outcome = await outcomeOf(source, attack);
    const isHeld = outcome === '42501' || outcome === 'nothing';
    if (allowed.includes(code) ? outcome !== 'done' : !isHeld) wrong.push(`${outcome}: ${sql}`);
  }
  return wrong;
}

test('there are attacks enough, and each is another', () => {
  expect(EVERY.length).toBeGreaterThan(450);
  expect(CUBE_ATTACKS.length).toBeGreaterThan(150);
  expect(RELEASE_ATTACKS.length).toBeGreaterThan(100);
  expect(FEED_ATTACKS.length).toBeGreaterThan(100);
  expect(new Set(EVERY.map(({ sql }) => sql)).size).toBeGreaterThan(EVERY.length - 4);
});

test('the owner can do every one of them: what refuses an organisation is its rights, not the statement', async () => {
  const harmless: string[] = [];
  for (const attack of EVERY) {
    if (attack.control === false) continue;
    const outcome = await outcomeOf(database.owner, attack);
    // A constraint or a trigger that speaks up has been reached: rights no longer stood in the way.
    if (outcome !== 'done' && !outcome.startsWith('23')) harmless.push(`${outcome}: ${attack.sql}`);
  }
  expect(harmless).toEqual([]);
});

describe.each(CUBE_ATTACKERS)('%s and what was counted', (code) => {
  test('is refused every attack on batches and on the cube, and can do what is its own', async () => {
    expect(await successes(await database.sources.of(code), code, CUBE_ATTACKS)).toEqual([]);
  });

  test('learns no batch but its own, and no cell, from a function that is called before the row rules', async () => {
    const runner = (await database.sources.of(code)).createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    await database.owner.query(
      `create function public.leak(id uuid) returns boolean language plpgsql cost 0.0000000001 as
       $$ begin raise notice '%', id; return true; end $$`,
    );
    const seen: string[] = [];
    const listen = ({ message }: { message?: string | undefined }) => seen.push(message ?? '');
    client.on('notice', listen);
    const asked = client.query('select id from statistics.batch where public.leak(id)');
    if (SENDERS.includes(code)) await asked;
    else await expect(asked).rejects.toMatchObject({ code: '42501' });
    await expect(
      client.query('select batch_id from cube.cell where public.leak(batch_id)'),
    ).rejects.toMatchObject({ code: '42501' });
    client.off('notice', listen);
    await runner.release();
    await database.owner.query('drop function public.leak(uuid)');
    expect(seen.sort()).toEqual(SENDERS.includes(code) ? readableBatches(code) : []);
  });
});

describe.each(ATTACKERS)('%s', (code) => {
  test('is refused every attack, and can do what is its own', async () => {
    expect(await successes(await database.sources.of(code), code, ATTACKS)).toEqual([]);
  });

  test('learns nothing from a function that is called before the row rules, were it able to make one', async () => {
    const leak = (schema: string) =>
      `create function ${schema}.leak(id uuid) returns boolean language plpgsql cost 0.0000000001 as
       $$ begin raise notice '%', id; return true; end $$`;
    const runner = (await database.sources.of(code)).createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    await expect(client.query(leak('pg_temp'))).rejects.toMatchObject({ code: '42501' });
    await database.owner.query(leak('public'));
    const seen: string[] = [];
    const listen = ({ message }: { message?: string | undefined }) => seen.push(message ?? '');
    client.on('notice', listen);
    await client.query('select id from referrals.referral where public.leak(id)');
    await client.query('select id from activity.report where public.leak(id)');
    await client.query('select id from trends.contribution where public.leak(id)');
    client.off('notice', listen);
    await runner.release();
    await database.owner.query('drop function public.leak(uuid)');
    expect(seen.sort()).toEqual(
      [...readableFlags(code), ...readableReports(code), ...readableContributions(code)].sort(),
    );
    expect(FLAGS.length + REPORTS.length + CONTRIBUTIONS.length).toBeGreaterThanOrEqual(seen.length);
  });
});

test.each(LIFE_ATTACKERS)("in a referral's life %s does what is its own and nothing else", async (code) => {
  const { sources } = database;
  const source = await (code === 'worker' ? sources.worker() : sources.of(code));
  expect(await successes(source, code, LIFE_ATTACKS)).toEqual([]);
});

test.each(RELEASE_ATTACKERS)('of what is published %s reads and does what is its own', async (code) => {
  const { sources } = database;
  const source = await (code === 'worker' ? sources.worker() : sources.of(code));
  expect(await successes(source, code, RELEASE_ATTACKS)).toEqual([]);
});

test.each(FEED_ATTACKERS)('of the feeds %s reads and does what is its own', async (code) => {
  const { sources } = database;
  const source = await (code === 'worker' ? sources.worker() : sources.of(code));
  expect(await successes(source, code, FEED_ATTACKS)).toEqual([]);
});

test('a line that a session adds to the outbox by hand changes nothing in any feed, whatever it says', async () => {
  const { owner, sources } = database;
  const objects = [
    ['Referral', FLAGS[0]!.id],
    ['TrendEntry', ENTRIES[0].id],
  ] as const;
  const feeds = async () => [
    await owner.query('select organisation_id, object_type, object_id, kind from journal.change order by id'),
    await owner.query('select * from journal.view order by object_id, organisation_id'),
  ];
  for (const object of objects)
    await owner.query(
      `insert into journal.outbox (organisation_id, kind, object_type, object_id)
       select id, 'x', $1, $2 from directory.organisation where code = 'socialjouren'`,
      [...object],
    );
  const before = await feeds();
  for (const [, id] of objects) expect(JSON.stringify(before)).toContain(id);
  const kinds = ['closeReferral', 'eraseReferral', 'withdrawTrendEntry'];
  const types = ['Referral', 'TrendEntry', 'Contribution', 'Release', 'x'];
  for (const code of ATTACKERS) {
    const source = await sources.of(code);
    for (const kind of kinds)
      for (const type of types)
        await source.query(
          `insert into journal.outbox (organisation_id, kind, object_type, object_id)
           select directory.session_organisation(), $1, $2, unnest($3::uuid[])`,
          [kind, type, objects.map(([, id]) => id)],
        );
  }
  expect(await feeds()).toEqual(before);
});

test('whoever may change a code cannot write a text in its place, for all participants to read', async () => {
  const police = await database.sources.of('polisen-stockholm');
  const write = (text: string) =>
    outcomeOf(police, {
      name: 'status',
      sql: `update referrals.referral set status = ${text} where flagged_by_id = directory.session_organisation()`,
    });
  expect(await write(`'CLOSED'`)).toBe('done');
  expect(await write(`coalesce(police_case_link, 'x')`)).toBe('23514');
});

test('whoever hands a referral on sees it to the end of that transaction, and not a moment longer', async () => {
  const { id } = FLAGS[0]!;
  const runner = (await database.sources.of('socialjouren')).createQueryRunner();
  const client = (await runner.connect()) as PoolClient;
  const count = async (sql: string) => (await client.query(sql)).rowCount;
  const find = `select id from referrals.referral where id = '${id}'`;
  await client.query('begin');
  const handOn = `update referrals.referral set recipient_id = (select id from directory.organisation where code = 'jarva')`;
  expect(await count(`${handOn} where id = '${id}'`)).toBe(1);
  expect(await count(find)).toBe(1);
  await client.query('commit');
  expect(await count(find)).toBe(0);
  await client.query('begin');
  // A transaction that has written has a number of its own, which is not that of the hand-over.
  await client.query(`update directory.organisation set contact = contact where code = 'socialjouren'`);
  expect(await count(find)).toBe(0);
  expect(await count(`update referrals.referral set status = 'SUBMITTED' where id = '${id}'`)).toBe(0);
  expect(await count(`select id from referrals.message where referral_id = '${id}'`)).toBe(0);
  await client.query('rollback');
  await runner.release();
  const jarva = await database.sources.of('jarva');
  expect(await jarva.query(find)).toEqual([{ id }]);
});
