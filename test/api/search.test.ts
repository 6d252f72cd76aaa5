// Search: Swedish word forms, ranking, and that neither a match nor an order tells what a reader may not read.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { draft, publish, revise, OTHERS, UNIT } from './tools/entries.js';
import { titlesOf } from './tools/lists.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const found = (search: string, organisation = 'rfsu', orderBy = 'RELEVANCE') =>
  titlesOf(api.as(organisation), { filter: { search }, orderBy });

describe('a search understands Swedish', () => {
  beforeAll(() =>
    publish(api, { title: 'Flickorna', summary: 'Kontaktannonser på nätet följs varje vecka.' }),
  );

  test.each(['flicka', 'FLICKOR', 'flickornas', 'kontaktannonsen', 'Kontaktannonserna', 'veckor'])(
    '%s finds another form of the word',
    async (form) => {
      expect(await found(form)).toEqual(['Flickorna']);
    },
  );

  test.each(['pojke', 'flickvän', 'natt'])('%s, another word, does not', async (word) => {
    expect(await found(word)).toEqual([]);
  });
});

describe('a search ranks', () => {
  test('the title above the summary above the body above the method', async () => {
    const word = 'lyktstolpe';
    const places = { body: 'texten', method: 'metoden', title: word, summary: 'sammanfattningen' };
    for (const [field, title] of Object.entries(places))
      await publish(api, { title, ...(field === 'title' ? {} : { [field]: `Om en ${word} i natten.` }) });
    expect(await found(word)).toEqual([word, 'sammanfattningen', 'texten', 'metoden']);
    const newest = await found(word, 'rfsu', 'PUBLISHED_AT_DESC');
    expect(newest).toEqual(['sammanfattningen', word, 'metoden', 'texten']);
  });

  test('keywords as the summary, and finds them', async () => {
    await publish(api, { title: 'Nyckelord', topics: ['vattentorn'] });
    await publish(api, { title: 'Brödtext', body: 'Vid ett vattentorn.' });
    expect(await found('vattentornen')).toEqual(['Nyckelord', 'Brödtext']);
  });
});

describe('a search takes the operators of a search box', () => {
  beforeAll(async () => {
    await publish(api, { title: 'Röd båt' });
    await publish(api, { title: 'Båt som är röd' });
    await publish(api, { title: 'Grön båt' });
  });

  test.each([
    ['röd båt', ['Båt som är röd', 'Röd båt']],
    ['"röd båt"', ['Röd båt']],
    ['grön or "röd båt"', ['Grön båt', 'Röd båt']],
    ['båt -röd', ['Grön båt']],
    ['båt -"röd båt"', ['Båt som är röd', 'Grön båt']],
    ['röd & ! | ( :* <->', ['Båt som är röd', 'Röd båt']],
    [`'; drop table trends.entry; --`, []],
    ['och', []],
    ['"', []],
    ['%', []],
  ])('%s', async (search, titles) => {
    expect((await found(search)).sort()).toEqual(titles);
  });

  test('and at most 200 characters', async () => {
    const client = api.as('rfsu');
    const query = 'query ($search: String) { trendEntries(filter: { search: $search }) { nodes { title } } }';
    const atMost = await client(query, { search: 'båt '.repeat(50) });
    expect(atMost.data.trendEntries.nodes.length).toBe(3);
    const { errors } = await client(query, { search: `${'båt '.repeat(50)}b` });
    expect(errors[0]).toMatchObject({
      message: 'filter.search: at most 200 characters.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

test('a draft and an open correction are found by the unit alone', async () => {
  await draft(api, { title: 'Utkast om ett vindspel' });
  await revise(api, await publish(api, { title: 'Publicerad' }), { body: 'Rättelse om ett vindspel.' });
  for (const organisation of OTHERS) expect(await found('vindspel', organisation)).toEqual([]);
  expect(await found('vindspel', UNIT)).toEqual(['Utkast om ett vindspel']);
});

test('what a correction took away is no longer found', async () => {
  const entry = await publish(api, { title: 'Om en fyrbåk' });
  expect(await found('fyrbåk')).toEqual(['Om en fyrbåk']);
  const { id, version } = await revise(api, entry, { title: 'Om en sjöbod' });
  await api.as(UNIT)(
    `mutation { publishTrendEntry(input: { id: "${id}", expectedVersion: ${version} }) { errors { code } } }`,
  );
  expect(await found('fyrbåk')).toEqual([]);
  expect(await found('sjöbod')).toEqual(['Om en sjöbod']);
});
