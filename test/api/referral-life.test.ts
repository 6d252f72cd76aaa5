// A referral beyond acceptance: handed on, supported, closed; and what each step refuses.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { UNIT } from './tools/entries.js';
import { FULL, MINOR, NOTIFICATION, POLICE, submitted } from './tools/flags.js';
import { step, take, versionFor } from './tools/steps.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const SOCIALJOUREN = 'socialjouren';
const BOARD = 'sodermalm';
const CONSENT = { ...FULL.consent, organisations: [SOCIALJOUREN, BOARD, 'rfsu'], services: [] };

/** A referral that consent lets Socialjouren, the board of Södermalm and RFSU take part in. */
async function shared(): Promise<string> {
  return (await submitted(api, { ...FULL, consent: CONSENT })).id;
}

/** The same, accepted by Socialjouren. */
async function accepted(): Promise<string> {
  const id = await shared();
  await take(api, SOCIALJOUREN, 'acknowledgeReferral', { id });
  await take(api, SOCIALJOUREN, 'acceptReferral', { id });
  return id;
}

async function read(organisation: string, id: string, fields: string) {
  const { data } = await api.as(organisation)(`query ($id: ID!) { referral(id: $id) { ${fields} } }`, { id });
  return data?.referral ?? null;
}

const codesOf = async (
  organisation: string,
  mutation: string,
  input: { id: string } & Record<string, unknown>,
) => {
  const expectedVersion = await versionFor(api, organisation, input.id);
  const { errors, refused } = await step(api, organisation, mutation, { expectedVersion, ...input });
  return refused ?? errors.map(({ code, path }) => [code, ...path].join(' ')).join();
};

describe('handing on', () => {
  test('proposes the board of the district, and the former recipient reads nothing from then on', async () => {
    const id = await shared();
    await take(api, SOCIALJOUREN, 'acknowledgeReferral', { id });
    const { referral } = await take(api, SOCIALJOUREN, 'redirectReferral', { id, comment: 'Bor på Söder.' });
    expect(referral).toBeNull();
    expect(await read(SOCIALJOUREN, id, 'id')).toBeNull();
    const now = await read(
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
    expect(await codesOf(SOCIALJOUREN, 'acknowledgeReferral', { id })).toBe('NOT_FOUND');
  });

  test('stays within consent, except for a person under 18', async () => {
    const id = await shared();
    expect(await codesOf(SOCIALJOUREN, 'redirectReferral', { id, recipient: 'farsta' })).toBe(
      'CONSENT_LIMITED recipient',
    );
    expect(await codesOf(SOCIALJOUREN, 'redirectReferral', { id, recipient: 'nobody' })).toBe(
      'UNKNOWN_ORGANISATION recipient',
    );
    expect(await codesOf(SOCIALJOUREN, 'redirectReferral', { id, recipient: POLICE })).toBe(
      'INVALID_VALUE recipient',
    );
    expect(await codesOf(SOCIALJOUREN, 'redirectReferral', { id, recipient: SOCIALJOUREN })).toBe(
      'INVALID_VALUE recipient',
    );
    const minor = (await submitted(api, MINOR)).id;
    expect(await codesOf(SOCIALJOUREN, 'redirectReferral', { id: minor })).toBe('INVALID_VALUE recipient');
    await take(api, SOCIALJOUREN, 'redirectReferral', { id: minor, recipient: 'farsta' });
    expect(await read('farsta', minor, 'status')).toEqual({ status: 'SUBMITTED' });
  });

  test('is the unit to decide once the recipient has declined', async () => {
    const id = await shared();
    await take(api, SOCIALJOUREN, 'acknowledgeReferral', { id });
    await take(api, SOCIALJOUREN, 'declineReferral', { id, reason: 'NO_CAPACITY' });
    expect(await codesOf(SOCIALJOUREN, 'redirectReferral', { id })).toBe('INVALID_TRANSITION id');
    await take(api, UNIT, 'redirectReferral', { id });
    expect(await read(BOARD, id, 'status')).toEqual({ status: 'SUBMITTED' });
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
    expect(await read(POLICE, id, 'status outcome events { action reason }')).toMatchObject({
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
  expect(await codesOf(POLICE, 'resubmitReferral', { id, languages: ['xx'] })).toBe(
    'INVALID_VALUE languages 0',
  );
  await take(api, POLICE, 'resubmitReferral', { id, note: 'Talar rumänska.', needs: ['LEGAL_COUNSEL'] });
  expect(await read(SOCIALJOUREN, id, 'status note needs safetyNote')).toEqual({
    status: 'SUBMITTED',
    note: 'Talar rumänska.',
    needs: ['LEGAL_COUNSEL'],
    safetyNote: FULL.safetyNote,
  });
});

describe('consent and supporters', () => {
  test('a supporter is invited within consent, sees its part, and loses it with the consent', async () => {
    const id = await accepted();
    expect(await codesOf(SOCIALJOUREN, 'inviteSupporter', { id, organisation: 'rfsl' })).toBe(
      'CONSENT_REQUIRED organisation',
    );
    expect(await codesOf(SOCIALJOUREN, 'inviteSupporter', { id, organisation: POLICE })).toBe(
      'INVALID_VALUE organisation',
    );
    expect(await read('rfsu', id, 'id')).toBeNull();
    await take(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: 'rfsu' });
    expect(await codesOf(SOCIALJOUREN, 'inviteSupporter', { id, organisation: 'rfsu' })).toBe(
      'DUPLICATE organisation',
    );
    expect(
      await read('rfsu', id, 'status access { canRecordServices canAccept canSendMessage canClose }'),
    ).toEqual({
      status: 'ACCEPTED',
      access: { canRecordServices: true, canAccept: false, canSendMessage: true, canClose: false },
    });
    expect(await read(UNIT, id, 'supporters { code }')).toEqual({ supporters: [{ code: 'rfsu' }] });
    const withdrawal = { id, state: 'WITHDRAWN', organisations: ['rfsu'], textVersion: '2026-1' };
    await take(api, SOCIALJOUREN, 'recordConsent', withdrawal);
    expect(await read('rfsu', id, 'id')).toBeNull();
    expect(await read(SOCIALJOUREN, id, 'consentState supporters { code }')).toEqual({
      consentState: 'LIMITED',
      supporters: [],
    });
  });

  test('withdrawn as a whole, everybody may end the referral', async () => {
    const id = await accepted();
    await take(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: 'rfsu' });
    const step = { id, reason: 'OTHER' };
    expect(await codesOf(SOCIALJOUREN, 'withdrawReferral', step)).toBe('INVALID_TRANSITION id');
    await take(api, SOCIALJOUREN, 'recordConsent', {
      id,
      state: 'WITHDRAWN',
      organisations: [],
      textVersion: '2026-1',
    });
    expect(await read('rfsu', id, 'id')).toBeNull();
    expect(await read(UNIT, id, 'consentState access { canWithdraw }')).toEqual({
      consentState: 'WITHDRAWN',
      access: { canWithdraw: true },
    });
    expect(await codesOf(SOCIALJOUREN, 'inviteSupporter', { id, organisation: 'rfsu' })).toBe(
      'CONSENT_REQUIRED organisation',
    );
    await take(api, SOCIALJOUREN, 'withdrawReferral', step);
    expect(await read(POLICE, id, 'status')).toEqual({ status: 'WITHDRAWN' });
  });

  test('an override lets somebody in, with a reason, and stands out in the audit', async () => {
    const id = await accepted();
    const override = {
      id,
      state: 'REFUSED',
      organisations: ['smittskydd-stockholm'],
      textVersion: '2026-1',
      override: 'STATUTORY_DUTY',
    };
    expect(await codesOf(SOCIALJOUREN, 'recordConsent', override)).toBe('INVALID_VALUE overrideReason');
    await take(api, SOCIALJOUREN, 'recordConsent', { ...override, overrideReason: 'Smittskyddslagen.' });
    await take(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: 'smittskydd-stockholm' });
    expect(await read('smittskydd-stockholm', id, 'healthNeeds consentState')).toEqual({
      healthNeeds: FULL.healthNeeds,
      consentState: 'GIVEN',
    });
    const lines = await api.database.owner.query(
      `select outcome from journal.audit where action = 'recordConsent' and outcome <> 'DONE'`,
    );
    expect(lines).toEqual([{ outcome: 'OVERRIDE' }]);
  });

  test('is not asked of a person under 18, for whom anybody may be invited', async () => {
    const { id } = await submitted(api, MINOR);
    await take(api, SOCIALJOUREN, 'acknowledgeReferral', { id });
    await take(api, SOCIALJOUREN, 'acceptReferral', { id });
    const consent = { id, state: 'GIVEN', organisations: [], textVersion: '2026-1' };
    expect(await codesOf(SOCIALJOUREN, 'recordConsent', consent)).toBe('INVALID_TRANSITION id');
    await take(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: 'smittskydd-stockholm' });
    expect(await read('smittskydd-stockholm', id, 'consentState')).toEqual({
      consentState: 'NOT_REQUIRED_MINOR',
    });
  });
});

describe('services, permit and messages', () => {
  test('services stay within the consent, and a supporter records its own', async () => {
    const id = (await submitted(api, { ...FULL, consent: { ...CONSENT, services: ['MEDICAL'] } })).id;
    await take(api, SOCIALJOUREN, 'acknowledgeReferral', { id });
    await take(api, SOCIALJOUREN, 'acceptReferral', { id });
    await take(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: 'rfsu' });
    const legal = { id, services: [{ service: 'LEGAL_COUNSEL', status: 'OFFERED' }] };
    expect(await codesOf(SOCIALJOUREN, 'recordServices', legal)).toBe('CONSENT_LIMITED services 0 service');
    const medical = { id, services: [{ service: 'MEDICAL', status: 'PROVIDED' }] };
    const before = await versionFor(api, POLICE, id);
    await take(api, SOCIALJOUREN, 'recordServices', {
      ...medical,
      caseworkerNote: 'Tid bokad.',
      healthNeeds: ['MEDICAL'],
    });
    await take(api, 'rfsu', 'recordServices', medical);
    expect(
      await read(UNIT, id, 'services { service status organisation { code } } caseworkerNote healthNeeds'),
    ).toEqual({
      services: [
        { service: 'MEDICAL', status: 'PROVIDED', organisation: { code: SOCIALJOUREN } },
        { service: 'MEDICAL', status: 'PROVIDED', organisation: { code: 'rfsu' } },
      ],
      caseworkerNote: 'Tid bokad.',
      healthNeeds: ['MEDICAL'],
    });
    expect(await versionFor(api, POLICE, id)).toBe(before);
  });

  test('a reflection period has its last day, 30 days on', async () => {
    const id = await accepted();
    const path = 'INVALID_VALUE until';
    expect(await codesOf(POLICE, 'recordPermit', { id, status: 'APPLIED', until: '2099-01-01' })).toBe(path);
    expect(await codesOf(POLICE, 'recordPermit', { id, status: 'TEMPORARY_PERMIT_GRANTED' })).toBe(path);
    expect(
      await codesOf(POLICE, 'recordPermit', { id, status: 'TEMPORARY_PERMIT_GRANTED', until: '2020-01-01' }),
    ).toBe(path);
    const supporters = await versionFor(api, 'rfsu', id);
    await take(api, POLICE, 'recordPermit', { id, status: 'REFLECTION_PERIOD_GRANTED' });
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    expect(await read(SOCIALJOUREN, id, 'permitStatus permitUntil')).toEqual({
      permitStatus: 'REFLECTION_PERIOD_GRANTED',
      permitUntil: until,
    });
    expect(await versionFor(api, 'rfsu', id)).toBe(supporters);
  });

  test('a message is read by its author and its audience alone', async () => {
    const id = await accepted();
    await take(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: 'rfsu' });
    await take(api, SOCIALJOUREN, 'sendReferralMessage', {
      id,
      audience: ['rfsu'],
      body: 'Kan ni ta emot i morgon?',
    });
    await take(api, 'rfsu', 'sendReferralMessage', {
      id,
      audience: [SOCIALJOUREN],
      body: 'Ja, klockan tio.',
    });
    const messages = 'messages { body organisation { code } audience { code } }';
    const both = {
      messages: [
        {
          body: 'Kan ni ta emot i morgon?',
          organisation: { code: SOCIALJOUREN },
          audience: [{ code: 'rfsu' }],
        },
        { body: 'Ja, klockan tio.', organisation: { code: 'rfsu' }, audience: [{ code: SOCIALJOUREN }] },
      ],
    };
    expect(await read(SOCIALJOUREN, id, messages)).toEqual(both);
    expect(await read('rfsu', id, messages)).toEqual(both);
    expect(await read(UNIT, id, messages)).toEqual({ messages: [] });
    expect(await read(POLICE, id, messages)).toEqual({ messages: [] });
    const { errors } = await step(api, 'rfsu', 'sendReferralMessage', {
      id,
      body: 'Hej',
      audience: [POLICE],
    });
    expect(errors).toMatchObject([{ code: 'INVALID_VALUE', path: ['audience', '0'] }]);
  });
});

test('a notification carries nothing more and goes nowhere', async () => {
  const { id } = await submitted(api, NOTIFICATION);
  await take(api, UNIT, 'acknowledgeReferral', { id });
  await take(api, UNIT, 'acceptReferral', { id });
  expect(await codesOf(UNIT, 'recordContact', { id, comment: 'Ringde.' })).toBe('INVALID_VALUE comment');
  for (const [mutation, input] of [
    ['redirectReferral', { recipient: 'farsta' }],
    ['inviteSupporter', { organisation: 'rfsu' }],
    ['recordConsent', { state: 'GIVEN', organisations: [], textVersion: '1' }],
    ['recordServices', { services: [] }],
    ['recordPermit', { status: 'INFORMED' }],
  ] as const) {
    expect(await codesOf(UNIT, mutation, { id, ...input })).toBe('INVALID_TRANSITION id');
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
