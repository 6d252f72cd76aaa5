// What is left of a referral 90 days after its end: that it was erased, and a count.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { runClocks } from '../../src/worker/clocks.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { UNIT } from '../api/tools/entries.js';
import { FULL, NOTIFICATION, POLICE, submitted } from '../api/tools/flags.js';
import { take } from '../api/tools/steps.js';
import { inDays } from '../api/tools/time.js';
import { tablesWith } from '../api/tools/traces.js';
import { wholeLife, type WholeLife } from '../api/tools/whole-life.js';
import { copyReferral } from './tools/copies.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const SOCIALJOUREN = 'socialjouren';
const LENGTHS = readConfig({}).clocks;

const erase = async (days: number) =>
  (
    await runClocks(
      await api.database.sources.worker(),
      { ...LENGTHS, idleDays: 365, expireDays: 3650 },
      inDays(days),
    )
  ).erased;

describe('of a referral that was closed', () => {
  let gone: WholeLife;
  let still: WholeLife;
  let key: string;
  const uuidOf = ({ id }: WholeLife) => id.slice(4);
  const traces = (text: string) => tablesWith(api.database.owner, text);
  const wordsOf = ({ reference, texts, keys }: WholeLife) => [reference, ...texts, ...keys];

  beforeAll(async () => {
    gone = await wholeLife(api, 'borta');
    still = await wholeLife(api, 'kvar');
    await take(api, SOCIALJOUREN, 'closeReferral', { id: gone.id, outcome: 'SUPPORT_COMPLETED' });
    const [row] = await api.database.owner.query<{ record_key: string }[]>(
      'select record_key from referrals.referral where id = $1',
      [uuidOf(gone)],
    );
    key = row!.record_key;
    // What PostgreSQL does by itself now and then: it samples columns for its planner.
    await api.database.owner.query('vacuum analyze');
  });

  test('every word is found in its one table as long as it is there, so that the search is known to find', async () => {
    expect(await traces(uuidOf(gone))).toEqual(
      expect.arrayContaining([
        'journal.audit', 'journal.idempotency', 'journal.outbox', 'referrals.consent', 'referrals.event', 'referrals.message',
        'referrals.referral', 'referrals.service', 'referrals.supporter',
      ]),
    ); // prettier-ignore
    for (const word of [...wordsOf(gone), ...wordsOf(still)])
      expect([word, await traces(word)]).toEqual([word, [expect.stringMatching(/^(referrals|journal)\./)]]);
  });

  test('nothing is erased before 90 days are over', async () => {
    expect(await erase(89.9)).toBe(0);
    const { data } = await api.as(UNIT)('query ($id: ID!) { referral(id: $id) { status } }', gone);
    expect(data.referral).toEqual({ status: 'CLOSED' });
  });

  test('afterwards nothing is left in any table but that it was erased, without content', async () => {
    const { owner } = api.database;
    const linesOf = async (table: string, column: string) => {
      const [row] = await owner.query<{ count: number }[]>(
        `select count(*)::int as count from ${table} where ${column} like '%' || $1 || '%'`,
        [uuidOf(gone)],
      );
      return row!.count;
    };
    const audited = await linesOf('journal.audit', 'objects::text');
    expect(await erase(90.1)).toBe(1);
    for (const word of wordsOf(gone)) expect([word, await traces(word)]).toEqual([word, []]);
    // A sample of keys may stay with the planner; the key stands in the audit anyhow.
    const left = (await traces(uuidOf(gone))).filter((name) => name !== 'pg_catalog.pg_statistic');
    expect(left).toEqual(['journal.audit', 'journal.change', 'journal.outbox']);
    const told = 'select distinct kind from journal.change where object_id = $1';
    expect(await owner.query(told, [uuidOf(gone)])).toEqual([{ kind: 'REMOVED' }]);
    const lines = 'select kind, organisation_id as by from journal.outbox where object_id = $1';
    expect(await owner.query(lines, [uuidOf(gone)])).toEqual([{ kind: 'eraseReferral', by: null }]);
    expect(await linesOf('journal.audit', 'objects::text')).toBe(audited + 1);
    expect(await erase(91)).toBe(0);
  });

  test('what stays is a count by coarse facts, with the key that keeps its noise the same', async () => {
    const coarse = { county: '01', exploitation_form: 'SEXUAL', gender: 'WOMAN', age_band: 'AGE_25_34' };
    const year = new Date().getUTCFullYear();
    expect(await api.database.owner.query('select * from referrals.erased')).toEqual([
      { year, ...coarse, route: 'REFERRAL', outcome: 'SUPPORT_COMPLETED', count: 1, record_keys: key },
    ]);
  });

  test('another referral has lost nothing', async () => {
    for (const word of wordsOf(still)) expect((await traces(word)).length).toBe(1);
    expect(await traces(uuidOf(still))).toEqual(
      expect.arrayContaining(['journal.idempotency', 'journal.outbox']),
    );
  });

  test('nobody can read it any more, and its keys are free again', async () => {
    for (const organisation of [UNIT, POLICE, SOCIALJOUREN, 'rfsu']) {
      const { errors } = await api.as(organisation)('query ($id: ID!) { referral(id: $id) { id } }', gone);
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
    }
    await submitted(api, { ...FULL, idempotencyKey: gone.keys[0] });
  });
});

test('what has not ended stays, however old; every kind of end is erased and counted', async () => {
  const { owner } = api.database;
  await owner.query('truncate referrals.referral, referrals.erased cascade');
  const open = (await submitted(api)).id;
  for (const flag of [FULL, FULL, NOTIFICATION]) {
    const { id } = await submitted(api, flag);
    await take(api, POLICE, 'withdrawReferral', { id, reason: 'DUPLICATE' });
  }
  await runClocks(await api.database.sources.worker(), LENGTHS, inDays(0));
  expect(await erase(3_000)).toBe(3);
  expect(await owner.query(`select 'ref_' || id as id from referrals.referral`)).toEqual([{ id: open }]);
  const counts = 'select route, outcome, count from referrals.erased order by count';
  const withdrawn = { outcome: 'WITHDRAWN' };
  expect(await owner.query(counts)).toEqual([
    { route: 'NOTIFICATION', ...withdrawn, count: 1 },
    { route: 'REFERRAL', ...withdrawn, count: 2 },
  ]);
  await runClocks(await api.database.sources.worker(), LENGTHS, inDays(200)); // expires now
  expect(await erase(289)).toBe(0);
  expect(await erase(290.1)).toBe(1);
});

test('more than a batch is erased in one round', async () => {
  const { owner } = api.database;
  const { id } = await submitted(api);
  await take(api, POLICE, 'withdrawReferral', { id, reason: 'DUPLICATE' });
  await copyReferral(owner, id.slice(4), 250, `'SV-' || lpad(n::text, 4, '0') || '-0000'`);
  expect(await erase(91)).toBe(251);
});
