// Acknowledging and accepting: who may, when, by which deadline, and what the journal keeps.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { UNIT } from './tools/entries.js';
import { FULL, NOTIFICATION, POLICE, act, submit, submitted } from './tools/flags.js';
import { contentState, databaseState, gained } from './tools/rows.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const HOUR = 3_600_000;

/** A stored moment of a referral, in milliseconds. */
async function stored(id: string, column: string): Promise<number> {
  const [row] = await api.database.owner.query<{ at: Date }[]>(
    `select ${column} as at from referrals.referral where id = $1`,
    [id.replace('ref_', '')],
  );
  return row!.at.getTime();
}

test('a recipient acknowledges and then accepts, and everybody concerned sees the steps', async () => {
  const { id } = await submitted(api);
  const first = await act(api, 'socialjouren', 'acknowledge', {
    id,
    expectedVersion: 1,
    comment: 'I kväll.',
  });
  expect(first.data.acknowledgeReferral).toEqual({
    errors: [],
    referral: { id, version: 2, status: 'ACKNOWLEDGED', access: { canAcknowledge: false, canAccept: true } },
  });
  const second = await act(api, 'socialjouren', 'accept', { id, expectedVersion: 2 });
  expect(second.data.acceptReferral).toEqual({
    errors: [],
    referral: { id, version: 3, status: 'ACCEPTED', access: { canAcknowledge: false, canAccept: false } },
  });
  for (const organisation of [POLICE, UNIT, 'socialjouren']) {
    const { data } = await api.as(organisation)(
      'query ($id: ID!) { referral(id: $id) { status events { action organisation { code } comment } } }',
      { id },
    );
    expect(data.referral.status).toBe('ACCEPTED');
    expect(data.referral.events.slice(1)).toEqual([
      { action: 'ACKNOWLEDGE', organisation: { code: 'socialjouren' }, comment: 'I kväll.' },
      { action: 'ACCEPT', organisation: { code: 'socialjouren' }, comment: null },
    ]);
  }
});

describe('a step is refused', () => {
  const codeOf = async (organisation: string, action: 'acknowledge' | 'accept', input: object) => {
    const before = await contentState(api.database.owner);
    const { data, errors } = await act(api, organisation, action, input);
    expect(await contentState(api.database.owner)).toEqual(before);
    return data?.[`${action}Referral`]?.errors[0]?.code ?? errors[0]?.extensions.code;
  };

  test('to whoever sees the referral but does not carry it', async () => {
    const { id } = await submitted(api);
    expect(await codeOf(UNIT, 'acknowledge', { id, expectedVersion: 1 })).toBe('INVALID_TRANSITION');
    expect(await codeOf(POLICE, 'acknowledge', { id, expectedVersion: 1 })).toBe('FORBIDDEN');
  });

  test('to whoever does not see it, as if it did not exist', async () => {
    const { id } = await submitted(api);
    for (const organisation of ['sodermalm', 'rfsu', 'socialtjansten-malmo'])
      expect(await codeOf(organisation, 'acknowledge', { id, expectedVersion: 1 })).toBe('NOT_FOUND');
    const absent = { id: 'ref_00000000-0000-4000-8000-000000000000', expectedVersion: 1 };
    expect(await codeOf('socialjouren', 'acknowledge', absent)).toBe('NOT_FOUND');
    expect(await codeOf('socialjouren', 'acknowledge', { ...absent, id: 'nonsens' })).toBe('NOT_FOUND');
  });

  test('out of its turn', async () => {
    const { id } = await submitted(api);
    expect(await codeOf('socialjouren', 'accept', { id, expectedVersion: 1 })).toBe('INVALID_TRANSITION');
    await act(api, 'socialjouren', 'acknowledge', { id, expectedVersion: 1 });
    expect(await codeOf('socialjouren', 'acknowledge', { id, expectedVersion: 2 })).toBe(
      'INVALID_TRANSITION',
    );
  });

  test('on an older version', async () => {
    const { id } = await submitted(api);
    await act(api, 'socialjouren', 'acknowledge', { id, expectedVersion: 1 });
    expect(await codeOf('socialjouren', 'accept', { id, expectedVersion: 1 })).toBe('VERSION_CONFLICT');
    expect(await codeOf('socialjouren', 'accept', { id, expectedVersion: 3 })).toBe('VERSION_CONFLICT');
  });

  test('without the scope for it', async () => {
    const { id } = await submitted(api);
    const { errors } = await api.as('socialjouren', ['referrals:read'])(
      'mutation ($input: ReferralActionInput!) { acknowledgeReferral(input: $input) { errors { code } } }',
      { input: { id, expectedVersion: 1 } },
    );
    expect(errors[0]).toMatchObject({
      message: 'acknowledgeReferral needs the scope referrals:handle.',
      extensions: { code: 'FORBIDDEN' },
    });
  });

  test('to the slower of two colleagues who take it at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await submitted(api);
      const take = () => act(api, 'socialjouren', 'acknowledge', { id, expectedVersion: 1 });
      const codes = (await Promise.all([take(), take()])).map(
        ({ data }) => data.acknowledgeReferral.errors[0]?.code ?? 'DONE',
      );
      expect(codes.sort()).toEqual(['DONE', 'VERSION_CONFLICT']);
    }
  });
});

describe('access tells who may take the next step', () => {
  test('in an answer to each', async () => {
    const { id } = await submitted(api, { ...NOTIFICATION, idempotencyKey: 'åtkomst' });
    const accessOf = async (organisation: string) => {
      const { data } = await api.as(organisation)(
        'query ($id: ID!) { referral(id: $id) { access { canAcknowledge canAccept } } }',
        { id },
      );
      return data.referral.access;
    };
    expect(await accessOf(UNIT)).toEqual({ canAcknowledge: true, canAccept: false });
    expect(await accessOf(POLICE)).toEqual({ canAcknowledge: false, canAccept: false });
    await act(api, UNIT, 'acknowledge', { id, expectedVersion: 1 });
    expect(await accessOf(UNIT)).toEqual({ canAcknowledge: false, canAccept: true });
  });
});

describe('a deadline', () => {
  test('to acknowledge is 24 hours after the flag', async () => {
    const before = Date.now();
    const { id } = await submitted(api);
    const submission = (await stored(id, 'acknowledge_by')) - 24 * HOUR;
    expect(submission).toBeGreaterThanOrEqual(before);
    expect(submission).toBeLessThanOrEqual(Date.now());
  });

  test('to decide is three working days after the acknowledgement, at the same time of day', async () => {
    const { id } = await submitted(api);
    const before = Date.now();
    await act(api, 'socialjouren', 'acknowledge', { id, expectedVersion: 1 });
    const due = await stored(id, 'decide_by');
    // Over a weekend three working days are five days; on a Saturday four are left to Wednesday.
    const days = [3, 3, 3, 5, 5, 4, 3];
    const isRight = (from: number) => due === from + days[(new Date(from).getUTCDay() + 6) % 7]! * 24 * HOUR;
    const acknowledgement = Array.from({ length: Date.now() - before + 1 }, (_, after) => before + after);
    expect(acknowledgement.some(isRight)).toBe(true);
  });
});

test('every write leaves one line in each journal; a refused one and a repeat leave one in the audit alone', async () => {
  const lines = async (write: () => Promise<unknown>) => {
    const before = await databaseState(api.database.owner);
    await write();
    return gained(before, await databaseState(api.database.owner));
  };
  const JOURNAL = { 'journal.outbox': 1, 'journal.audit': 1 };
  const TOLD = { 'journal.audit': 1 };
  const KEYED = { ...JOURNAL, 'journal.idempotency': 1 };
  let id = '';
  expect(await lines(async () => ({ id } = await submitted(api, { ...FULL, idempotencyKey: 'k1' })))).toEqual(
    {
      ...KEYED,
      'referrals.referral': 1,
      'referrals.consent': 1,
      'referrals.event': 1,
    },
  );
  const step = { id, expectedVersion: 1 };
  expect(await lines(() => submit(api, { ...FULL, recipient: 'ingen', idempotencyKey: 'k2' }))).toEqual(TOLD);
  expect(await lines(() => act(api, 'socialjouren', 'accept', { ...step, idempotencyKey: 'k3' }))).toEqual(
    TOLD,
  );
  const acknowledge = () => act(api, 'socialjouren', 'acknowledge', { ...step, idempotencyKey: 'k4' });
  expect(await lines(acknowledge)).toEqual({ ...KEYED, 'referrals.event': 1 });
  expect(await lines(acknowledge)).toEqual(TOLD);
  expect(await lines(() => act(api, 'socialjouren', 'accept', { ...step, expectedVersion: 2 }))).toEqual({
    ...JOURNAL,
    'referrals.event': 1,
  });
  const uuid = id.replace('ref_', '');
  const audit = await api.database.owner.query<object[]>(
    `select o.code, a.client, a.action, a.outcome from journal.audit a
     join directory.organisation o on o.id = a.organisation_id where a.objects = $1 order by a.id`,
    [[`Referral/${uuid}`]],
  );
  const socialjouren = { code: 'socialjouren', client: 'development-socialjouren' };
  expect(audit).toEqual([
    { code: POLICE, client: `development-${POLICE}`, action: 'submitReferralFlag', outcome: 'DONE' },
    { ...socialjouren, action: 'acceptReferral', outcome: 'INVALID_TRANSITION' },
    { ...socialjouren, action: 'acknowledgeReferral', outcome: 'DONE' },
    { ...socialjouren, action: 'acknowledgeReferral', outcome: 'REPEATED' },
    { ...socialjouren, action: 'acceptReferral', outcome: 'DONE' },
  ]);
  const outbox = await api.database.owner.query<object[]>(
    'select kind, object_type from journal.outbox where object_id = $1 order by id',
    [uuid],
  );
  expect(outbox).toEqual(
    ['submitReferralFlag', 'acknowledgeReferral', 'acceptReferral'].map((kind) => ({
      kind,
      object_type: 'Referral',
    })),
  );
});
