// The history of an entry: every revision by its number, and what each changed, to every reader in its own words alone.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildSchema, isEnumType } from 'graphql';
import { startTestApi, type TestApi } from '../support/api.js';
import { OTHERS, UNIT, publish, publishAgain, revise, type Entry } from './tools/entries.js';

/** One correction after the other; some only where not everybody reads, one nowhere. */
const CORRECTIONS = [
  { title: 'Rättad rubrik' },
  { policingNotes: 'För polisen.' },
  { healthNotes: 'Om hälsa.', confidence: 'HIGH' },
  { topics: ['ord', 'andra'], regions: ['0180', '1280'], period: '2026-10' },
  { title: 'Rättad rubrik' },
  { methodNotes: 'Om metoden.', sources: ['En källa, 2005'], outreachGuidance: 'Råd.', countUnit: 'TIPS' },
  { policingNotes: 'För polisen igen.', arenas: ['STREET'], ageBands: ['UNKNOWN'], genders: ['MAN'] },
];

let api: TestApi;
let entry: Entry;
beforeAll(async () => {
  api = await startTestApi();
  entry = await publish(api);
  for (const change of CORRECTIONS) entry = await publishAgain(api, await revise(api, entry, change));
});
afterAll(() => api.close());

const fieldOf = (code: string) => code.toLowerCase().replace(/_./g, ([, letter]) => letter!.toUpperCase());

/** The words that an organisation has for what a revision can change. */
async function wordsOf(organisation: string): Promise<string[]> {
  const response = await fetch(`${api.address}/schema.graphql`, {
    headers: { authorization: `Bearer ${await api.token(organisation)}` },
  });
  const type = buildSchema(await response.text()).getType('TrendEntryField');
  return isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
}

type Numbered = { revision: number } & Record<string, unknown>;
async function revisionsOf(
  organisation: string,
  fields: string,
  narrowed = '',
  variables: object = {},
  declared = '',
): Promise<Numbered[]> {
  const { data, text } = await api.as(organisation)(
    `query ($id: ID!${declared}) { trendEntry(id: $id) { revisions${narrowed} { ${fields} } } }`,
    { id: entry.id, ...variables },
  );
  if (!data) throw new Error(text);
  return data.trendEntry.revisions as Numbered[];
}
const numbers = (revisions: Numbered[]) => revisions.map(({ revision }) => revision);

test('what changed is what reads otherwise than before, field by field, to every reader of the field', async () => {
  for (const organisation of [UNIT, ...OTHERS]) {
    const words = await wordsOf(organisation);
    expect(words.length).toBeGreaterThanOrEqual(17);
    const read = await revisionsOf(organisation, `revision ${words.map(fieldOf).join(' ')}`);
    expect(numbers(read)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    for (const word of words) {
      const { data } = await api.as(organisation)(
        `query ($id: ID!) { trendEntry(id: $id) { revisions(changing: [${word}]) { revision } } }`,
        { id: entry.id },
      );
      const changed = read.filter((revision, index) => {
        const before = read[index + 1];
        return before && JSON.stringify(revision[fieldOf(word)]) !== JSON.stringify(before[fieldOf(word)]);
      });
      expect([word, numbers(data.trendEntry.revisions)]).toEqual([word, numbers(changed)]);
    }
  }
});

test('the same, spelled out for some', async () => {
  const changing = async (organisation: string, words: string) =>
    numbers(await revisionsOf(organisation, 'revision', `(changing: [${words}])`));
  expect(await changing('rfsu', 'TITLE')).toEqual([2]);
  expect(await changing('polisen-stockholm', 'POLICING_NOTES')).toEqual([8, 3]);
  expect(await changing('polisen-stockholm', 'POLICING_NOTES, TITLE')).toEqual([8, 3, 2]);
  expect(await changing('rfsl', 'HEALTH_NOTES')).toEqual([4]);
  expect(await changing('rfsl', 'BODY, SUMMARY')).toEqual([]);
  expect(await changing('rfsl', '')).toEqual([]);
  expect(await changing('socialtjansten-malmo', 'SOURCES')).toEqual([7]);
});

test('a word for a field that is not shared is refused by its name, as a variable too', async () => {
  const narrowed = 'query ($id: ID!, $words: [TrendEntryField!])';
  for (const organisation of OTHERS.filter((code) => code !== 'polisen-stockholm')) {
    const written = await api.as(organisation)(
      'query ($id: ID!) { trendEntry(id: $id) { revisions(changing: [TITLE, POLICING_NOTES]) { revision } } }',
      { id: entry.id },
    );
    expect(written.errors[0]).toMatchObject({
      message: expect.stringMatching(/^TrendEntry\.policingNotes is not shared with/),
      extensions: { code: 'FORBIDDEN_FIELD' },
    });
    const sent = await api.as(organisation)(
      `${narrowed} { trendEntry(id: $id) { revisions(changing: $words) { revision } } }`,
      { id: entry.id, words: ['POLICING_NOTES'] },
    );
    expect([sent.data, sent.errors[0]!.extensions.code]).toEqual([undefined, 'BAD_USER_INPUT']);
  }
});

test('one document narrows or not, as its variable says, in whatever order it is asked', async () => {
  const ask = (words?: string[] | null) =>
    revisionsOf(
      'rfsu',
      'revision',
      '(changing: $words)',
      words === undefined ? {} : { words },
      ', $words: [TrendEntryField!]',
    );
  for (const round of [1, 2]) {
    expect([round, numbers(await ask())]).toEqual([round, [8, 7, 6, 5, 4, 3, 2, 1]]);
    expect([round, numbers(await ask(['TITLE', 'CONFIDENCE']))]).toEqual([round, [4, 2]]);
    expect([round, numbers(await ask(null))]).toEqual([round, [8, 7, 6, 5, 4, 3, 2, 1]]);
  }
});

test('in a list, narrowed and whole beside each other, with what else was asked of each', async () => {
  const { data } = await api.as('rfsl')(
    `{ trendEntries { nodes { revision
         changed: revisions(changing: [HEALTH_NOTES, ARENAS]) { revision healthNotes }
         revisions { revision title revisions(changing: [TITLE]) { revision } } } } }`,
  );
  const [node] = data.trendEntries.nodes;
  expect(node.changed).toEqual([
    { revision: 8, healthNotes: 'Om hälsa.' },
    { revision: 4, healthNotes: 'Om hälsa.' },
  ]);
  expect(node.revisions).toHaveLength(8);
  expect(node.revisions[0]).toEqual({ revision: 8, title: 'Rättad rubrik', revisions: [{ revision: 2 }] });
});

test('an old revision is cited by its number and reads as it did, while readers see the newest', async () => {
  const cite = async (revision: number | null) => {
    const { data } = await api.as('rfsu')(
      'query ($id: ID!, $revision: Int) { trendEntry(id: $id, revision: $revision) { revision title confidence publishedAt } }',
      { id: entry.id, revision },
    );
    return data.trendEntry as Numbered;
  };
  const all = await revisionsOf('rfsu', 'revision title confidence publishedAt');
  for (const one of all) expect(await cite(one.revision)).toEqual(one);
  expect(await cite(null)).toEqual(all[0]);
  expect(new Set(all.map(({ publishedAt }) => publishedAt)).size).toBe(8);
});

test("what a draft changes is the unit's to see until it is published", async () => {
  const mine = () => revisionsOf(UNIT, 'revision status', '(changing: [SUMMARY])');
  const theirs = () => revisionsOf('rfsu', 'revision', '(changing: [SUMMARY])');
  const before = await theirs();
  entry = await revise(api, entry, { summary: 'Utkast till rättelse.' });
  expect(await mine()).toEqual([{ revision: 9, status: 'DRAFT' }]);
  expect(await theirs()).toEqual(before);
  entry = await publishAgain(api, entry);
  expect(numbers(await theirs())).toEqual([9]);
});
