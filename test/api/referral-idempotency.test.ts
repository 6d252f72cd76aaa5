// A repeat changes nothing again, however many come at once; test/long asks the same a thousand times.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { FULL, POLICE, submit, submitted } from './tools/flags.js';
import { effectsOf, sendRepeatedly } from './tools/repeats.js';
import { contentState, databaseState, gained } from './tools/rows.js';
import { SOCIALJOUREN, step } from './tools/steps.js';

let api: TestApi;
beforeAll(async () => {
  // With the usual few connections most of fifty at once would be told to come again.
  api = await startTestApi({ poolSize: 12 });
});
afterAll(() => api.close());

test('a hundred keys, each sent fifty times at once, have a hundred effects', async () => {
  const { differing, notRefused, gained, ...told } = await sendRepeatedly(api, 100, 50);
  expect({ differing, notRefused, gained }).toEqual({
    differing: [],
    notRefused: [],
    gained: effectsOf(100),
  });
  expect(told.linesBeyondAnswers).toBeGreaterThanOrEqual(0);
  expect(told.linesBeyondAnswers).toBeLessThanOrEqual(told.sentAgain);
});

describe('a key', () => {
  const many = <T>(make: (index: number) => Promise<T>) =>
    Promise.all(Array.from({ length: 50 }, (_, index) => make(index)));

  test('stands for one input: of two at once one happens and the other is refused', async () => {
    const before = await databaseState(api.database.owner);
    const { id } = await submitted(api);
    const answers = await many((index) =>
      step(api, SOCIALJOUREN, 'acknowledgeReferral', {
        id,
        expectedVersion: 1,
        idempotencyKey: 'en nyckel för två',
        comment: index % 2 === 0 ? 'Det ena.' : 'Det andra.',
      }),
    );
    const taken = answers.filter(({ referral }) => referral?.version === 2);
    const refused = answers.filter(({ refused }) => refused === 'IDEMPOTENCY_KEY_REUSED');
    expect([taken.length, refused.length]).toEqual([25, 25]);
    expect(gained(before, await databaseState(api.database.owner))).toMatchObject({
      'referrals.event': 2,
      'journal.idempotency': 1,
    });
  });

  test('of a refused mutation is not used up', async () => {
    const { id } = await submitted(api);
    const before = await contentState(api.database.owner);
    const input = { id, expectedVersion: 1, idempotencyKey: 'för tidigt' };
    const early = await many(() => step(api, SOCIALJOUREN, 'acceptReferral', input));
    expect(new Set(early.map(({ errors }) => errors[0]?.code))).toEqual(new Set(['INVALID_TRANSITION']));
    expect(await contentState(api.database.owner)).toEqual(before);
    const { referral } = await step(api, SOCIALJOUREN, 'acknowledgeReferral', input);
    expect(referral).toMatchObject({ status: 'ACKNOWLEDGED' });
  });

  test('belongs to one organisation, whoever else uses the same', async () => {
    const idempotencyKey = 'samma som alla andra';
    const { referral } = await submit(api, { ...FULL, idempotencyKey });
    const input = { id: referral!.id, audience: [POLICE], body: 'Hej.', idempotencyKey };
    expect((await step(api, SOCIALJOUREN, 'sendReferralMessage', input)).errors).toEqual([]);
    const board = await step(api, 'sodermalm', 'sendReferralMessage', input);
    expect(board.refused).toBe('NOT_FOUND'); // and not what another organisation touched under it
  });

  test('answers with the same object as it is by then', async () => {
    const input = { ...FULL, idempotencyKey: 'sent i dag' };
    const first = await submitted(api, input);
    await step(api, SOCIALJOUREN, 'acknowledgeReferral', { id: first.id, expectedVersion: 1 });
    expect(await submitted(api, input)).toEqual({ ...first, version: 2 });
  });
});
