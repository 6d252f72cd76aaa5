// Where a flag goes, and how it is found again.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { UNIT } from './tools/entries.js';
import { FULL, MINOR, NOTIFICATION, POLICE, submit, submitted } from './tools/flags.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

describe('a flag goes', () => {
  const { encounterDistrict: _district, ...elsewhere } = FULL;
  test.each([
    ['from Stockholm to Socialjouren', FULL, 'socialjouren'],
    [
      'from Malmö to its social services',
      { ...elsewhere, encounterMunicipality: '1280' },
      'socialtjansten-malmo',
    ],
    ['from any other town to the unit', { ...elsewhere, encounterMunicipality: '0184' }, UNIT],
    [
      'about a minor in Malmö to its social services',
      { ...MINOR, encounterMunicipality: '1280' },
      'socialtjansten-malmo',
    ],
    ['as a notification to the unit, from Stockholm', NOTIFICATION, UNIT],
    ['as a notification to the unit, from Malmö', { ...NOTIFICATION, encounterMunicipality: '1280' }, UNIT],
    ['to the recipient that is named', { ...FULL, recipient: 'sodermalm' }, 'sodermalm'],
    ['to an NGO that is named', { ...FULL, recipient: 'rfsu' }, 'rfsu'],
    ['as a notification to the unit that is named', { ...NOTIFICATION, recipient: UNIT }, UNIT],
  ])('%s', async (_name, flag, recipient) => {
    const referral = await submitted(api, flag);
    expect(referral.recipient).toEqual({ code: recipient });
    const hasIt = async (organisation: string) => {
      const { data } = await api.as(organisation)('query ($id: ID!) { referral(id: $id) { id } }', referral);
      return data?.referral != null;
    };
    const others = [
      'socialjouren',
      'socialtjansten-malmo',
      'rfsu',
      'rfsl',
      'smittskydd-stockholm',
      'sodermalm',
    ];
    const holders = [];
    for (const organisation of others) if (await hasIt(organisation)) holders.push(organisation);
    expect(holders).toEqual(others.filter((organisation) => organisation === recipient));
    expect([await hasIt(UNIT), await hasIt(POLICE)]).toEqual([true, true]);
  });

  test.each([
    [
      'to an organisation that does not exist',
      { ...FULL, recipient: 'socialtjansten-kiruna' },
      'UNKNOWN_ORGANISATION',
    ],
    ['back to the police', { ...FULL, recipient: POLICE }, 'INVALID_VALUE'],
    [
      'as a notification to anybody but the unit',
      { ...NOTIFICATION, recipient: 'socialjouren' },
      'INVALID_VALUE',
    ],
  ])('never %s', async (_name, flag, code) => {
    const { referral, errors } = await submit(api, flag);
    expect(referral).toBeNull();
    expect(errors).toEqual([expect.objectContaining({ code, path: ['recipient'] })]);
  });

  test('never to an organisation that has left', async () => {
    const active = (is: boolean) =>
      api.database.owner.query(`update directory.organisation set active = $1 where code = 'kungsholmen'`, [
        is,
      ]);
    await active(false);
    const { errors } = await submit(api, { ...FULL, recipient: 'kungsholmen' });
    expect(errors.map(({ code }) => code)).toEqual(['UNKNOWN_ORGANISATION']);
    await active(true);
    expect((await submitted(api, { ...FULL, recipient: 'kungsholmen' })).recipient.code).toBe('kungsholmen');
  });
});

describe('a reference', () => {
  const find = (reference: string, organisation = 'socialjouren') =>
    api.as(organisation)('query ($reference: String) { referral(reference: $reference) { id } }', {
      reference,
    });

  test('is well formed and finds the referral however it is typed', async () => {
    const { id, reference } = await submitted(api);
    expect(reference).toMatch(/^SV-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    const code = reference.slice(3);
    for (const typed of [
      reference,
      reference.toLowerCase(),
      code,
      code.replace('-', ' '),
      code.replace('-', '').toLowerCase(),
      ` ${reference.replaceAll('-', ' – ')} `,
      reference.replaceAll('0', 'o').replaceAll('1', 'l'),
    ])
      expect((await find(typed)).data).toEqual({ referral: { id } });
  });

  test('with a slip of the finger finds nothing, not even another referral', async () => {
    const { reference } = await submitted(api);
    const slip = reference.slice(0, -1) + (reference.endsWith('7') ? '8' : '7');
    const swapped = reference.replace(/(\w)(\w)(?=\w\w-\w+$)/, '$2$1');
    for (const typed of [
      slip,
      ...(swapped === reference ? [] : [swapped]),
      '',
      'SV',
      'nonsens',
      `${reference}0`,
    ])
      expect((await find(typed)).errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  test('opens nothing to an organisation that takes no part', async () => {
    const { reference } = await submitted(api);
    expect((await find(reference, 'rfsl')).errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await find(reference, UNIT)).errors).toEqual([]);
  });

  test('or the identifier is given, not both and not neither', async () => {
    const { id, reference } = await submitted(api);
    const query = 'query ($id: ID, $reference: String) { referral(id: $id, reference: $reference) { id } }';
    for (const variables of [{ id, reference }, {}, { id: null, reference: null }]) {
      const { errors } = await api.as(POLICE)(query, variables);
      expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    }
    expect((await api.as(POLICE)(query, { id })).data.referral).toEqual({ id });
  });
});
