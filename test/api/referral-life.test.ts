// A referral beyond acceptance: handed on, supported, closed; and what each step refuses.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { UNIT } from './tools/entries.js';
import { FULL, MINOR, NOTIFICATION, POLICE, submitted } from './tools/flags.js';
import { BOARD, CONSENT, SOCIALJOUREN, accepted, read, refusalOf, take } from './tools/steps.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

/** A referral that consent lets Socialjouren, the board of Södermalm and RFSU take part in. */
async function shared(): Promise<string> {
  return (await submitted(api, { ...FULL, consent: CONSENT })).id;
}

describe('handing on', () => {
  test('proposes the board of the district, and the former recipient reads nothing from then on', async () => {
    const id = await shared();
    await take(api, SOCIALJOUREN, 'acknowledgeReferral', { id });
    const { referral } = await take(api, SOCIALJOUREN, 'redirectReferral', { id, comment: 'Bor på Söder.' });
    expect(referral).toBeNull();
    expect(await read(api, SOCIALJOUREN, id, 'id')).toBeNull();
    const now = await read(
      api,
      BOARD,
      id,
      'status decideBy recipient { code } events { action comment organisation { code } }',
    );
    expect(now).toMatchObject({ status: 'SUBMITTED', decideBy: null, recipient: { code: BOARD } });
    expect(now.events.at(-1)).toEqual({
      action: 'REDIRECT',
      comment: 'Bor på Söder.',
      organisation: { code: SOCIALJOUREN },
    });
    expect(await refusalOf(api, SOCIALJOUREN, 'acknowledgeReferral', { id })).toBe('NOT_FOUND');
  });

  test('stays within consent, except for a person under 18', async () => {
    const id = await shared();
    expect(await refusalOf(api, SOCIALJOUREN, 'redirectReferral', { id, recipient: 'farsta' })).toBe(
      'CONSENT_LIMITED recipient',
    );
    expect(await refusalOf(api, SOCIALJOUREN, 'redirectReferral', { id, recipient: 'nobody' })).toBe(
      'UNKNOWN_ORGANISATION recipient',
    );
    expect(await refusalOf(api, SOCIALJOUREN, 'redirectReferral', { id, recipient: POLICE })).toBe(
      'INVALID_VALUE recipient',
    );
    expect(await refusalOf(api, SOCIALJOUREN, 'redirectReferral', { id, recipient: SOCIALJOUREN })).toBe(
      'INVALID_VALUE recipient',
    );
    const minor = (await submitted(api, MINOR)).id;
    expect(await refusalOf(api, SOCIALJOUREN, 'redirectReferral', { id: minor })).toBe(
      'INVALID_VALUE recipient',
    );
    await take(api, SOCIALJOUREN, 'redirectReferral', { id: minor, recipient: 'farsta' });
    expect(await read(api, 'farsta', minor, 'status')).toEqual({ status: 'SUBMITTED' });
  });

  test('is the unit to decide once the recipient has declined', async () => {
    const id = await shared();
    await take(api, SOCIALJOUREN, 'acknowledgeReferral', { id });
    await take(api, SOCIALJOUREN, 'declineReferral', { id, reason: 'NO_CAPACITY' });
    expect(await refusalOf(api, SOCIALJOUREN, 'redirectReferral', { id })).toBe('INVALID_TRANSITION id');
    await take(api, UNIT, 'redirectReferral', { id });
    expect(await read(api, BOARD, id, 'status')).toEqual({ status: 'SUBMITTED' });
  });

  test('is confirmed by the unit where nobody else should carry it', async () => {
    const id = await shared();
    await take(api, SOCIALJOUREN, 'acknowledgeReferral', { id });
    await take(api, SOCIALJOUREN, 'declineReferral', {
      id,
      reason: 'OUTSIDE_MANDATE',
      comment: 'Inte vårt.',
    });
    await take(api, UNIT, 'confirmDecline', { id });
    expect(await read(api, POLICE, id, 'status outcome events { action reason }')).toMatchObject({
      status: 'CLOSED',
      outcome: 'DECLINE_CONFIRMED',
      events: [{}, {}, { action: 'DECLINE', reason: 'OUTSIDE_MANDATE' }, { action: 'CONFIRM_DECLINE' }],
    });
  });
});

test('a returned referral comes back with more', async () => {
  const id = await shared();
  await take(api, SOCIALJOUREN, 'acknowledgeReferral', { id });
  await take(api, SOCIALJOUREN, 'returnReferral', { id, reason: 'INSUFFICIENT_INFORMATION' });
  expect(await refusalOf(api, POLICE, 'resubmitReferral', { id, languages: ['xx'] })).toBe(
    'INVALID_VALUE languages 0',
  );
  await take(api, POLICE, 'resubmitReferral', {
    id,
    note: 'Talar rumänska.',
    needs: ['LEGAL_COUNSEL'],
    confirmsNoNames: true,
  });
  expect(await read(api, SOCIALJOUREN, id, 'status note needs safetyNote')).toEqual({
    status: 'SUBMITTED',
    note: 'Talar rumänska.',
    needs: ['LEGAL_COUNSEL'],
    safetyNote: FULL.safetyNote,
  });
});

describe('consent and supporters', () => {
  test('a supporter is invited within consent, sees its part, and loses it with the consent', async () => {
    const id = await accepted(api);
    expect(await refusalOf(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: 'rfsl' })).toBe(
      'CONSENT_REQUIRED organisation',
    );
    expect(await refusalOf(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: POLICE })).toBe(
      'INVALID_VALUE organisation',
    );
    expect(await read(api, 'rfsu', id, 'id')).toBeNull();
    await take(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: 'rfsu' });
    expect(await refusalOf(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: 'rfsu' })).toBe(
      'DUPLICATE organisation',
    );
    expect(
      await read(api, 'rfsu', id, 'status access { canRecordServices canAccept canSendMessage canClose }'),
    ).toEqual({
      status: 'ACCEPTED',
      access: { canRecordServices: true, canAccept: false, canSendMessage: true, canClose: false },
    });
    expect(await read(api, UNIT, id, 'supporters { code }')).toEqual({ supporters: [{ code: 'rfsu' }] });
    const withdrawal = { id, state: 'WITHDRAWN', organisations: ['rfsu'], textVersion: '2026-1' };
    await take(api, SOCIALJOUREN, 'recordConsent', withdrawal);
    expect(await read(api, 'rfsu', id, 'id')).toBeNull();
    expect(await read(api, SOCIALJOUREN, id, 'consentState supporters { code }')).toEqual({
      consentState: 'LIMITED',
      supporters: [],
    });
  });

  test('withdrawn as a whole, everybody may end the referral', async () => {
    const id = await accepted(api);
    await take(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: 'rfsu' });
    const step = { id, reason: 'OTHER' };
    expect(await refusalOf(api, SOCIALJOUREN, 'withdrawReferral', step)).toBe('INVALID_TRANSITION id');
    await take(api, SOCIALJOUREN, 'recordConsent', {
      id,
      state: 'WITHDRAWN',
      organisations: [],
      textVersion: '2026-1',
    });
    expect(await read(api, 'rfsu', id, 'id')).toBeNull();
    expect(await read(api, UNIT, id, 'consentState access { canWithdraw }')).toEqual({
      consentState: 'WITHDRAWN',
      access: { canWithdraw: true },
    });
    expect(await refusalOf(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: 'rfsu' })).toBe(
      'CONSENT_REQUIRED organisation',
    );
    await take(api, SOCIALJOUREN, 'withdrawReferral', step);
    expect(await read(api, POLICE, id, 'status')).toEqual({ status: 'WITHDRAWN' });
  });

  test('an override lets somebody in, with a reason, and stands out in the audit', async () => {
    const id = await accepted(api);
    const override = {
      id,
      state: 'REFUSED',
      organisations: ['smittskydd-stockholm'],
      textVersion: '2026-1',
      override: 'STATUTORY_DUTY',
    };
    expect(await refusalOf(api, SOCIALJOUREN, 'recordConsent', override)).toBe(
      'INVALID_VALUE overrideReason',
    );
    await take(api, SOCIALJOUREN, 'recordConsent', { ...override, overrideReason: 'Smittskyddslagen.' });
    await take(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: 'smittskydd-stockholm' });
    expect(await read(api, 'smittskydd-stockholm', id, 'healthNeeds consentState')).toEqual({
      healthNeeds: FULL.healthNeeds,
      consentState: 'GIVEN',
    });
    const lines = await api.database.owner.query(
      `select outcome from journal.audit where action = 'recordConsent' and outcome not in ('DONE', 'INVALID_VALUE')`,
    );
    expect(lines).toEqual([{ outcome: 'OVERRIDE' }]);
  });

  test('is not asked of a person under 18, for whom anybody may be invited', async () => {
    const { id } = await submitted(api, MINOR);
    await take(api, SOCIALJOUREN, 'acknowledgeReferral', { id });
    await take(api, SOCIALJOUREN, 'acceptReferral', { id });
    const consent = { id, state: 'GIVEN', organisations: [], textVersion: '2026-1' };
    expect(await refusalOf(api, SOCIALJOUREN, 'recordConsent', consent)).toBe('INVALID_TRANSITION id');
    await take(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: 'smittskydd-stockholm' });
    expect(await read(api, 'smittskydd-stockholm', id, 'consentState')).toEqual({
      consentState: 'NOT_REQUIRED_MINOR',
    });
  });
});

test('a notification carries nothing more and goes nowhere', async () => {
  const { id } = await submitted(api, NOTIFICATION);
  await take(api, UNIT, 'acknowledgeReferral', { id });
  await take(api, UNIT, 'acceptReferral', { id });
  expect(await refusalOf(api, UNIT, 'recordContact', { id, comment: 'Ringde.' })).toBe(
    'INVALID_VALUE comment',
  );
  for (const [mutation, input] of [
    ['redirectReferral', { recipient: 'farsta' }],
    ['inviteSupporter', { organisation: 'rfsu' }],
    ['recordConsent', { state: 'GIVEN', organisations: [], textVersion: '1' }],
    ['recordServices', { services: [] }],
    ['recordPermit', { status: 'INFORMED' }],
  ] as const) {
    expect(await refusalOf(api, UNIT, mutation, { id, ...input })).toBe('INVALID_TRANSITION id');
  }
  await take(api, UNIT, 'closeReferral', { id, outcome: 'PERSON_UNREACHABLE' });
});

test('late referrals are found by whoever carries them and by the unit', async () => {
  const id = await shared();
  await api.database.owner.query(
    `update referrals.referral set acknowledge_by = now() - interval '1 hour' where id = $1`,
    [id.slice(4)],
  );
  const late = async (organisation: string, value: boolean) => {
    const { data } = await api.as(organisation)(
      'query ($late: Boolean) { referrals(first: 100, filter: { late: $late }) { nodes { id } } }',
      { late: value },
    );
    return (data.referrals.nodes as { id: string }[]).some((node) => node.id === id);
  };
  for (const organisation of [SOCIALJOUREN, UNIT])
    expect([await late(organisation, true), await late(organisation, false)]).toEqual([true, false]);
  const refused = await api.as(POLICE)('{ referrals(filter: { late: true }) { nodes { id } } }');
  expect(refused.errors[0]!.extensions.code).toMatch(/FORBIDDEN_FIELD|GRAPHQL_VALIDATION_FAILED/);
});
