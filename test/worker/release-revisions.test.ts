// Late records and withdrawn batches: a cell is published anew where ten records or more are new or gone since what was published of
// it, at most once in a calendar quarter; and no earlier release ever changes.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { observed, tablesOf } from '../api/tools/known-records.js';
import { published, trueCells, type TrueCell } from '../api/tools/published-cells.js';
import {
  ROW,
  ask,
  release,
  send,
  statistics,
  tamper,
  withdrawBatch,
  type ObservationRow,
} from '../api/tools/statistics.js';

const WOMAN: ObservationRow = { ...ROW, week: '2025-W10' };
const MAN: ObservationRow = {
  ...ROW,
  week: '2025-W20',
  municipality: '1280',
  arena: 'STREET',
  ageBand: 'AGE_15_17',
  gender: 'MAN',
  change: 'APPEARED',
};
// Two quarters, 13 tables each of the quarter and of the year; MAN and WOMAN share nothing but the total of the year.
const QUARTERS = [1, 2, 3, 4].map((quarter) => `2025-Q${quarter}`);
const BY_GENDER = {
  measure: 'ADVERTS',
  granularity: 'YEAR',
  groupBy: ['GENDER'],
  filter: { period: '2025' },
};

let api: TestApi;
const sent = new Map<string, ObservationRow[]>();
/** What the newest release was published from. */
let shown: Map<string, TrueCell[]>;
/** Every release with what it showed when it was published. */
const history: { id: string; tables: Map<string, number[]>; answer: object }[] = [];

async function add(row: ObservationRow, count: number): Promise<string> {
  const rows = [{ ...row, count }];
  const id = await send(api, rows);
  sent.set(id, rows);
  return id;
}

async function takeBack(id: string): Promise<void> {
  await withdrawBatch(api, id);
  sent.delete(id);
}

const counted = async () => trueCells(await observed(api.database.owner, sent), QUARTERS);

/** A calendar quarter goes by: none is longer than 92 days. */
const nextQuarter = () =>
  tamper(
    api.database.owner,
    `update statistics.release set requested_at = requested_at - interval '100 days'`,
  );

/** Releases a period, notes it in the history, and answers with the cells whose true counts the specification says are new. */
async function publishAndCompare(period: string, revises: boolean): Promise<string[]> {
  const fresh = await counted();
  const changed: string[] = [];
  const next = new Map(
    [...shown].map(([name, cells]) => [
      name,
      cells.map((cell, place) => {
        const now = fresh.get(name)![place]!;
        if (!revises || Math.abs(now.n - cell.n) < 10) return cell;
        changed.push(`${name} ${place}`);
        return now;
      }),
    ]),
  );
  const id = await release(api, period);
  const tables = await tablesOf(api.database.owner, id);
  for (const [name, cells] of next) expect([name, tables.get(name)]).toEqual([name, cells.map(published)]);
  history.push({ id, tables, answer: await statistics(api, 'rfsu', { ...BY_GENDER, release: id }) });
  shown = next;
  return changed;
}

let mistaken: string;
beforeAll(async () => {
  api = await startTestApi();
  await add(WOMAN, 100);
  await add(MAN, 100);
  shown = await counted();
  expect(await publishAndCompare('2025', true)).toEqual([]);
});
afterAll(() => api.close());

// After every step, whatever it did.
afterEach(async () => {
  for (const { id, tables, answer } of history) {
    expect(await tablesOf(api.database.owner, id)).toEqual(tables);
    expect(await statistics(api, 'rfsu', { ...BY_GENDER, release: id })).toEqual(answer);
  }
});

test('nine late records change nothing', async () => {
  await nextQuarter();
  await add(WOMAN, 9);
  expect(await publishAndCompare('2025', true)).toEqual([]);
  expect(history[1]!.tables).toEqual(history[0]!.tables);
});

test('one more, and it is ten since what was published: the cells that they lie in change, and no other', async () => {
  await nextQuarter();
  await add(WOMAN, 1);
  const changed = await publishAndCompare('2025', true);
  expect(changed).toHaveLength(2 * 13);
  const TOTALS = ['ADVERTS/YEAR/TOTAL 2025 0', 'ADVERTS/QUARTER/TOTAL 2025-Q1 0'];
  expect(changed).toEqual(expect.arrayContaining([...TOTALS, 'ADVERTS/YEAR/GENDER 2025 0']));
  expect(changed.filter((cell) => cell.includes('2025-Q2'))).toEqual([]);
});

test('five here and five there change the total that has both, and neither part', async () => {
  await nextQuarter();
  await add(WOMAN, 5);
  await add(MAN, 5);
  expect(await publishAndCompare('2025', true)).toEqual(['ADVERTS/YEAR/TOTAL 2025 0']);
});

test('within the same calendar quarter nothing is revised, however many come', async () => {
  mistaken = await add(MAN, 50);
  expect((await ask(api, { period: '2025' })).errors).toMatchObject([
    { code: 'INVALID_TRANSITION', path: ['period'] },
  ]);
  expect(await publishAndCompare('2024', false)).toEqual([]); // a new period may come out, and leaves the others alone
});

test('they come with the next quarter, with whatever period is released then', async () => {
  await nextQuarter();
  const changed = await publishAndCompare('2023', true);
  expect(changed).toHaveLength(2 * 13);
  expect(changed).toContain('ADVERTS/QUARTER/TOTAL 2025-Q2 0');
});

test('a batch that is withdrawn revises likewise', async () => {
  await nextQuarter();
  await takeBack(mistaken);
  await takeBack([...sent.keys()].at(-1)!); // the five men: 55 are gone
  const changed = await publishAndCompare('2025', true);
  expect(changed).toHaveLength(2 * 13);
  expect(changed).toContain('ADVERTS/YEAR/GENDER 2025 1');
});

test('a small batch that is withdrawn does not, and one that is sent anew after it is the same to the reader', async () => {
  await nextQuarter();
  const [first] = sent.keys();
  await takeBack(first!);
  await add({ ...WOMAN }, 100); // the same number of new keys
  expect(await publishAndCompare('2025', true)).toEqual([]);
});
