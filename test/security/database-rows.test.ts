// The database layer alone: which rows each organisation sees, with its own login and with the policies alone.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readableMessages, readableServices, readableSupport } from './support/life-expectations.js';
import { readableBatches } from './support/batch-expectations.js';
import { readableContributions } from './support/contribution-expectations.js';
import { CODES, ORGANISATIONS } from './support/organisations.js';
import {
  BATCHES,
  CELLS_OF_EACH,
  CONTRIBUTIONS,
  ENTRIES,
  REPORTS,
  VERDICTS,
  arrangeRows,
} from './support/row-data.js';
import { FLAGS } from './support/row-flags.js';
import { readableEntries, readableFlags, readableReports } from './support/row-expectations.js';
import { withRowRules } from './support/row-rules.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import type { Database } from './support/privileges.js';

let database: TestDatabase;
let owner: Database;
beforeAll(async () => {
  database = await cloneDatabase();
  owner = { query: (sql, parameters) => database.owner.query(sql, parameters) };
  await arrangeRows(owner);
});
afterAll(() => database.drop());

const idsIn = async (source: Database, sql: string) =>
  (await source.query<{ id: string }>(sql)).map(({ id }) => id).sort();

test('the owner sees every row: what an organisation does not see is there', async () => {
  expect(await idsIn(owner, 'select id from referrals.referral')).toEqual(FLAGS.map(({ id }) => id));
  expect(await idsIn(owner, 'select id from trends.entry')).toEqual(ENTRIES.map(({ id }) => id));
  expect(await idsIn(owner, 'select id from activity.report')).toEqual(REPORTS.map(({ id }) => id));
  expect(await idsIn(owner, 'select id from statistics.batch')).toEqual(BATCHES.map(({ id }) => id));
  expect(await idsIn(owner, 'select id from trends.contribution')).toEqual(CONTRIBUTIONS.map(({ id }) => id));
  expect(await idsIn(owner, 'select id from trends.corroboration')).toEqual(VERDICTS.map(({ id }) => id));
  expect(await owner.query('select from cube.cell')).toHaveLength(BATCHES.length * CELLS_OF_EACH);
});

test('the rule of the agreement, spelled out for some', () => {
  const numbers = (code: string) => readableFlags(code).map((id) => Number(id.slice(-12)));
  expect(numbers('prostitutionsenheten')).toEqual(FLAGS.map((_, index) => index + 1));
  expect(numbers('polisen-stockholm')).toEqual([1, 2, 3, 4, 5, 7, 10, 11, 12, 13, 14, 15, 16]);
  expect(numbers('socialjouren')).toEqual([1, 6]);
  expect(numbers('socialtjansten-malmo')).toEqual([2, 5]);
  expect(numbers('farsta')).toEqual([]);
  expect(numbers('rfsu')).toEqual([5, 15]);
  expect(numbers('bromma')).toEqual([10, 11]);
  expect(numbers('kungsholmen')).toEqual([10]);
  expect(numbers('rfsl')).toEqual([4, 10]);
  expect(numbers('smittskydd-stockholm')).toEqual([5, 9]);
  expect(readableReports('prostitutionsenheten')).toHaveLength(CODES.length + 2);
  expect(readableReports('polisen-stockholm')).toHaveLength(1);
  expect(readableReports('rfsu')).toHaveLength(2);
  const batches = (code: string) => readableBatches(code).map((id) => Number(id.slice(-12)));
  expect(batches('prostitutionsenheten')).toEqual([1, 2, 3, 4, 5]);
  expect(batches('socialtjansten-malmo')).toEqual([3, 4]);
  expect(batches('polisen-stockholm')).toEqual([]);
  const offers = (code: string) => readableContributions(code).map((id) => Number(id.slice(-12)));
  expect(offers('prostitutionsenheten')).toEqual([1, 2, 3, 4, 5, 6]);
  expect(offers('rfsu')).toEqual([1, 2]);
  expect(offers('polisen-stockholm')).toEqual([5]);
  expect(offers('farsta')).toEqual([]);
});

test('who writes to whom, and who is told of support, spelled out for some', () => {
  const messages = (code: string) => readableMessages(code).map(({ id }) => Number(id.slice(-12)));
  expect(messages('prostitutionsenheten')).toEqual([11, 150]);
  expect(messages('polisen-stockholm')).toEqual([10, 11, 70, 140, 141]);
  expect(messages('socialjouren')).toEqual([10]);
  expect(messages('rfsl')).toEqual([40, 41, 100]);
  expect(messages('rfsu')).toEqual([50, 150]);
  expect(messages('bromma')).toEqual([100, 110, 111]);
  expect(messages('farsta')).toEqual([]);
  expect(readableServices('jarva')).toHaveLength(3);
  expect(readableServices('rfsl')).toEqual([]);
  expect(readableServices('socialjouren')).toEqual([]);
  expect(readableSupport('jarva')).toEqual(['rfsl', 'rfsu']);
  expect(readableSupport('farsta')).toEqual(['farsta']);
});

describe.each(CODES)('%s', (code) => {
  test('sees exactly the rows that the agreement gives it', async () => {
    const source: Database = await database.sources.of(code);
    const flags = readableFlags(code);
    expect(await idsIn(source, 'select id from referrals.referral')).toEqual(flags);
    expect(await idsIn(source, 'select referral_id as id from referrals.event')).toEqual(flags);
    if (ORGANISATIONS[code] !== 'POLICE') {
      expect(await idsIn(source, 'select referral_id as id from referrals.consent')).toEqual(flags);
    }
    const messages = readableMessages(code).map(({ id }) => id);
    expect(await idsIn(source, 'select id from referrals.message')).toEqual(messages.sort());
    if (['UNIT', 'DISTRICT', 'MUNICIPALITY'].includes(ORGANISATIONS[code]!)) {
      const services = await source.query('select id from referrals.service');
      expect(services).toHaveLength(readableServices(code).length);
      const support = await source.query('select organisation_id from referrals.supporter');
      expect(support).toHaveLength(readableSupport(code).length);
    }
    expect(await idsIn(source, 'select id from trends.entry')).toEqual(readableEntries(code));
    expect(await idsIn(source, 'select id from activity.report')).toEqual(readableReports(code));
    expect(await idsIn(source, 'select id from trends.contribution')).toEqual(readableContributions(code));
    expect(await idsIn(source, 'select id from trends.corroboration')).toEqual(VERDICTS.map(({ id }) => id));
    const whose = source.query('select organisation_id, comment from trends.corroboration');
    if (ORGANISATIONS[code] === 'UNIT') expect(await whose).toHaveLength(VERDICTS.length);
    else await expect(whose).rejects.toMatchObject({ code: '42501' });
    if (['UNIT', 'MUNICIPALITY'].includes(ORGANISATIONS[code]!))
      expect(await idsIn(source, 'select id from statistics.batch')).toEqual(readableBatches(code));
    else
      await expect(source.query('select id from statistics.batch')).rejects.toMatchObject({ code: '42501' });
    await expect(source.query('select from cube.cell')).rejects.toMatchObject({ code: '42501' });
    const [revisions] = await source.query<{ number: number }>(
      'select count(entry_id)::int as number from trends.revision',
    );
    expect(revisions).toEqual({ number: 4 });
    const keys = await source.query('select key from journal.idempotency');
    expect(keys).toEqual([{ key: `key-${code}` }]);
  });
});

test('with every privilege given away, the row rules alone still hold: reads, writes, deletions, forgeries', async () => {
  await withRowRules(owner, async (check) => expect(await check()).toEqual([]));
});
