// GET /feed.atom: valid Atom, an entry a week, stable, private, in both languages.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { publish, publishAgain, revise, UNIT, withdraw } from '../api/tools/entries.js';
import { submitted } from '../api/tools/flags.js';
import { DAY_MS } from '../api/tools/time.js';
import { sequence } from '../changes/tools/follower.js';
import { parseAtom } from './tools/atom-rules.js';
import type { Scope } from '../../src/auth/scopes.js';

const MARKUP = `Fler <b>annonser</b> & "fler" ]]> 'än' <!-- så --> förr`;

// All that is new is dated by one week, so that none begins while the tests run.
const today = Math.floor(Date.now() / DAY_MS);
const monday = today - ((today + 3) % 7); // the epoch began on a Thursday
const onDay = (day: number) => new Date((monday + day) * DAY_MS);
const [TWO_WEEKS_AGO, TUESDAY, WEDNESDAY] = [onDay(-13), onDay(1), onDay(2)];

let api: TestApi;

/** Gives what is new since the last time its place in the feeds, and dates it. */
async function sequencedOn(day: Date): Promise<void> {
  await sequence(api);
  await api.database.owner.query('update journal.change set at = $1 where at <> all ($2::timestamptz[])', [
    day,
    [TWO_WEEKS_AGO, TUESDAY, WEDNESDAY],
  ]);
}

beforeAll(async () => {
  api = await startTestApi();
  const old = await publish(api, { title: 'Äldre inlägg' });
  const wrong = await publish(api, { title: 'Fel inlägg' });
  await sequencedOn(TWO_WEEKS_AGO);
  await publish(api, { title: MARKUP, summary: 'En rad.\nEn till <i>rad</i>.' });
  await publishAgain(api, await revise(api, old, { title: 'Rättat inlägg' }));
  await withdraw(api, wrong, 'Fel siffror.');
  await submitted(api);
  await submitted(api);
  await sequencedOn(TUESDAY);
});
afterAll(() => api.close());

async function fetched(
  organisation: string,
  {
    query = '',
    headers = {},
    scopes,
  }: { query?: string; headers?: Record<string, string>; scopes?: readonly Scope[] } = {},
) {
  const authorization = `Bearer ${await api.token(organisation, scopes)}`;
  return fetch(`${api.address}/feed.atom${query}`, { headers: { authorization, ...headers } });
}
const feedOf = async (...about: Parameters<typeof fetched>) =>
  parseAtom(await (await fetched(...about)).text());

test('is a feed as RFC 4287 has it, for every party and in both languages', async () => {
  for (const organisation of [UNIT, 'polisen-stockholm', 'socialjouren', 'rfsu', 'smittskydd-stockholm'])
    for (const query of ['', '?language=sv', '?language=en']) {
      const response = await fetched(organisation, { query });
      expect([response.status, response.headers.get('content-type')]).toEqual([
        200,
        'application/atom+xml; charset=utf-8',
      ]);
      expect(parseAtom(await response.text()).broken).toEqual([]);
    }
});

test('the rules notice what breaks them', async () => {
  const text = await (await fetched('rfsu')).text();
  const broken = (from: string | RegExp, to: string) => {
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    return parseAtom(changed).broken;
  };
  expect(broken(/<id>.*?<\/id>/, '')).toContain('4.1.1 a feed has one id');
  expect(broken(/<author>.*?<\/author>/, '')).toContain(
    '4.1.1 a feed has an author, or all its entries have',
  );
  expect(broken(/(<entry>.*?<updated>)[^<]*/, '$1i går')).toContain('3.3 a date is RFC 3339');
  expect(broken(/<content[^]*?<\/content>/, '')).toContain(
    '4.1.2 an entry without an alternate link has content',
  );
  expect(broken(/<li>/, 'text<li>')).toEqual([]);
  expect(broken(/(<content[^>]*>)/, '$1text')).toContain('4.1.3.3 xhtml is one div');
  expect(broken(/(<entry>)/, '$1<x xmlns="urn:x"/>')).toContain(
    '6.3 nothing of another namespace but what is in xhtml',
  );
  expect(() => parseAtom(text.replace('</feed>', ''))).toThrow();
});

test('has an entry for each week with something new, and names each object once in it', async () => {
  const feed = await feedOf('rfsu');
  expect(feed.texts('/a:feed/a:title')).toEqual(['Nytt för RFSU, Riksförbundet för sexuell upplysning']);
  const titles = feed.texts('//a:entry/a:title');
  expect(titles).toHaveLength(2);
  expect(titles.every((title) => /^Vecka \d+, \d{4}$/.test(title))).toBe(true);
  expect(feed.texts('//a:entry[1]//h:li/text()')).toEqual([
    `Nytt: ${MARKUP} (Trend, 2026-Q3)`,
    'Rättat: Rättat inlägg (Trend, 2026-Q3)',
    'Återtaget: Fel inlägg (Trend, 2026-Q3)',
  ]);
  // Two weeks ago they were new; what has become of them since is said of them there too.
  expect(feed.texts('//a:entry[2]//h:li/text()')).toEqual([
    'Nytt: Rättat inlägg (Trend, 2026-Q3)',
    'Återtaget: Fel inlägg (Trend, 2026-Q3)',
  ]);
  expect(feed.texts('//a:entry[1]//h:li[1]/h:p')).toEqual(['En rad.\nEn till <i>rad</i>.']);
});

test('says of referrals only how many have something new', async () => {
  const feed = await feedOf('socialjouren', { query: '?language=en' });
  expect(feed.texts('/a:feed/a:title')).toEqual(['New for Socialjouren, Stockholms stad']);
  expect(feed.texts('//a:entry[1]//h:h3')).toEqual(['Knowledge', 'Referrals']);
  expect(feed.texts('//a:entry[1]//h:ul[2]/h:li')).toEqual([
    '2 referrals have something new. Read in your client.',
  ]);
  expect((await feedOf('rfsu')).texts('//h:h3').includes('Ärenden')).toBe(false);
});

test('holds what the scopes of the token let it read', async () => {
  const headings = async (scopes: Scope[]) =>
    new Set((await feedOf('socialjouren', { scopes, query: '?language=en' })).texts('//h:h3'));
  expect(await headings(['trends:read'])).toEqual(new Set(['Knowledge']));
  expect(await headings(['referrals:read'])).toEqual(new Set(['Referrals']));
  const nothing = await feedOf('socialjouren', { scopes: ['activity:read'] });
  expect([nothing.broken, nothing.texts('//a:entry')]).toEqual([[], []]);
});

test('stays the same until something is new; identifiers stay for ever', async () => {
  const first = await fetched('rfsl');
  const etag = first.headers.get('etag')!;
  expect(etag).toMatch(/^"[\w-]{43}"$/);
  const text = await first.text();
  for (const known of [etag, `W/${etag}`, `"another", ${etag}`, '*']) {
    const again = await fetched('rfsl', { headers: { 'if-none-match': known } });
    expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
  }
  expect((await fetched('rfsl', { headers: { 'if-none-match': '"another"' } })).status).toBe(200);
  await publish(api, { title: 'Nyaste inlägget' });
  await sequencedOn(WEDNESDAY);
  const later = await fetched('rfsl', { headers: { 'if-none-match': etag } });
  expect(later.status).toBe(200);
  const [before, after] = [parseAtom(text), parseAtom(await later.text())];
  expect(after.texts('//a:id')).toEqual(before.texts('//a:id'));
  expect(after.texts('//a:updated')[0]! > before.texts('//a:updated')[0]!).toBe(true);
  const ids = [...before.texts('//a:id'), ...(await feedOf('rfsu')).texts('//a:id')];
  expect(new Set(ids).size).toBe(6);
  expect(
    ids.every((id) =>
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id),
    ),
  ).toBe(true);
});

describe('is the caller’s own', () => {
  test('to keep, and to ask for again before each use', async () => {
    const { headers } = await fetched('rfsu');
    expect([headers.get('cache-control'), headers.get('vary')]).toEqual([
      'private, no-cache',
      'authorization',
    ]);
  });

  test('and nobody’s without a token', async () => {
    const response = await fetch(`${api.address}/feed.atom`);
    expect([response.status, response.headers.get('cache-control'), response.headers.get('etag')]).toEqual([
      401,
      'no-store',
      null,
    ]);
  });

  test('in Swedish or English and no other language', async () => {
    for (const query of ['?language=de', '?language=sv&language=en', '?language=']) {
      const response = await fetched('rfsu', { query });
      const { errors } = (await response.json()) as { errors: { message: string }[] };
      expect([response.status, errors[0]!.message]).toEqual([400, 'language: sv or en.']);
    }
  });
});
