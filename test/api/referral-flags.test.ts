// Submitting a flag: the two routes, minors, consent, routing, and what is stored.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { FULL, MINOR, NOTIFICATION, POLICE, submit, submitted } from './tools/flags.js';
import { contentState, databaseState, gained } from './tools/rows.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const without = (flag: object, ...names: string[]) =>
  Object.fromEntries(Object.entries(flag).filter(([name]) => !names.includes(name)));

/** Submits a flag that must be refused without a trace, and returns why. */
async function refusal(input: object) {
  const before = await contentState(api.database.owner);
  const { referral, errors } = await submit(api, input);
  expect(referral).toBeNull();
  expect(await contentState(api.database.owner)).toEqual(before);
  return errors.map(({ code, path }) => `${code} ${path.join('.')}`);
}

describe('a flag is taken', () => {
  test('as a referral about an adult who consents, and read back as it was sent', async () => {
    const { id } = await submitted(api, FULL);
    const { data } = await api.as(POLICE)(
      `query ($id: ID!) { referral(id: $id) {
         route status version encounterWeek encounterMunicipality encounterDistrict ageBand gender origin languages
         exploitationForm indicators meansOfControl needs urgency consentState minorReported safetyNote note
         policeCaseLink flaggedBy { code } recipient { code } decideBy events { action fromStatus toStatus } } }`,
      { id },
    );
    expect(data.referral).toEqual({
      ...without(FULL, 'consent', 'healthNeeds'),
      status: 'SUBMITTED',
      version: 1,
      consentState: 'GIVEN',
      minorReported: false,
      flaggedBy: { code: POLICE },
      recipient: { code: 'socialjouren' },
      decideBy: null,
      events: [{ action: 'SUBMIT', fromStatus: null, toStatus: 'SUBMITTED' }],
    });
    const recipient = await api.as('socialjouren')(
      `query ($id: ID!) { referral(id: $id) {
         healthNeeds consents { organisation { code } state services language textVersion override } } }`,
      { id },
    );
    expect(recipient.data.referral).toEqual({
      healthNeeds: FULL.healthNeeds,
      consents: [
        {
          organisation: { code: 'socialjouren' },
          state: 'GIVEN',
          services: ['MEDICAL'],
          language: 'ro',
          textVersion: '2026-1',
          override: null,
        },
      ],
    });
  });

  test('as a notification about an adult who does not consent, with nothing more than it may carry', async () => {
    const { id } = await submitted(api, NOTIFICATION);
    const [row] = await api.database.owner.query<Record<string, unknown>[]>(
      'select * from referrals.referral where id = $1',
      [id.replace('ref_', '')],
    );
    expect(row).toMatchObject({
      route: 'NOTIFICATION',
      consent_state: 'REFUSED',
      origin: null,
      languages: [],
      indicators: [],
      means_of_control: [],
      needs: [],
      health_needs: [],
      safety_note: null,
      note: null,
      police_case_link: null,
    });
  });

  test('about a person under 18, without asking for consent', async () => {
    for (const ageBand of ['UNDER_15', 'AGE_15_17']) {
      const { id } = await submitted(api, { ...MINOR, ageBand });
      const { data } = await api.as('socialjouren')(
        'query ($id: ID!) { referral(id: $id) { consentState minorReported consents { id } } }',
        { id },
      );
      expect(data.referral).toEqual({
        consentState: 'NOT_REQUIRED_MINOR',
        minorReported: true,
        consents: [],
      });
    }
  });
});

describe('a flag about a person under 18 is refused', () => {
  test.each([
    ['as a notification', { ...MINOR, route: 'NOTIFICATION' }, ['INVALID_VALUE route']],
    ['without the report', { ...MINOR, minorReported: false }, ['INVALID_VALUE minorReported']],
    ['with the report left out', without(MINOR, 'minorReported'), ['INVALID_VALUE minorReported']],
    ['with consent', { ...MINOR, consent: FULL.consent }, ['INVALID_VALUE consent.state']],
  ])('%s', async (_name, flag, errors) => {
    expect(await refusal(flag)).toEqual(errors);
  });
});

describe('an adult is referred only within consent', () => {
  const consent = (change: object) => ({ ...FULL, consent: { ...FULL.consent, ...change } });

  test.each([
    ['none', without(FULL, 'consent'), ['CONSENT_REQUIRED consent']],
    ['refused', consent({ state: 'REFUSED' }), ['CONSENT_REQUIRED consent']],
    ['not asked', consent({ state: 'NOT_ASKED' }), ['CONSENT_REQUIRED consent']],
    ['withdrawn', consent({ state: 'WITHDRAWN' }), ['CONSENT_REQUIRED consent']],
    ['as if a minor', consent({ state: 'NOT_REQUIRED_MINOR' }), ['CONSENT_REQUIRED consent']],
    [
      'for others than the recipient',
      consent({ organisations: ['rfsu'] }),
      ['CONSENT_LIMITED consent.organisations'],
    ],
    [
      'for an organisation that does not exist',
      consent({ organisations: ['socialjouren', 'socialtjansten-kiruna'] }),
      ['UNKNOWN_ORGANISATION consent.organisations.1'],
    ],
  ])('%s', async (_name, flag, errors) => {
    expect(await refusal(flag)).toEqual(errors);
  });

  test('given or limited, for the recipient and for those who may be invited', async () => {
    const named = { organisations: ['socialjouren', 'rfsu', 'rfsu'], services: [] };
    const { id } = await submitted(api, consent({ ...named, state: 'LIMITED' }));
    const { data } = await api.as('socialjouren')(
      'query ($id: ID!) { referral(id: $id) { consentState consents { organisation { code } state } } }',
      { id },
    );
    expect(data.referral.consentState).toBe('LIMITED');
    const codes = data.referral.consents.map(
      (one: { organisation: { code: string } }) => one.organisation.code,
    );
    expect(codes.sort()).toEqual(['rfsu', 'socialjouren']);
  });
});

test.each([
  ['origin', 'SWEDEN'],
  ['languages', ['ro']],
  ['indicators', ['DECEPTION']],
  ['meansOfControl', ['THREATS']],
  ['needs', ['MEDICAL']],
  ['healthNeeds', ['MEDICAL']],
  ['consent', FULL.consent],
  ['safetyNote', 'Var försiktig.'],
  ['note', 'En not.'],
  ['policeCaseLink', 'K-1'],
])('a notification carries no %s', async (field, value) => {
  expect(await refusal({ ...NOTIFICATION, [field]: value })).toEqual([`INVALID_VALUE ${field}`]);
});

test.each([
  ['a week to come', { encounterWeek: '2099-W01' }, 'encounterWeek'],
  ['a period that is no week', { encounterWeek: '2025-05' }, 'encounterWeek'],
  ['a county', { encounterMunicipality: '01' }, 'encounterMunicipality'],
  ['a district of another town', { encounterMunicipality: '1280' }, 'encounterDistrict'],
  ['a municipality for a district', { encounterDistrict: '0184' }, 'encounterDistrict'],
  ['a language that is none', { languages: ['sv', 'qq'] }, 'languages.1'],
  ['a language in capitals', { languages: ['SV'] }, 'languages.0'],
])('a flag with %s is refused', async (_name, change, path) => {
  expect(await refusal({ ...FULL, ...change })).toEqual([`INVALID_VALUE ${path}`]);
});

test('every rule that a flag breaks is told at once', async () => {
  const errors = await refusal({
    ...MINOR,
    route: 'NOTIFICATION',
    minorReported: null,
    encounterWeek: '2025',
  });
  expect(errors).toEqual([
    'INVALID_VALUE encounterWeek',
    'INVALID_VALUE route',
    'INVALID_VALUE minorReported',
  ]);
});

test('a repeated flag is one flag', async () => {
  const before = await databaseState(api.database.owner);
  const flag = { ...FULL, idempotencyKey: 'samma flagga' };
  const first = await submitted(api, flag);
  const repeats = await Promise.all(Array.from({ length: 4 }, () => submitted(api, flag)));
  for (const repeat of repeats) expect(repeat).toEqual(first);
  expect(gained(before, await databaseState(api.database.owner))).toEqual({
    'referrals.referral': 1,
    'referrals.consent': 1,
    'referrals.event': 1,
    'journal.idempotency': 1,
    'journal.outbox': 1,
    'journal.audit': 5, // a repeat reads what the first one wrote
  });
});
