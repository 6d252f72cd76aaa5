// What protects a trend entry once it is written: immutable revisions, harmless repeats, and one winner of a race.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type Answer, type TestApi } from '../support/api.js';
import { CONTENT, draft, publish, step, UNIT } from './tools/entries.js';
import { contentState, databaseState, gained } from './tools/rows.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

describe('a published revision never changes', () => {
  const uuidOf = (id: string) => id.replace('trend_', '');

  test.each([
    `update trends.revision set title = 'Annat' where entry_id = $1`,
    `delete from trends.revision where entry_id = $1`,
    `with gone as (select $1::uuid) merge into trends.revision r using gone on r.entry_id = gone.uuid
       when matched then update set title = 'Annat'`,
  ])('not by SQL as the unit, nor as the owner of the tables: %s', async (sql) => {
    const { id } = await publish(api, { title: 'Oföränderlig' });
    const unit = await api.database.sources.of(UNIT);
    const state = 'select title from trends.revision where entry_id = $1';
    expect(await unit.query(state, [uuidOf(id)])).toEqual([{ title: 'Oföränderlig' }]);
    await expect(unit.query(sql, [uuidOf(id)])).rejects.toMatchObject({ code: expect.any(String) });
    await expect(api.database.owner.query(sql, [uuidOf(id)])).rejects.toBeDefined();
    expect(await unit.query(state, [uuidOf(id)])).toEqual([{ title: 'Oföränderlig' }]);
  });

  test('while a draft does', async () => {
    const { id } = await draft(api);
    const unit = await api.database.sources.of(UNIT);
    await unit.query(`update trends.draft set title = 'Ändrat' where entry_id = $1`, [uuidOf(id)]);
    expect(await unit.query('select title from trends.draft where entry_id = $1', [uuidOf(id)])).toEqual([
      { title: 'Ändrat' },
    ]);
  });

  test('not even all at once', async () => {
    await expect(api.database.owner.query('truncate trends.revision')).rejects.toThrow('never changes');
  });
});

describe('an idempotency key', () => {
  const DRAFT = `mutation ($input: DraftTrendEntryInput!) {
    draftTrendEntry(input: $input) { trendEntry { id version title } errors { code } } }`;
  const send = (input: object, as = UNIT) => api.as(as)(DRAFT, { input });

  test('gives the first answer again, and has one effect', async () => {
    const before = await databaseState(api.database.owner);
    const input = { ...CONTENT, idempotencyKey: 'en gång' };
    const first = await send(input);
    expect(first.data.draftTrendEntry.errors).toEqual([]);
    expect((await send(input)).text).toBe(first.text);
    const reordered = Object.fromEntries(Object.entries(input).reverse());
    expect((await send(reordered)).text).toBe(first.text);
    expect(gained(before, await databaseState(api.database.owner))).toEqual({
      'trends.entry': 1,
      'trends.draft': 1,
      'journal.idempotency': 1,
      'journal.outbox': 1,
      'journal.audit': 3,
    });
  });

  test('with another input is refused', async () => {
    const first = await send({ ...CONTENT, idempotencyKey: 'två' });
    const before = await contentState(api.database.owner);
    const { data, errors } = await send({ ...CONTENT, title: 'En annan', idempotencyKey: 'två' });
    expect(data).toBeNull();
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    const { id, version } = first.data.draftTrendEntry.trendEntry;
    const publishing = await api.as(UNIT)(
      'mutation ($input: PublishTrendEntryInput!) { publishTrendEntry(input: $input) { errors { code } } }',
      { input: { id, expectedVersion: version, idempotencyKey: 'två' } },
    );
    expect(publishing.errors[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await contentState(api.database.owner)).toEqual(before);
  });

  test('is free again when the first request was refused', async () => {
    const refused = await send({ ...CONTENT, language: 'fi', idempotencyKey: 'tre' });
    expect(refused.data.draftTrendEntry.errors).toEqual([{ code: 'INVALID_VALUE' }]);
    const accepted = await send({ ...CONTENT, language: 'en', idempotencyKey: 'tre' });
    expect(accepted.data.draftTrendEntry.errors).toEqual([]);
  });

  test('answers a repeat of a change as if nothing had moved, instead of a conflict', async () => {
    const { id } = await draft(api);
    const input = { id, expectedVersion: 1, title: 'Ny', idempotencyKey: 'fyra' };
    const first = await step(api, 'revise', input);
    expect(first.errors).toEqual([]);
    expect(await step(api, 'revise', input)).toEqual(first);
    const { errors } = await step(api, 'revise', { ...input, idempotencyKey: 'fem' });
    expect(errors[0]?.code).toBe('VERSION_CONFLICT');
  });

  test('makes twenty requests at once one effect with one answer', async () => {
    const before = await databaseState(api.database.owner);
    const input = { ...CONTENT, idempotencyKey: 'tjugo' };
    // UNAVAILABLE says "try again": that a repeat is harmless is what the key is for.
    let sentAgain = 0;
    const sendUntilAnswered = async (): Promise<Answer> => {
      const answer = await send(input);
      if (answer.errors[0]?.extensions.code !== 'UNAVAILABLE') return answer;
      sentAgain += 1;
      return sendUntilAnswered();
    };
    const answers = await Promise.all(Array.from({ length: 20 }, sendUntilAnswered));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]!.data.draftTrendEntry.errors).toEqual([]);
    const { 'journal.audit': lines, ...effects } = gained(before, await databaseState(api.database.owner));
    expect(effects).toMatchObject({ 'trends.entry': 1, 'journal.outbox': 1 });
    // A request that was told to come again may have left its line before.
    expect(lines).toBeGreaterThanOrEqual(20);
    expect(lines).toBeLessThanOrEqual(20 + sentAgain);
  });
});

test('of two colleagues who change the same version at once, one wins and the other is told', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { id } = await draft(api);
    const titles = ['Den ena', 'Den andra'];
    const outcomes = await Promise.all(
      titles.map((title) => step(api, 'revise', { id, expectedVersion: 1, title }, 'id version title')),
    );
    const codes = outcomes.map(({ errors }) => errors[0]?.code ?? 'DONE').sort();
    expect(codes).toEqual(['DONE', 'VERSION_CONFLICT']);
    const winner = outcomes.find(({ trendEntry }) => trendEntry)!.trendEntry!;
    const { data } = await api.as(UNIT)('query ($id: ID!) { trendEntry(id: $id) { id version title } }', {
      id,
    });
    expect(data.trendEntry).toEqual({ ...winner, version: 2 });
  }
});

test('of two colleagues who open a correction at once, one wins and the other is told', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { id, version } = await publish(api);
    const outcomes = await Promise.all(
      ['Den ena', 'Den andra'].map((title) => step(api, 'revise', { id, expectedVersion: version, title })),
    );
    expect(outcomes.map(({ errors }) => errors[0]?.code ?? 'DONE').sort()).toEqual([
      'DONE',
      'VERSION_CONFLICT',
    ]);
  }
});
