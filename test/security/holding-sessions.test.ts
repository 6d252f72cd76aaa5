// A session of an organisation that runs SQL of its own can hold what others need, and lift the limits that its login begins with. It is
// ended when somebody waits for it, and what does not wait goes on beside it.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { readConfig } from '../../src/config.js';
import { openLog } from '../../src/log.js';
import { reportRounds } from '../../src/commands/report-rounds.js';
import { endBlockingSessions, SessionsEnded } from '../../src/store/blocking-sessions.js';
import { runClocks } from '../../src/worker/clocks.js';
import { publish } from '../api/tools/entries.js';
import { submitted } from '../api/tools/flags.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { copyReferral } from '../worker/tools/copies.js';

let api: TestApi;
const sessions: QueryRunner[] = [];
beforeAll(async () => {
  api = await startTestApi();
});
afterEach(async () => {
  for (const session of sessions.splice(0)) await session.release().catch(() => undefined);
});
afterAll(() => api.close());

/** A session that begins a transaction without limits, and holds what a statement takes. */
async function holding(
  organisation: string,
  statement: string,
  values: unknown[] = [],
): Promise<QueryRunner> {
  const session = (await api.database.sources.of(organisation)).createQueryRunner();
  sessions.push(session);
  await session.query(
    `set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0`,
  );
  await session.startTransaction();
  await session.query(statement, values);
  return session;
}

const OWN_ROW =
  'select from directory.organisation where id = (select directory.session_organisation()) for update';
const end = async () => endBlockingSessions(await api.database.sources.worker());

test('a session that keeps others waiting for fifteen seconds is ended and named; one that nobody waits for is not', async () => {
  const beside = await holding('rfsu', 'select 1');
  await holding('rfsl', OWN_ROW);
  await pause(15_000);
  await expect(end()).resolves.toBeUndefined(); // nobody waits yet
  const publishing = publish(api); // tells everybody, and a line of a feed refers to its organisation
  let ended: unknown;
  while (!ended)
    ended = await end().then(
      () => pause(50),
      (error: unknown) => error,
    );
  await publishing;
  expect(ended).toBeInstanceOf(SessionsEnded);
  const { errors } = ended as SessionsEnded;
  expect(errors.map(({ organisation }) => organisation)).toEqual(['rfsl']);
  let line = '';
  const log = openLog('info', { write: (text: string) => (line += text) });
  reportRounds(log)('sessions', errors[0]);
  expect(JSON.parse(line)).toMatchObject({ round: 'sessions', organisation: 'rfsl', error: 'HeldOthersUp' });
  await expect(beside.query('select 2 as still')).resolves.toEqual([{ still: 2 }]);
});

test('one that adds a line about a referral keeps it from the clocks, and no other', async () => {
  const { owner, sources } = api.database;
  const model = (await submitted(api)).id.slice(4);
  await copyReferral(owner, model, 3, `'SV-0000-000' || n`);
  await owner.query(
    `update referrals.referral set status = 'CLOSED', outcome = 'MOVED_AWAY', status_since = now() - interval '91 days' where id <> $1`,
    [model],
  );
  const [{ id }] = await owner.query<[{ id: string }]>('select id from referrals.referral where id <> $1', [
    model,
  ]);
  const session = await holding(
    'smittskydd-stockholm',
    `insert into journal.outbox (organisation_id, kind, object_type, object_id)
     values (directory.session_organisation(), 'x', 'x', $1)`,
    [id],
  );
  const clocks = async () => runClocks(await sources.worker(), readConfig({}).clocks, new Date());
  expect(await clocks()).toMatchObject({ erased: 2 });
  await session.rollbackTransaction();
  expect(await clocks()).toMatchObject({ erased: 1 });
});

test('no session says when a referral has moved or changed', async () => {
  const { owner, sources } = api.database;
  const id = (await submitted(api)).id.slice(4);
  const moments = async () =>
    (
      await owner.query<{ isNow: boolean }[]>(
        `select status_since > now() - interval '1 minute' and status_since <= now() as "isSince",
           changed_at > now() - interval '1 minute' and changed_at <= now() as "isChanged" from referrals.referral where id = $1`,
        [id],
      )
    )[0];
  const jouren = await sources.of('socialjouren');
  for (const moment of ['2000-01-01', '2100-01-01']) {
    for (const set of ['', `status = 'CLOSED', outcome = 'MOVED_AWAY', `])
      await jouren.query(
        `update referrals.referral set ${set}status_since = '${moment}', changed_at = '${moment}' where id = $1`,
        [id],
      );
    expect(await moments()).toEqual({ isSince: true, isChanged: true });
  }
  // The clocks are believed, and so is whoever arranges a test.
  await owner.query(`update referrals.referral set status_since = '2000-01-01' where id = $1`, [id]);
  expect(await moments()).toEqual({ isSince: false, isChanged: true });
});

test('the police learn by no function that others have recorded something', async () => {
  const { owner, sources } = api.database;
  const id = (await submitted(api)).id.slice(4);
  const police = await sources.of('polisen-stockholm');
  const mayStill = async () =>
    (
      await police.query<[{ may: boolean }]>(`select referrals.session_may_record($1, 'SUBMIT') as may`, [id])
    )[0].may;
  expect(await mayStill()).toBe(true);
  await (
    await sources.of('socialjouren')
  ).query(`update referrals.referral set caseworker_note = 'Vill ha tolk.' where id = $1`, [id]);
  const [{ version }] = await owner.query<[{ version: number }]>(
    'select version from referrals.referral where id = $1',
    [id],
  );
  expect(version).toBe(2);
  expect(await mayStill()).toBe(true);
});
