// The life of a trend entry: drafted, revised, published, corrected, withdrawn.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { draft, publish, publishAgain, revise, step, withdraw, UNIT } from './tools/entries.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const READ = `query ($id: ID!, $revision: Int) { trendEntry(id: $id, revision: $revision) {
  revision version status title publishedAt withdrawnReason
  revisions { revision title } access { canRevise canPublish canWithdraw } } }`;

async function read(organisation: string, id: string, revision?: number) {
  const { data } = await api.as(organisation)(READ, { id, revision });
  return data?.trendEntry;
}

describe('the life of an entry', () => {
  test('a draft has no date of publication, and its content can change', async () => {
    const entry = await draft(api, { title: 'Första utkastet' });
    expect(await read(UNIT, entry.id)).toMatchObject({
      revision: 1,
      version: 1,
      status: 'DRAFT',
      title: 'Första utkastet',
      publishedAt: null,
    });
    const revised = await revise(api, entry, { title: 'Andra utkastet' });
    expect(revised.version).toBe(2);
    expect(await read(UNIT, entry.id)).toMatchObject({ revision: 1, version: 2, title: 'Andra utkastet' });
  });

  test('a revision keeps what it does not change', async () => {
    const entry = await draft(api, { topics: ['community'], policingNotes: 'En not.' });
    const { trendEntry } = await step(
      api,
      'revise',
      { id: entry.id, expectedVersion: 1, period: '2026-W31' },
      'period topics policingNotes body',
    );
    expect(trendEntry).toMatchObject({
      period: '2026-W31',
      topics: ['community'],
      policingNotes: 'En not.',
      body: expect.stringContaining('communities'),
    });
  });

  test('publishing shows it to everybody, dated', async () => {
    const before = new Date();
    const { id } = await publish(api, { title: 'Publicerad' });
    const seen = await read('rfsu', id);
    expect(seen).toMatchObject({ revision: 1, status: 'PUBLISHED', title: 'Publicerad' });
    expect(Date.parse(seen.publishedAt)).toBeGreaterThanOrEqual(before.getTime());
    expect(seen.publishedAt).toMatch(/Z$/);
  });

  test('a correction is a new revision, and the old one stays citable', async () => {
    const first = await publish(api, { title: 'Som den stod' });
    await publishAgain(api, await revise(api, first, { title: 'Som den rättades' }));
    expect(await read('rfsu', first.id)).toMatchObject({
      revision: 2,
      title: 'Som den rättades',
      revisions: [
        { revision: 2, title: 'Som den rättades' },
        { revision: 1, title: 'Som den stod' },
      ],
    });
    expect(await read('rfsu', first.id, 1)).toMatchObject({ revision: 1, title: 'Som den stod' });
    expect(await read('rfsu', first.id, 2)).toMatchObject({ revision: 2 });
    expect(await read('rfsu', first.id, 3)).toBeNull();
    const publishedAt = async (revision: number) =>
      Date.parse((await read('rfsu', first.id, revision)).publishedAt);
    expect(await publishedAt(1)).toBeLessThan(await publishedAt(2));
  });

  test('a withdrawn entry stays readable with its reason', async () => {
    const { id } = await withdraw(api, await publish(api), 'Räkningen var fel.');
    expect(await read('rfsl', id)).toMatchObject({
      status: 'WITHDRAWN',
      withdrawnReason: 'Räkningen var fel.',
      revision: 1,
    });
  });

  test('the version grows with every change', async () => {
    const versions = [await draft(api)];
    versions.push(await revise(api, versions.at(-1)!, { title: 'Två' }));
    versions.push(await publishAgain(api, versions.at(-1)!));
    versions.push(await revise(api, versions.at(-1)!, { title: 'Tre' }));
    versions.push(await publishAgain(api, versions.at(-1)!));
    versions.push(await withdraw(api, versions.at(-1)!, 'Klart.'));
    expect(versions.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('the access flags tell the unit what it may do', () => {
  const accessTo = async (id: string, organisation = UNIT) => (await read(organisation, id)).access;
  const flags = (canRevise: boolean, canPublish: boolean, canWithdraw: boolean) => ({
    canRevise,
    canPublish,
    canWithdraw,
  });

  test('in every state', async () => {
    const entry = await draft(api);
    expect(await accessTo(entry.id)).toEqual(flags(true, true, false));
    const published = await publishAgain(api, entry);
    expect(await accessTo(entry.id)).toEqual(flags(true, false, true));
    const corrected = await revise(api, published, { title: 'Rättad' });
    expect(await accessTo(entry.id)).toEqual(flags(true, true, true));
    await withdraw(api, corrected, 'Fel.');
    expect(await accessTo(entry.id)).toEqual(flags(false, false, false));
  });

  test('and tell the others that they may do nothing', async () => {
    const { id } = await publish(api);
    expect(await accessTo(id, 'socialtjansten-malmo')).toEqual(flags(false, false, false));
  });

  test('and follow the scopes of the token', async () => {
    const { id } = await publish(api);
    const { data } = await api.as(UNIT, ['trends:read', 'trends:write'])(READ, { id });
    expect(data.trendEntry.access).toEqual(flags(true, false, false));
  });
});

describe('a change is refused', () => {
  test('when it was decided on an older version', async () => {
    const entry = await publish(api, { title: 'Orörd' });
    for (const name of ['revise', 'publish', 'withdraw'] as const) {
      const input = { id: entry.id, expectedVersion: 1, ...(name === 'withdraw' && { reason: 'Sent.' }) };
      const { trendEntry, errors } = await step(api, name, input);
      expect(trendEntry).toBeNull();
      expect(errors).toEqual([
        expect.objectContaining({ code: 'VERSION_CONFLICT', path: ['expectedVersion'] }),
      ]);
    }
    expect(await read(UNIT, entry.id)).toMatchObject({ version: entry.version, title: 'Orörd' });
  });

  test('when the state does not allow it', async () => {
    const drafted = await draft(api);
    const published = await publish(api);
    const withdrawn = await withdraw(api, await publish(api), 'Fel.');
    const refusals = [
      await step(api, 'withdraw', { id: drafted.id, expectedVersion: 1, reason: 'För tidigt.' }),
      await step(api, 'publish', { id: published.id, expectedVersion: published.version }),
      await step(api, 'revise', { id: withdrawn.id, expectedVersion: withdrawn.version, title: 'Sent' }),
      await step(api, 'publish', { id: withdrawn.id, expectedVersion: withdrawn.version }),
      await step(api, 'withdraw', { id: withdrawn.id, expectedVersion: withdrawn.version, reason: 'Igen.' }),
    ];
    expect(refusals.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(
      Array<string>(5).fill('INVALID_TRANSITION'),
    );
  });

  test('when its language is neither Swedish nor English', async () => {
    const { errors } = await step(api, 'revise', {
      ...(({ id, version }) => ({ id, expectedVersion: version }))(await draft(api)),
      language: 'fi',
    });
    expect(errors).toEqual([expect.objectContaining({ code: 'INVALID_VALUE', path: ['language'] })]);
  });
});
