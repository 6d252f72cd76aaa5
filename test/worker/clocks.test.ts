// The clocks of referrals at moments that the test names, on the worker's own login.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { runClocks } from '../../src/worker/clocks.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { UNIT } from '../api/tools/entries.js';
import { FULL, NOTIFICATION, POLICE, submitted } from '../api/tools/flags.js';
import { step, take, versionFor } from '../api/tools/steps.js';
import { DAY_MS, inDays, letPass } from '../api/tools/time.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());
beforeEach(() =>
  api.database.owner.query('truncate referrals.referral, journal.outbox, journal.audit cascade'),
);

const SOCIALJOUREN = 'socialjouren';
const LENGTHS = readConfig({}).clocks;
const NOTHING = { expired: 0, escalated: 0, permitsEnded: 0, erased: 0, cellsRemoved: 0 };

const clocksAt = async (moment: Date, lengths = LENGTHS) =>
  runClocks(await api.database.sources.worker(), lengths, moment);
const clocks = (days: number, lengths = LENGTHS) => clocksAt(inDays(days), lengths);

/** A referral that Socialjouren has accepted and RFSU supports. */
async function supported(): Promise<string> {
  const consent = { ...FULL.consent, organisations: [SOCIALJOUREN, 'rfsu'] };
  const { id } = await submitted(api, { ...FULL, consent });
  for (const mutation of ['acknowledgeReferral', 'acceptReferral'])
    await take(api, SOCIALJOUREN, mutation, { id });
  await take(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: 'rfsu' });
  return id;
}

async function read(organisation: string, id: string, fields: string) {
  const { data } = await api.as(organisation)(`query ($id: ID!) { referral(id: $id) { ${fields} } }`, { id });
  return data?.referral ?? null;
}

const versions = (id: string) =>
  Promise.all([SOCIALJOUREN, UNIT, POLICE, 'rfsu'].map((organisation) => versionFor(api, organisation, id)));

/** What the worker has written into a part of the journal, by action and number. */
async function journal(part: 'outbox' | 'audit', id: string): Promise<Record<string, number>> {
  const [action, object] = part === 'outbox' ? ['kind', 'object_id::text'] : ['action', 'objects[1]'];
  const rows = await api.database.owner.query<{ action: string; count: number }[]>(
    `select ${action} as action, count(*)::int as count from journal.${part}
     where organisation_id is null and ${object} like '%' || $1 group by 1`,
    [id.slice(4)],
  );
  return Object.fromEntries(rows.map((row) => [row.action, row.count]));
}

describe('expiry', () => {
  test('ends an open referral after 180 days without a change, and says that nobody did it', async () => {
    const id = await supported();
    expect(await clocks(179.9)).toEqual({ ...NOTHING, escalated: 1 });
    const before = await versions(id);
    expect(await clocks(180.1)).toEqual({ ...NOTHING, expired: 1 });
    const { status, statusSince, events } = await read(
      POLICE,
      id,
      'status statusSince events { action fromStatus toStatus reason comment organisation { code } }',
    );
    expect([status, Math.round((Date.parse(statusSince) - Date.now()) / 86_400_000)]).toEqual([
      'EXPIRED',
      180,
    ]);
    expect(events.at(-1)).toEqual({
      action: 'EXPIRE',
      fromStatus: 'ACCEPTED',
      toStatus: 'EXPIRED',
      reason: null,
      comment: null,
      organisation: null,
    });
    // Supporters take part only while it is open; everybody else sees that it moved.
    expect(await versions(id)).toEqual([...before.slice(0, 3).map((version) => version + 1), 1]);
    for (const part of ['outbox', 'audit'] as const)
      expect(await journal(part, id)).toEqual({ escalateReferral: 1, expireReferral: 1 });
    expect(await clocks(200)).toEqual(NOTHING);
  });

  test('is final: nobody can do anything with it', async () => {
    const id = await supported();
    await clocks(181);
    for (const [organisation, mutation, input] of [
      [SOCIALJOUREN, 'closeReferral', { outcome: 'MOVED_AWAY' }],
      [POLICE, 'withdrawReferral', { reason: 'OTHER' }],
      [POLICE, 'recordPermit', { status: 'INFORMED' }],
    ] as const) {
      const expectedVersion = await versionFor(api, organisation, id);
      const { errors } = await step(api, organisation, mutation, { id, expectedVersion, ...input });
      expect(errors.map(({ code }) => code)).toEqual(['INVALID_TRANSITION']);
    }
  });

  test('comes to every open state and to a notification, and spares what was changed in between', async () => {
    const returned = await submitted(api);
    await take(api, SOCIALJOUREN, 'acknowledgeReferral', { id: returned.id });
    await take(api, SOCIALJOUREN, 'returnReferral', { id: returned.id, reason: 'OTHER' });
    const untouched = [returned, await submitted(api), await submitted(api, NOTIFICATION)];
    const touched = await submitted(api);
    await letPass(api.database.owner, 100);
    await take(api, POLICE, 'recordPermit', { id: touched.id, status: 'INFORMED' });
    expect(await clocks(81)).toEqual({ ...NOTHING, expired: 3, escalated: 1 });
    for (const { id } of untouched) expect(await read(POLICE, id, 'status')).toEqual({ status: 'EXPIRED' });
    expect(await read(POLICE, touched.id, 'status')).toEqual({ status: 'SUBMITTED' });
  });
});

describe('escalation', () => {
  const isLate = async (organisation: string, id: string) => {
    const list = 'query { referrals(first: 100, filter: { late: true }) { nodes { id } } }';
    const { data } = await api.as(organisation)(list);
    return (data.referrals.nodes as { id: string }[]).some((node) => node.id === id);
  };
  const lateFor = async (id: string) => [await isLate(SOCIALJOUREN, id), await isLate(UNIT, id)];

  test('tells the unit and the recipient after 14 days without a change, once, and again after a change', async () => {
    const id = await supported();
    await letPass(api.database.owner, 13);
    expect([await clocks(0), await lateFor(id)]).toEqual([NOTHING, [false, false]]);
    await letPass(api.database.owner, 1.1);
    expect([await clocks(0), await lateFor(id)]).toEqual([{ ...NOTHING, escalated: 1 }, [true, true]]);
    expect([await clocks(0), await clocks(20)]).toEqual([NOTHING, NOTHING]);
    await take(api, SOCIALJOUREN, 'recordContact', { id });
    expect([await clocks(0), await lateFor(id)]).toEqual([NOTHING, [false, false]]);
    await letPass(api.database.owner, 15);
    expect([await clocks(0), await lateFor(id)]).toEqual([{ ...NOTHING, escalated: 1 }, [true, true]]);
    for (const part of ['outbox', 'audit'] as const)
      expect(await journal(part, id)).toEqual({ escalateReferral: 2 });
  });

  test('is not seen by the police and by supporters, not in the version and not in the history', async () => {
    const id = await supported();
    const before = await versions(id);
    const events = await read(POLICE, id, 'status events { id }');
    await clocks(15);
    const after = await versions(id);
    expect(after.slice(2)).toEqual(before.slice(2));
    expect(await read(POLICE, id, 'status events { id }')).toEqual(events);
  });
});

describe('what is granted', () => {
  test('ends when its last day is over, once, for the recipient and the police, and is no change of the referral', async () => {
    const id = await supported();
    const inThirtyDays = () => inDays(30).toISOString().slice(0, 10);
    const earliest = inThirtyDays();
    await take(api, POLICE, 'recordPermit', { id, status: 'REFLECTION_PERIOD_GRANTED' });
    const latest = inThirtyDays(); // midnight may have passed
    const { permitUntil } = await read(POLICE, id, 'permitUntil');
    expect([earliest, latest]).toContain(permitUntil);
    const noonAfter = (days: number) => new Date(Date.parse(permitUntil) + (days + 0.5) * DAY_MS);
    const before = await versions(id);
    const lengths = { ...LENGTHS, idleDays: 300, expireDays: 300 };
    expect(await clocksAt(noonAfter(0), lengths)).toEqual(NOTHING);
    expect(await clocksAt(noonAfter(1), lengths)).toEqual({ ...NOTHING, permitsEnded: 1 });
    expect(await clocksAt(noonAfter(2), lengths)).toEqual(NOTHING);
    const permit = { permitStatus: 'ENDED', permitUntil };
    for (const organisation of [SOCIALJOUREN, POLICE])
      expect(await read(organisation, id, 'permitStatus permitUntil')).toEqual(permit);
    expect(await versions(id)).toEqual([...before.slice(0, 3).map((version) => version + 1), before[3]]);
    for (const part of ['outbox', 'audit'] as const)
      expect(await journal(part, id)).toEqual({ endPermit: 1 });
    expect(await clocks(31)).toEqual({ ...NOTHING, escalated: 1 });
  });

  test('stays as it was in a referral that has ended', async () => {
    const id = await supported();
    await take(api, POLICE, 'recordPermit', { id, status: 'TEMPORARY_PERMIT_GRANTED', until: '2099-01-01' });
    await take(api, SOCIALJOUREN, 'closeReferral', { id, outcome: 'SUPPORT_COMPLETED' });
    await api.database.owner.query(`update referrals.referral set permit_until = current_date - 1`);
    expect(await clocks(1)).toEqual(NOTHING);
    expect(await read(POLICE, id, 'permitStatus')).toEqual({ permitStatus: 'TEMPORARY_PERMIT_GRANTED' });
  });
});

test('the lengths are those of the environment', async () => {
  const { clocks: lengths } = readConfig({ IDLE_DAYS: '2', EXPIRE_DAYS: '4', ERASE_DAYS: '6' });
  await supported();
  expect(await clocks(1.9, lengths)).toEqual(NOTHING);
  expect(await clocks(2.1, lengths)).toEqual({ ...NOTHING, escalated: 1 });
  expect(await clocks(4.1, lengths)).toEqual({ ...NOTHING, expired: 1 });
  expect(await clocks(10, lengths)).toEqual(NOTHING);
  expect(await clocks(10.2, lengths)).toEqual({ ...NOTHING, erased: 1 });
});
