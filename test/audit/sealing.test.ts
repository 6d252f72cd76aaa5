// What is sealed at once is bounded, whatever lines say; times of checkpoints never go back; what operations leave beside the audit goes
// when it goes.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AUDIT_KEY, AUDIT_VERIFIER, seal } from '../api/tools/audit.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { newestCheckpoint } from '../../src/store/audit-proofs.js';
import { verifyWithin } from '../../src/store/audit-verification.js';
import { readChanges } from '../../src/store/changes.js';
import { sealEvents } from '../../src/store/sealing.js';
import { purgeAudit } from '../../src/worker/audit.js';
import type { Source } from '../../src/store/sources.js';

let database: TestDatabase;
let worker: Source;
beforeAll(async () => {
  database = await cloneDatabase();
  worker = await database.sources.worker();
  await leave(3, 1);
  await seal(database);
});
afterAll(() => database.drop());

/** Leaves so many lines that name so many objects each. */
const leave = (lines: number, names: number) =>
  database.owner.query(
    `insert into journal.audit (organisation_id, client, subject, action, objects, outcome)
     select o.id, 'client', 'subject', 'referrals', array(select 'Referral/' || gen_random_uuid() from generate_series(1, $2::int)), 'DONE'
     from generate_series(1, $1::int), directory.organisation o where o.code = 'rfsu'`,
    [lines, names],
  );
const findings = async () =>
  (await verifyWithin(database.owner, { keys: [AUDIT_VERIFIER], purgedBefore: new Date(0), kept: [] }))
    .findings;

test('a backlog that names many objects is sealed piece by piece', async () => {
  await leave(25, 10_000);
  expect(await sealEvents(worker, AUDIT_KEY)).toBe(10);
  expect(await seal(database)).toBe(15);
  expect(await findings()).toEqual([]);
});

test('one line that names more than a piece is a piece', async () => {
  await leave(1, 1);
  await leave(1, 50_000);
  expect(await seal(database)).toBe(2);
});

test.each([
  ['a client', `repeat('x', 1000)`, `repeat('x', 1001)`, `'{}'`, `'{}'`],
  ['a client of controls', `repeat(chr(1), 1000)`, `repeat(chr(1), 200000000)`, `'{}'`, `'{}'`],
  ['an object', `'x'`, `'x'`, `array[repeat('x', 100)]`, `array[repeat('x', 101)]`],
  ['an object, as it is stored compressed', `'x'`, `'x'`, `'{}'`, `array[repeat('x', 4000000)]`],
  [
    'objects',
    `'x'`,
    `'x'`,
    `array_fill(repeat('x', 100), array[50000])`,
    `array_fill('x'::text, array[50001])`,
  ],
])(
  'an organisation adds no line that is too large to be sealed: %s',
  async (_what, client, longer, objects, larger) => {
    const rfsu = await database.sources.of('rfsu');
    const add = (name: string, about: string) =>
      rfsu.query(
        `insert into journal.audit (organisation_id, client, subject, action, objects, outcome)
       values (directory.session_organisation(), ${name}, 'x', 'x', ${about}, 'DONE')`,
      );
    await add(client, objects);
    expect(await seal(database)).toBe(1);
    await expect(add(longer, larger)).rejects.toMatchObject({ driverError: { code: '23514' } });
  },
);

test('a worker whose clock is behind makes no checkpoint that looks old', async () => {
  const last = (await newestCheckpoint(database.owner))!;
  await leave(1, 1);
  await database.owner.query(`update journal.audit set at = '2020-01-01' where sequence is null`);
  expect(await sealEvents(worker, AUDIT_KEY, new Date('2019-01-01'))).toBe(1);
  expect((await newestCheckpoint(database.owner))!).toMatchObject({ size: last.size + 1, at: last.at });
  expect(await findings()).toEqual([]);
});

test('a checkpoint that looks older than the one before is found, whoever has signed it', async () => {
  const { size, root, at } = (await newestCheckpoint(database.owner))!;
  const older = AUDIT_KEY.sign({ size, root, at: new Date(at.getTime() - 1_000) });
  await database.owner.query('begin');
  await database.owner.query('update journal.checkpoint set at = $2, signature = $3 where size = $1', [
    ...[size, older.at, older.signature],
  ]);
  const found = await findings();
  await database.owner.query('rollback');
  expect(found).toEqual([
    { from: size - 1, to: size, what: 'under a checkpoint that is older than the one before' },
  ]);
});

test('keys, lines of the outbox and lines of feeds go with the audit, however many there are, and no sooner', async () => {
  const { owner } = database;
  for (const [table, columns, values] of [
    ['idempotency', 'organisation_id, key, operation, fingerprint', `o.id, 'key' || n, 'x', ''`],
    ['outbox', 'organisation_id, kind, object_type, object_id', `o.id, 'x', 'X', gen_random_uuid()`],
    [
      'change',
      'organisation_id, position, kind, object_type, object_id',
      `o.id, 20 - n, 'REMOVED', 'Referral', gen_random_uuid()`,
    ],
  ] as const)
    await owner.query(
      `insert into journal.${table} (${columns}, at) select ${values}, now() - n * interval '12 hours'
       from generate_series(19, 0, -1) n, directory.organisation o where o.code = 'rfsu'`,
    );
  // More than a pass takes, drawn while the clock was wrong: it went back to a time when half of the others had not happened yet.
  await owner.query(
    `insert into journal.change (organisation_id, kind, object_type, object_id, at)
     select o.id, 'REMOVED', 'Referral', gen_random_uuid(), now() - interval '5 days'
     from generate_series(1, 12000), directory.organisation o where o.code = 'rfsl'`,
  );
  await purgeAudit(worker, 4, new Date(Date.now() + 60_000));
  const [left] = await owner.query<object[]>(
    `select (select count(*)::int from journal.idempotency) as keys, (select count(*)::int from journal.outbox) as lines,
       (select array_agg(position::int order by position) from journal.change) as places`,
  );
  expect(left).toEqual({ keys: 8, lines: 8, places: [13, 14, 15, 16, 17, 18, 19, 20] });
});

test('a client whose cursor is older than what is left of its feed misses what is that old, and nothing else', async () => {
  const rfsu = { source: await database.sources.of('rfsu'), party: 'RFSU' } as const;
  await database.owner.query(
    `insert into journal.head select id, 20 from directory.organisation where code = 'rfsu' on conflict do nothing`,
  );
  const { head, rows } = await readChanges(rfsu, new Map(), ['Referral'], 2, 100, null);
  expect([head, rows.map(({ position }) => position)]).toEqual([20, [13, 14, 15, 16, 17, 18, 19, 20]]);
});

test('the worker takes no line of a feed that is younger than a day', async () => {
  const { owner } = database;
  const places = async () => (await owner.query<object[]>('select from journal.change')).length;
  await purgeAudit(worker, 0, new Date(Date.now() + 60_000));
  expect(await places()).toBe(2); // now, and twelve hours ago
});
