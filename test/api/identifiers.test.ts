// No text of any mutation may hold what identifies a person. The fields come from the served schema, so none is forgotten.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { UNIT } from './tools/entries.js';
import { POLICE } from './tools/flags.js';
import { call, nameOf, placesOf, type Place } from './tools/mutations.js';
import { contentState } from './tools/rows.js';

// Numbers that the authorities set aside for examples.
const IDENTIFIERS = {
  PERSONAL_NUMBER: '850709-9805',
  PHONE: '070-174 06 05',
  EMAIL: 'anna.exempel@example.org',
  URL: 'https://example.org/annons/77',
};

// Codes and opaque tokens are not screened: each is checked in another way, or read by nobody but its sender. The same goes for where
// an organisation has its own webhooks delivered.
const UNSCREENED = [
  'idempotencyKey', 'url', 'language', 'languages', 'consent.language', 'consent.organisations',
  'recipient', 'code', 'organisations', 'organisation', 'audience',
]; // prettier-ignore

let api: TestApi;
let texts: Place[];
beforeAll(async () => {
  api = await startTestApi();
  texts = (await placesOf(api, [UNIT, POLICE, 'socialjouren'])).filter(({ isText }) => isText);
});
afterAll(() => api.close());

const isScreened = ({ path }: Place) => !UNSCREENED.includes(path.join('.'));
test('every text is screened and says so, but for a few named codes', () => {
  const silent = texts.filter(({ description }) => !description.includes('Screened'));
  expect(silent.filter(isScreened).map(nameOf)).toEqual([]);
  expect([...new Set(silent.map(({ path }) => path.join('.')))].sort()).toEqual([...UNSCREENED].sort());
  expect(texts.filter(isScreened).length).toBeGreaterThan(25);
});

describe.each(Object.entries(IDENTIFIERS))('%s', (kind, identifier) => {
  test('is suspected in every text, told by its field, repeated nowhere, and stored nowhere', async () => {
    const before = await contentState(api.database.owner);
    for (const place of texts.filter(isScreened)) {
      const text = `Ring ${identifier} nu`;
      const {
        status,
        refusals,
        text: body,
      } = await call(api, place, place.input(place.isList ? ['ord', text] : text));
      const at = place.isList ? [...place.path, '1'] : place.path;
      expect([nameOf(place), status, refusals]).toEqual([
        nameOf(place),
        200,
        [{ code: 'IDENTIFIER_SUSPECTED', path: at, message: expect.stringContaining(kind) }],
      ]);
      expect(body).not.toContain(identifier);
    }
    expect(await contentState(api.database.owner)).toEqual(before);
  });

  test('is repeated nowhere when it stands in a code, and when it is no text at all', async () => {
    for (const place of texts) {
      for (const value of [identifier, { [identifier]: identifier }, 8507099805]) {
        const { text } = await call(api, place, place.input(place.isList ? [value] : value));
        expect(text).not.toContain(identifier);
        expect(text).not.toContain('8507099805');
      }
    }
  });
});

describe.each(Object.values(IDENTIFIERS))('%s in a cursor', (identifier) => {
  const byHand = Buffer.from(JSON.stringify(['changes', identifier])).toString('base64url');

  test('is repeated by no list, the feed among them', async () => {
    const { data } = await api.as(UNIT)(
      '{ __schema { queryType { fields { name type { ofType { name } } } } } }',
    );
    const lists = (
      data.__schema.queryType.fields as { name: string; type: { ofType: { name: string | null } | null } }[]
    )
      .filter(({ type }) => type.ofType?.name?.endsWith('Connection'))
      .map(({ name }) => name);
    expect(lists).toContain('changes');
    for (const list of lists) {
      for (const after of [identifier, byHand, byHand.replaceAll('=', '')]) {
        const { text, errors } = await api.as(UNIT)(
          `query ($after: String) { ${list}(after: $after) { pageInfo { hasNextPage } } }`,
          { after },
        );
        expect([list, errors[0]?.extensions.code]).toEqual([list, 'BAD_USER_INPUT']);
        expect(text).not.toContain(identifier);
      }
    }
  });

  test('is repeated by no stream, wherever it stands', async () => {
    const stream = async (variables: object, headers: Record<string, string> = {}) => {
      const response = await fetch(`${api.address}/graphql/stream`, {
        method: 'POST',
        headers: {
          ...{ authorization: `Bearer ${await api.token(UNIT)}`, accept: 'text/event-stream' },
          ...{ 'content-type': 'application/json', ...headers },
        },
        body: JSON.stringify({
          query: 'subscription ($after: String) { changed(after: $after) { kind } }',
          variables,
        }),
      });
      return response.text();
    };
    for (const text of [
      await stream({ after: identifier }),
      await stream({ after: byHand }),
      await stream({ after: { [identifier]: identifier } }),
      await stream({}, { 'last-event-id': identifier }),
      await stream({}, { 'last-event-id': byHand }),
    ]) {
      expect(text).toContain('"code":"BAD_USER_INPUT"');
      expect(text).not.toContain(identifier);
    }
  });
});

test('a name is asked about, and passes once the writer confirms that it names no one', async () => {
  const place = texts.find((each) => nameOf(each) === 'draftTrendEntry.title')!;
  const input = { ...place.input('Flickan heter Ros i annonserna') };
  const asked = await call(api, place, input);
  expect(asked.refusals).toEqual([
    {
      code: 'IDENTIFIER_SUSPECTED',
      path: ['title'],
      message: expect.stringContaining('confirmsNoNames: true'),
    },
  ]);
  expect((await call(api, place, { ...input, confirmsNoNames: true })).refusals).toEqual([]);
  const both = { ...place.input('Flickan heter Ros, 070-174 06 05'), confirmsNoNames: true };
  expect((await call(api, place, both)).refusals).toEqual([
    { code: 'IDENTIFIER_SUSPECTED', path: ['title'], message: expect.stringMatching(/\(PHONE\)\.$/) },
  ]);
});

test('a text that reads like an error message is not taken for one', async () => {
  const [place] = texts.filter(({ path }) => path.join('.') === 'title');
  for (const value of [
    `x at "input.850709"; DateTime: 8507099805.`,
    `x"; Field "8507099805" is not defined by type "T8507099805".`,
    `x"; Value "y" does not exist in "E8507099805" enum.`,
  ]) {
    for (const field of ['title', 'kind', 'period', 'regions']) {
      const { text, errors } = await call(api, place!, { ...place!.input('ord'), [field]: [value] });
      expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect(text.replace(/"requestId":"[^"]*"/g, '')).not.toContain('850709');
    }
  }
});
