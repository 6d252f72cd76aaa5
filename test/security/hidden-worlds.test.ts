// Two databases that differ in whatever an organisation may not see cannot be told apart by it: not by any status, header, body, count,
// order, cursor, error, event, metric or line of the log; and none of the words planted in what it may not read comes back in any of
// these. Short form of test/long/two-worlds.test.ts.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readableContributions } from './support/contribution-expectations.js';
import { readableMessages, readableServices, readableSupport } from './support/life-expectations.js';
import { readableBatches } from './support/batch-expectations.js';
import { readableEntries, readableFlags, readableReports } from './support/row-expectations.js';
import { LEAKS, TALES, whilePlanted } from './hidden-worlds/leaks.js';
import { openPairs, type Pairs } from './hidden-worlds/pairs.js';
import { sightOf } from './hidden-worlds/sight.js';
import { PARTIES } from './support/agreement.js';
import { SPOKESMEN } from './support/organisations.js';

// It listens to whatever the process says: a test that is given up would go on and swallow the report.
jest.setTimeout(600_000);

const OF_EACH = { questions: 180, seed: 20261122, times: 3, enough: 5 };
const ABOUT_A_LEAK = { ...OF_EACH, questions: 3_000, enough: 1 };

let pairs: Pairs;
beforeAll(async () => {
  pairs = await openPairs();
}, 300_000);
afterAll(() => pairs.close());

describe.each(PARTIES)('%s', (party) => {
  test('has another world in every table that holds something hidden from it', async () => {
    const { first, second, known } = await pairs.pairOf(party);
    const differing = await pairs.differingTables(first, second);
    expect(differing).toEqual(expect.arrayContaining(OTHERWISE_FOR_ALL));
    // Of the unit little is hidden.
    expect(differing.length).toBeGreaterThanOrEqual(party === 'UNIT' ? 8 : 15);
    expect(known.secrets.size).toBeGreaterThan(party === 'UNIT' ? 100 : 500);
  });

  test('cannot tell one world from the other, and reads no planted word', async () => {
    const { found, rest, lines } = await pairs.compare(party, OF_EACH);
    expect(found.differing).toEqual([]);
    expect(rest).toEqual([]);
    expect(lines).toBeGreaterThan(0);
    expect(found.asked).toBe(OF_EACH.questions);
    // It asks what is answered, what is not found and what is refused.
    const kinds = [...found.kinds.keys()].join();
    for (const kind of ['200,', 'NOT_FOUND', 'BAD_USER_INPUT']) expect(`${kinds},`).toContain(kind);
  });
});

const OTHERWISE_FOR_ALL = [
  ...['cube.cell', 'cube.basis', 'journal.audit', 'journal.outbox', 'referrals.erased', 'referrals.referral'],
  'referrals.message',
];

test('what an organisation is said to see is what the other tests expect it to see', async () => {
  const { first } = await pairs.pairOf('UNIT');
  for (const code of Object.values(SPOKESMEN)) {
    const { rows } = sightOf(code);
    const seen = async (table: string) => {
      const [row] = await first.owner.query<{ n: number }[]>(
        `select count(*)::int as n from ${table} t where (${rows[table]!}) and t::text like '%00000000-0000-4000-8%'`,
      );
      return row!.n;
    };
    const reads = (table: string, expected: readonly unknown[]) => ({ table, code, n: expected.length });
    for (const one of [
      reads('referrals.referral', readableFlags(code)),
      reads('referrals.message', readableMessages(code)),
      reads('referrals.service', readableServices(code)),
      reads('referrals.supporter', readableSupport(code)),
      reads('trends.entry', readableEntries(code)),
      reads('trends.contribution', readableContributions(code)),
      reads('activity.report', readableReports(code)),
    ])
      expect({ ...one, n: await seen(one.table) }).toEqual(one);
    if (code !== 'socialjouren')
      expect(await seen('statistics.batch')).toBe(
        /enheten|malmo/.test(code) ? readableBatches(code).length : 0,
      );
  }
});

describe('the comparison notices', () => {
  test.each(Object.keys(LEAKS))('%s', async (name) => {
    const leak = LEAKS[name]!;
    const { first, second } = await pairs.pairOf(leak.party);
    const { found } = await whilePlanted([first, second], leak, () =>
      pairs.compare(leak.party, { ...ABOUT_A_LEAK, ...(leak.roots && { roots: leak.roots }) }, leak),
    );
    expect(found.differing.length).toBeGreaterThan(0);
  });

  test.each(Object.keys(TALES))('%s', async (name) => {
    const { found, rest } = await pairs.compare(
      'RFSL',
      { ...OF_EACH, questions: 20 },
      { plantOf: TALES[name]! },
    );
    expect(found.differing.length + rest.length).toBeGreaterThan(0);
  });

  test('the world of another: the unit tells two worlds apart that RFSU does not', async () => {
    const { found } = await pairs.compare('RFSU', ABOUT_A_LEAK, { asker: 'UNIT' });
    expect(found.differing.length).toBeGreaterThan(0);
  });
});
