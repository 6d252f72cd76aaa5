// Search and the notes that only some may read: nobody finds, ranks or counts by a text that is not shared with them.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { gives, PARTIES, type Party } from '../security/support/agreement.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { publish, OTHERS, UNIT } from './tools/entries.js';
import { titlesOf } from './tools/lists.js';

const EVERYBODY = [UNIT, ...OTHERS];
const NOTES = {
  methodNotes: 'method_notes',
  sources: 'sources',
  policingNotes: 'policing_notes',
  healthNotes: 'health_notes',
  outreachGuidance: 'outreach_guidance',
};
type Note = keyof typeof NOTES;
const FIELDS = Object.keys(NOTES) as Note[];

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

/** A note as an input takes it: sources are a list. */
const noteOf = (field: Note, text: string) => ({ [field]: field === 'sources' ? [text] : text });

/** The parties that the signed agreement lets read a field. */
const readersOf = (field: Note) => PARTIES.filter((party) => gives(`TrendEntry.${field}`, party));

/** Whether the agreement lets an organisation's party read a field. */
async function mayRead(organisation: string, field: Note): Promise<boolean> {
  const { data } = await api.as(organisation)('{ viewer { organisation { party } } }');
  return readersOf(field).includes(data.viewer.organisation.party as Party);
}

describe.each(FIELDS)('a word that stands in %s alone', (field) => {
  // Made up, so that it stands nowhere else.
  const word = `kvist${field.toLowerCase()}`;
  const title = `Med ${field}`;
  beforeAll(() => publish(api, { title, ...noteOf(field, `En ${word} syntes.`) }));

  test.each(EVERYBODY)(
    'is found by %s exactly if the agreement lets it read the field',
    async (organisation) => {
      const expected = (await mayRead(organisation, field)) ? [title] : [];
      for (const orderBy of ['RELEVANCE', 'PUBLISHED_AT_DESC', 'PUBLISHED_AT_ASC'])
        expect(await titlesOf(api.as(organisation), { filter: { search: word }, orderBy })).toEqual(expected);
    },
  );
});

test('every note has a reader besides the unit, and somebody who may not read it', () => {
  for (const field of FIELDS) {
    const readers = readersOf(field);
    expect(readers).toContain('UNIT');
    expect(readers.length).toBeGreaterThan(1);
    expect(readers.length).toBeLessThan(7);
  }
});

describe.each(FIELDS)('of two entries that differ only in %s', (field) => {
  const word = `gnista${field.toLowerCase()}`;
  const texts = { with: noteOf(field, `${word} ${word} ${word}`), without: noteOf(field, 'Något annat.') };

  beforeAll(async () => {
    // The one with the note is once the older, once the newer of its pair.
    for (const [pair, order] of [
      ['a', ['with', 'without']],
      ['b', ['without', 'with']],
    ] as const)
      for (const each of order)
        await publish(api, {
          title: each,
          body: `Ordet ${word} står här.`,
          topics: [field + pair],
          ...texts[each],
        });
  });

  test.each(EVERYBODY)('the note decides the order for %s only if it may read it', async (organisation) => {
    const orderOf = (pair: string) =>
      titlesOf(api.as(organisation), {
        filter: { search: word, topics: [field + pair] },
        orderBy: 'RELEVANCE',
      });
    const orders = [await orderOf('a'), await orderOf('b')];
    const noteFirst = ['with', 'without'];
    // Without the note they rank equal, and the newer comes first.
    const newerFirst = [['without', 'with'], noteFirst];
    expect(orders).toEqual((await mayRead(organisation, field)) ? [noteFirst, noteFirst] : newerFirst);
  });
});

test('each search column is made of exactly the notes that its party may read', async () => {
  const columns = await api.database.owner.query<{ party: string; expression: string }[]>(
    `select upper(substring(a.attname from 8)) as party, pg_get_expr(d.adbin, d.adrelid) as expression
     from pg_attribute a join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attrelid = 'trends.revision'::regclass and a.attname like 'search\\_%' order by 1`,
  );
  const made = columns.map(({ party, expression }) => [
    party,
    FIELDS.filter((field) => new RegExp(`\\b${NOTES[field]}\\b`).test(expression)),
  ]);
  const agreed = [...PARTIES]
    .sort()
    .map((party) => [party, FIELDS.filter((field) => readersOf(field).includes(party))]);
  expect(made).toEqual(agreed);
  // Nor of anything else that not everybody may read.
  for (const { expression } of columns) expect(expression).not.toMatch(/drafted_by|withdrawn/);
});
