// What is recorded beside the state of a referral: services, permit and messages, each for its own readers.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { UNIT } from './tools/entries.js';
import { POLICE } from './tools/flags.js';
import { CONSENT, SOCIALJOUREN, accepted, read, refusalOf, step, take, versionFor } from './tools/steps.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

describe('services, permit and messages', () => {
  test('services stay within the consent, and a supporter records its own', async () => {
    const id = await accepted(api, { ...CONSENT, services: ['MEDICAL'] });
    await take(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: 'rfsu' });
    const legal = { id, services: [{ service: 'LEGAL_COUNSEL', status: 'OFFERED' }] };
    expect(await refusalOf(api, SOCIALJOUREN, 'recordServices', legal)).toBe(
      'CONSENT_LIMITED services 0 service',
    );
    const medical = { id, services: [{ service: 'MEDICAL', status: 'PROVIDED' }] };
    const before = await versionFor(api, POLICE, id);
    await take(api, SOCIALJOUREN, 'recordServices', {
      ...medical,
      caseworkerNote: 'Tid bokad.',
      healthNeeds: ['MEDICAL'],
    });
    await take(api, 'rfsu', 'recordServices', medical);
    expect(
      await read(
        api,
        UNIT,
        id,
        'services { service status organisation { code } } caseworkerNote healthNeeds',
      ),
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
    const id = await accepted(api);
    const path = 'INVALID_VALUE until';
    expect(await refusalOf(api, POLICE, 'recordPermit', { id, status: 'APPLIED', until: '2099-01-01' })).toBe(
      path,
    );
    expect(await refusalOf(api, POLICE, 'recordPermit', { id, status: 'TEMPORARY_PERMIT_GRANTED' })).toBe(
      path,
    );
    expect(
      await refusalOf(api, POLICE, 'recordPermit', {
        id,
        status: 'TEMPORARY_PERMIT_GRANTED',
        until: '2020-01-01',
      }),
    ).toBe(path);
    const supporters = await versionFor(api, 'rfsu', id);
    await take(api, POLICE, 'recordPermit', { id, status: 'REFLECTION_PERIOD_GRANTED' });
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    expect(await read(api, SOCIALJOUREN, id, 'permitStatus permitUntil')).toEqual({
      permitStatus: 'REFLECTION_PERIOD_GRANTED',
      permitUntil: until,
    });
    expect(await versionFor(api, 'rfsu', id)).toBe(supporters);
  });

  test('a message is read by its author and its audience alone', async () => {
    const id = await accepted(api);
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
    expect(await read(api, SOCIALJOUREN, id, messages)).toEqual(both);
    expect(await read(api, 'rfsu', id, messages)).toEqual(both);
    expect(await read(api, UNIT, id, messages)).toEqual({ messages: [] });
    expect(await read(api, POLICE, id, messages)).toEqual({ messages: [] });
    const { errors } = await step(api, 'rfsu', 'sendReferralMessage', {
      id,
      body: 'Hej',
      audience: [POLICE],
    });
    expect(errors).toMatchObject([{ code: 'INVALID_VALUE', path: ['audience', '0'] }]);
  });
});
