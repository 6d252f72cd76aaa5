// Observations through the API: counted and forgotten, recognised, listed, withdrawn; and a cube that nobody reads.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { UNIT } from './tools/entries.js';
import { contentState } from './tools/rows.js';
import { runClocks } from '../../src/worker/clocks.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const MALMO = 'socialtjansten-malmo';
const ROW = {
  week: '2026-W31',
  municipality: '1280',
  arena: 'CLASSIFIED_ADS',
  ageBand: 'AGE_18_20',
  gender: 'WOMAN',
  change: 'APPEARED',
  countUnit: 'ADVERTS',
  count: 3,
};
const IMPORT = `mutation ($input: ImportObservationsInput!) { importObservations(input: $input) {
  batch { id source rowCount rejectedCount withdrawnAt organisation { code } } errors { code path message } } }`;
const WITHDRAW = `mutation ($input: WithdrawBatchInput!) { withdrawBatch(input: $input) {
  batch { id withdrawnAt } errors { code path } } }`;

async function send(organisation: string, observations: object[], source = 'Vecka 31') {
  const { data, errors } = await api.as(organisation)(IMPORT, { input: { source, observations } });
  return data?.importObservations ?? { refused: errors[0]?.extensions.code };
}

const cells = (id: string) =>
  api.database.owner.query<{ n: number; rk: string }[]>(
    'select n::int, rk from cube.cell where batch_id = $1 order by n',
    [id.replace('batch_', '')],
  );

test('what the unit and Malmö send is counted into cells, and each record has a key of its own', async () => {
  const { batch, errors } = await send(MALMO, [
    ROW,
    { ...ROW, count: 2 },
    { ...ROW, gender: 'MAN', count: 1 },
  ]);
  expect(errors).toEqual([]);
  expect(batch).toMatchObject({
    source: 'Vecka 31',
    rowCount: 3,
    rejectedCount: 0,
    withdrawnAt: null,
    organisation: { code: MALMO },
  });
  const counted = await cells(batch.id);
  expect(counted.map(({ n }) => n)).toEqual([1, 5]);
  const again = await send(UNIT, [ROW, { ...ROW, count: 2 }, { ...ROW, gender: 'MAN', count: 1 }]);
  expect((await cells(again.batch.id)).map(({ rk }) => rk)).not.toEqual(counted.map(({ rk }) => rk));
});

describe('nothing is counted', () => {
  const refused = async (organisation: string, observations: object[]) => {
    const before = await contentState(api.database.owner);
    const answer = await send(organisation, observations);
    expect(await contentState(api.database.owner)).toEqual(before);
    return (
      answer.refused ??
      answer.errors.map(({ code, path }: { code: string; path: string[] }) => [code, ...path].join(' '))
    );
  };

  test('of rows that break a rule, all of them named', async () => {
    const rows = [
      ROW,
      { ...ROW, municipality: '12', count: 0 },
      { ...ROW, countUnit: 'TIPS' },
      { ...ROW, week: '2026-07' },
    ];
    expect(await refused(UNIT, rows)).toEqual([
      'INVALID_VALUE observations 1 municipality',
      'INVALID_VALUE observations 1 count',
      'INVALID_VALUE observations 2 countUnit',
      'INVALID_VALUE observations 3 week',
    ]);
    expect(await refused(UNIT, [])).toEqual(['INVALID_VALUE observations']);
  });

  test('of more rows than a request may have', async () => {
    const many = (rows: number) => Array.from({ length: rows }, (_, index) => ({ ...ROW, count: index + 1 }));
    expect(await refused(UNIT, many(1_001))).toEqual(['INVALID_VALUE observations']);
    expect((await send(UNIT, many(1_000))).batch.rowCount).toBe(1_000);
  });

  test('twice of the same content, unless the first was withdrawn', async () => {
    const rows = [{ ...ROW, week: '2026-W30' }];
    const { batch } = await send(UNIT, rows);
    expect(await refused(UNIT, rows)).toEqual(['DUPLICATE observations']);
    await api.as(UNIT)(WITHDRAW, { input: { id: batch.id } });
    expect((await send(UNIT, rows)).errors).toEqual([]);
  });

  test('of what other parties send', async () => {
    for (const organisation of ['polisen-stockholm', 'rfsu', 'rfsl', 'smittskydd-stockholm', 'socialjouren'])
      expect(await refused(organisation, [ROW])).toMatch(/^FORBIDDEN|GRAPHQL_VALIDATION_FAILED$/);
  });
});

describe('a batch', () => {
  test('is seen by whoever sent it and by the unit', async () => {
    const { batch } = await send(UNIT, [{ ...ROW, week: '2026-W29' }]);
    const seen = async (organisation: string) => {
      const { data } = await api.as(organisation)('{ batches(first: 100) { nodes { id } } }');
      return (data.batches.nodes as { id: string }[]).map(({ id }) => id);
    };
    expect(await seen(UNIT)).toContain(batch.id);
    expect(await seen(MALMO)).not.toContain(batch.id);
    expect((await seen(MALMO)).length).toBeGreaterThan(0);
    const { errors } = await api.as(MALMO)('query ($id: ID!) { node(id: $id) { id } }', { id: batch.id });
    expect(errors[0]!.extensions.code).toBe('NOT_FOUND');
  });

  test('is withdrawn whole by whoever sent it, once, and its cells go with the next round of the worker', async () => {
    const { batch } = await send(MALMO, [{ ...ROW, week: '2026-W28' }]);
    const input = { id: batch.id };
    const byUnit = await api.as(UNIT)(WITHDRAW, { input });
    expect(byUnit.data.withdrawBatch.errors).toEqual([{ code: 'INVALID_TRANSITION', path: ['id'] }]);
    const { data } = await api.as(MALMO)(WITHDRAW, { input });
    expect(data.withdrawBatch.batch.withdrawnAt).toMatch(/Z$/);
    const twice = await api.as(MALMO)(WITHDRAW, { input });
    expect(twice.data.withdrawBatch.errors).toHaveLength(1);
    expect(await cells(batch.id)).toHaveLength(1);
    const lengths = {
      acknowledgeHours: 24,
      decideWorkingDays: 3,
      idleDays: 14,
      expireDays: 180,
      eraseDays: 90,
    };
    await runClocks(await api.database.sources.worker(), lengths, new Date());
    expect(await cells(batch.id)).toEqual([]);
  });
});

test('no login of an organisation reads the cube, and none adds to a batch of another', async () => {
  const { batch } = await send(UNIT, [{ ...ROW, week: '2026-W27' }]);
  const { sources, owner } = api.database;
  expect(await owner.query('select from cube.cell')).not.toEqual([]);
  for (const code of [UNIT, MALMO, 'rfsu', 'polisen-stockholm']) {
    const source = await sources.of(code);
    for (const statement of [
      'select n from cube.cell',
      'select count(*) from cube.cell',
      'delete from cube.cell',
    ])
      await expect(source.query(statement)).rejects.toThrow(/permission denied/);
  }
  const forged = `insert into cube.cell (batch_id, week, municipality, arena, age_band, gender, change, count_unit, n, rk)
    values ($1, '2026-W27', '1280', 'STREET', 'UNKNOWN', 'UNKNOWN', 'PRESENT', 'ADVERTS', 1, 1)`;
  const key = [batch.id.replace('batch_', '')];
  await expect((await sources.of(MALMO)).query(forged, key)).rejects.toThrow(/row-level security/);
  await (await sources.of(UNIT)).query(forged, key);
});
