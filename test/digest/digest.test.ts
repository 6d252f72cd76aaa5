// The words of a digest, and the command that prints one.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sectionsOf, type News } from '../../src/domain/digest/digest.js';
import { digestText } from '../../src/domain/digest/text.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { cluster } from '../support/database.js';
import { publish } from '../api/tools/entries.js';
import { sequence } from '../changes/tools/follower.js';
import { run } from '../commands/tools/command-line.js';

const news = (
  type: string,
  kinds: string[],
  object: Record<string, string | null> = {},
  uuid = '1',
): News => ({
  ...{ week: '2026-W47', at: '2026-11-20T08:00:00.000Z', type, kinds, uuid, object },
});
const ENTRY = {
  title: 'Titel',
  summary: 'Sammanfattning.',
  kind: 'TOPIC_ANALYSIS',
  period: '2026-Q3',
  status: 'PUBLISHED',
};

describe('a digest', () => {
  test('names each object once, in words of its language', () => {
    const all = [
      news('TrendEntry', ['PUBLISHED'], ENTRY),
      news('TrendEntry', ['CORRECTED'], ENTRY),
      news('Release', ['CREATED', 'PUBLISHED'], { period: '2026-Q3', notes: 'Två veckor saknas.' }, '2'),
      news('Contribution', ['DECIDED'], { title: 'Sett', status: 'DECLINED' }, '3'),
      news('Referral', ['MOVED'], {}, '4'),
      news('Referral', ['MESSAGED'], {}, '4'),
    ];
    expect(digestText('Nytt för RFSU', sectionsOf(all, 'sv'), 'sv')).toBe(`Nytt för RFSU
=============

Kunskap
-------
- Nytt: Titel (Temaanalys, 2026-Q3)
  Sammanfattning.

Statistik
---------
- Ny statistik till och med 2026-Q3
  Två veckor saknas.

Bidrag
------
- Avböjt: Sett

Ärenden
-------
- 1 ärende har något nytt. Läs i er klient.
`);
    expect(
      sectionsOf(all, 'en').map(({ heading, items }) => [heading, items.map(({ title }) => title)]),
    ).toEqual([
      ['Knowledge', ['New: Titel (Topic analysis, 2026-Q3)']],
      ['Statistics', ['New statistics up to 2026-Q3']],
      ['Contributions', ['Declined: Sett']],
      ['Referrals', ['1 referral has something new. Read in your client.']],
    ]);
  });

  test('passes over drafts and releases that are only asked for, and says so when nothing is left', () => {
    const drafts = [
      news('TrendEntry', ['CREATED', 'CHANGED'], ENTRY),
      news('Release', ['CREATED'], { period: '2026-Q3' }, '2'),
    ];
    expect(sectionsOf(drafts, 'sv')).toEqual([]);
    expect(digestText('New', [], 'en')).toBe('New\n===\n\nNothing new.\n');
  });

  test('names a hundred, and says how many more there are', () => {
    const many = Array.from({ length: 103 }, (_, index) =>
      news('TrendEntry', ['PUBLISHED'], ENTRY, String(index)),
    );
    const [{ items } = { items: [] }] = sectionsOf(many, 'sv');
    expect([items.length, items.at(-1)]).toEqual([101, { title: 'och 3 till', detail: null }]);
  });
});

describe('the command', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
    await publish(api, { title: 'Nyss publicerat' });
    await sequence(api);
  });
  afterAll(() => api.close());
  const digest = (...args: string[]) =>
    run(['digest', ...args], { DATABASE_URL: api.database.url, LOGIN_SECRET: cluster.loginSecret });
  const today = new Date().toISOString().slice(0, 10);

  test('prints what is new since a day', async () => {
    const { code, stdout } = await digest('--organisation', 'rfsu', '--since', today);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      new RegExp(`^Nytt sedan ${today} för RFSU, .*\n=+\n\nKunskap\n-+\n- Nytt: Nyss publicerat `),
    );
    const later = await digest('--organisation', 'rfsu', '--since', '2999-01-01', '--language', 'en');
    expect(later.stdout).toMatch(/^New since 2999-01-01 for RFSU, .*\n=+\n\nNothing new\.\n/);
  });

  test.each([
    [
      ['--organisation', 'okand', '--since', today],
      '--organisation: no organisation can be read as by this code.',
    ],
    [['--organisation', 'rfsu', '--since', '2026-02-30'], '--since: a day such as 2026-11-01.'],
    [['--organisation', 'rfsu', '--since', today, '--language', 'de'], '--language: sv or en.'],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await digest(...args);
    expect([code, stderr.trim()]).toEqual([1, message]);
  });
});
