// Nothing reaches anybody through the digest or the feed that a direct query would refuse: a word of its own stands in every text.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { digestCommand } from '../../src/commands/digest.js';
import { readConfig } from '../../src/config.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { cluster } from '../support/database.js';
import { largestPages } from '../api/tools/everything.js';
import { OTHERS, publish, UNIT } from '../api/tools/entries.js';
import { FULL, submitted } from '../api/tools/flags.js';
import { take } from '../api/tools/steps.js';
import { sequence } from '../changes/tools/follower.js';

const word = (field: string) => `kanarie${field}`;
const ENTRY = [
  'title',
  'summary',
  'body',
  'method',
  'coverage',
  'methodNotes',
  'policingNotes',
  'healthNotes',
  'outreachGuidance',
];
const WORDS = [
  ...ENTRY,
  'contributionTitle',
  'contributionText',
  'note',
  'safetyNote',
  'caseworkerNote',
  'message',
  'caseLink',
].map(word);

// Midnight may pass between what is published and what is told of it.
const since = new Date().toISOString().slice(0, 10);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await publish(api, Object.fromEntries(ENTRY.map((field) => [field, word(field)])));
  const { data } = await api.as('rfsl')(
    'mutation ($input: ContributeInput!) { contribute(input: $input) { errors { code } } }',
    { input: { title: word('contributionTitle'), text: word('contributionText') } },
  );
  expect(data.contribute.errors).toEqual([]);
  const consent = { ...FULL.consent, organisations: ['socialjouren', 'rfsu'] };
  const texts = { note: word('note'), safetyNote: word('safetyNote'), policeCaseLink: word('caseLink') };
  const { id } = await submitted(api, { ...FULL, consent, ...texts });
  for (const mutation of ['acknowledgeReferral', 'acceptReferral'])
    await take(api, 'socialjouren', mutation, { id });
  await take(api, 'socialjouren', 'inviteSupporter', { id, organisation: 'rfsu' });
  await take(api, 'socialjouren', 'recordServices', {
    ...{ id, services: [{ service: 'MEDICAL', status: 'PROVIDED' }] },
    ...{ healthNeeds: ['MEDICAL'], caseworkerNote: word('caseworkerNote') },
  });
  await take(api, 'socialjouren', 'sendReferralMessage', { id, audience: ['rfsu'], body: word('message') });
  await sequence(api);
});
afterAll(() => api.close());

const found = (text: string) => WORDS.filter((one) => new RegExp(`${one}(?![A-Za-z])`).test(text));

/** Every word that an organisation reads by asking for everything. */
async function readable(organisation: string): Promise<string[]> {
  const authorization = `Bearer ${await api.token(organisation)}`;
  const sdl = await (await fetch(`${api.address}/schema.graphql`, { headers: { authorization } })).text();
  const texts = [];
  for (const page of largestPages(buildSchema(sdl), 10))
    texts.push((await api.as(organisation)(`{ ${page} }`)).text);
  return found(texts.join(' '));
}

async function told(organisation: string): Promise<string> {
  const config = readConfig({
    MODE: 'development',
    DATABASE_URL: api.database.url,
    LOGIN_SECRET: cluster.loginSecret,
  });
  const texts = [];
  for (const language of ['sv', 'en']) {
    texts.push(await digestCommand(config, { organisation, since, language }));
    const authorization = `Bearer ${await api.token(organisation)}`;
    const feed = await fetch(`${api.address}/feed.atom?language=${language}`, { headers: { authorization } });
    texts.push(await feed.text());
  }
  return texts.join('\n');
}

test.each([UNIT, ...OTHERS, 'bromma'])('%s', async (organisation) => {
  const [allowed, text] = [await readable(organisation), await told(organisation)];
  const heard = found(text);
  expect(heard.filter((one) => !allowed.includes(one))).toEqual([]);
  const own = ['rfsl', UNIT].includes(organisation) ? [word('contributionTitle')] : [];
  expect(heard).toEqual([word('title'), word('summary'), ...own]);
  expect(text.includes('1 referral has something new')).toBe(
    [UNIT, 'polisen-stockholm', 'socialjouren', 'rfsu'].includes(organisation),
  );
  expect(allowed).toEqual(expect.arrayContaining([word('title'), word('body')]));
});

test('the words are told apart, and between them the organisations read them all', async () => {
  const all = await Promise.all([UNIT, ...OTHERS].map(readable));
  expect(WORDS.filter((one) => !all.flat().includes(one))).toEqual([]);
});
