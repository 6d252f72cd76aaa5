// Every input of a mutation has a bound, and a refusal names the field and the rule (of reads: read-bounds). The fields come from the served
// schema.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { UNIT } from './tools/entries.js';
import { POLICE } from './tools/flags.js';
import { call, nameOf, placesOf, type Place } from './tools/mutations.js';
import { contentState, type TableState } from './tools/rows.js';

let api: TestApi;
let texts: Place[];
let lists: Place[];
let before: Record<string, TableState>;
beforeAll(async () => {
  api = await startTestApi();
  const places = await placesOf(api, [UNIT, POLICE, 'socialjouren']);
  texts = places.filter(({ isText }) => isText);
  lists = places.filter(({ isList }) => isList);
  before = await contentState(api.database.owner);
});
afterAll(async () => {
  expect(await contentState(api.database.owner)).toEqual(before);
  await api.close();
});

/** Sends a value to every place and expects one refusal of it, by its path. */
async function expectRefused(places: Place[], value: (place: Place) => unknown, rule: RegExp, deeper = true) {
  for (const place of places) {
    const sent = value(place);
    const { refusals, text } = await call(api, place, place.input(place.isList && deeper ? [sent] : sent));
    const path = place.isList && deeper ? [...place.path, '0'] : place.path;
    expect([nameOf(place), refusals]).toEqual([
      nameOf(place),
      [{ code: 'INVALID_VALUE', path, message: expect.stringMatching(rule) }],
    ]);
    expect(text).not.toContain('SKRÄP');
  }
}

/** What a later rule refuses. */
const LATER: Readonly<Record<string, object>> = {
  draftTrendEntry: { language: 'xx' },
  contribute: { period: '2100' },
};

/** Sends a value and expects that the inspection lets it pass; a later rule then keeps it from being written. */
async function expectFitting(place: Place, value: unknown) {
  const later = LATER[place.mutation] ?? {};
  const { refusals, errors } = await call(api, place, { ...later, ...place.input(value) });
  const bounds = refusals.filter(({ message }) => /at most|not empty|control|seems/.test(message));
  expect([nameOf(place), bounds]).toEqual([nameOf(place), []]);
  expect(errors.filter(({ extensions }) => extensions.code !== 'NOT_FOUND')).toEqual([]);
}

test('there are texts and lists to test, each with a bound that the schema tells', () => {
  expect(texts.length).toBeGreaterThan(40);
  expect(lists.length).toBeGreaterThanOrEqual(20);
  for (const place of texts) expect([nameOf(place), place.max > 0]).toEqual([nameOf(place), true]);
  for (const place of lists)
    expect([nameOf(place), /At most \d+ items\.$/.test(place.description)]).toEqual([nameOf(place), true]);
});

test('a text that is longer by one character is refused', async () => {
  await expectRefused(
    texts,
    ({ max }) => 'SKRÄP'.padEnd(max + 1, 'å').slice(0, max + 1),
    /: at most \d+ characters\.$/,
  );
});

test('a text of exactly the most characters is not refused for its length', async () => {
  for (const place of texts) {
    const text = 'å'.repeat(place.max);
    await expectFitting(place, place.isList ? [text] : text);
  }
});

test('a control character is refused, a line break is not', async () => {
  const short = texts.filter(({ max }) => max >= 10);
  for (const control of ['\u0000', '\u0007', '\u001b', '\u007f'])
    await expectRefused(short, () => `SKRÄP${control}`, /: no control characters\.$/);
  const [title] = texts.filter(({ path }) => path.join('.') === 'reason');
  const { refusals, errors } = await call(api, title!, title!.input('Två\nrader\toch en flik'));
  expect([refusals, errors.map(({ extensions }) => extensions.code)]).toEqual([[], ['NOT_FOUND']]);
});

test('an empty text is refused', async () => {
  await expectRefused(texts, () => '', /: not empty; leave it out instead\.$/);
  await expectRefused(
    texts.filter(({ max }) => max > 2),
    () => ' \n ',
    /: not empty/,
  );
});

/** The lists that may be read page by page, as the unit is served them. */
async function pagedLists(): Promise<string[]> {
  const { data } = await api.as(UNIT)('{ __schema { queryType { fields { name args { name } } } } }');
  const fields = data.__schema.queryType.fields as { name: string; args: { name: string }[] }[];
  return fields.filter(({ args }) => args.some(({ name }) => name === 'first')).map(({ name }) => name);
}

test('a page of any list, the feed too, has at most 100 items, and begins behind a cursor of that list', async () => {
  const lists = await pagedLists();
  expect(lists).toEqual(expect.arrayContaining(['changes', 'trendEntries', 'referrals']));
  const ask = async (list: string, page: object) => {
    const { errors, text } = await api.as(UNIT)(
      `query ($first: Int, $after: String) { ${list}(first: $first, after: $after) { pageInfo { endCursor } } }`,
      page,
    );
    expect(text).not.toContain('SKRÄP');
    return [list, errors[0]?.extensions.code, errors[0]?.message];
  };
  const notItsOwn = 'after: not a cursor of this list in this order.';
  const ofAnother = Buffer.from(JSON.stringify(['SKRÄP', 1])).toString('base64url');
  const withNothing = (list: string) => Buffer.from(JSON.stringify([list])).toString('base64url');
  for (const list of lists) {
    for (const first of [0, 101, -1, 2 ** 31 - 1])
      expect(await ask(list, { first })).toEqual([list, 'BAD_USER_INPUT', 'first: 1 to 100.']);
    expect(await ask(list, { first: 100 })).toEqual([list, undefined, undefined]);
    for (const after of ['SKRÄP', '', ofAnother, withNothing(list), 'SKRÄP'.repeat(10_000)])
      expect(await ask(list, { after })).toEqual([list, 'BAD_USER_INPUT', notItsOwn]);
  }
});

test('a stream begins behind a cursor of the feed, and not ahead of it', async () => {
  const token = await api.token(UNIT);
  const ask = async (after: string | null, lastEventId?: string) => {
    const response = await fetch(`${api.address}/graphql/stream`, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${token}`, accept: 'text/event-stream' },
        'content-type': 'application/json',
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      },
      body: JSON.stringify({
        query: 'subscription ($after: String) { changed(after: $after) { kind } }',
        variables: { after },
      }),
    });
    const text = await response.text();
    expect(text).not.toContain('SKRÄP');
    return /"message":"([^"]*)"/.exec(text)?.[1];
  };
  const [{ epoch } = { epoch: '' }] = await api.database.owner.query<{ epoch: string }[]>(
    'select epoch from journal.epoch',
  );
  const cursor = (...key: unknown[]) => Buffer.from(JSON.stringify([...key, epoch])).toString('base64url');
  const refusals = {
    SKRÄP: 'after: not a cursor of this list in this order.',
    [cursor('referrals', 1)]: 'after: not a cursor of this list in this order.',
    [cursor('changes', 1e9)]: 'after: is ahead of this feed. Read the lists again and follow from `head`.',
    [cursor('changes', 1e300)]: expect.stringMatching(/^(after: |A cursor)/),
    [cursor('changes', 'SKRÄP')]: expect.stringMatching(/^(after: |A cursor)/),
  };
  for (const [after, refusal] of Object.entries(refusals)) {
    expect([after, await ask(after)]).toEqual([after, refusal]);
    if (after !== 'SKRÄP') expect([after, await ask(null, after)]).toEqual([after, refusal]);
  }
});

/** How many items a list may have: 50, but for these. */
const LONGER: Readonly<Record<string, number>> = { 'importObservations.observations': 1_000 };
/** Keeps from being counted what is not refused for its length. */
const OBSERVATION = {
  ...{ week: '2099-W01', municipality: '0180', arena: 'STREET', ageBand: 'UNKNOWN', gender: 'UNKNOWN' },
  ...{ change: 'PRESENT', countUnit: 'ADVERTS', count: 1 },
};

test('a list of one item more than it may have is refused, one of the most is not', async () => {
  expect(Object.keys(LONGER).filter((name) => !lists.some((place) => nameOf(place) === name))).toEqual([]);
  for (const place of lists) {
    const item = itemOf(place);
    const most = LONGER[nameOf(place)] ?? 50;
    const tooMany = await call(api, place, place.input(Array(most + 1).fill(item)));
    expect([nameOf(place), tooMany.refusals]).toEqual([
      nameOf(place),
      [{ code: 'INVALID_VALUE', path: place.path, message: `${place.path.at(-1)}: at most ${most} items.` }],
    ]);
    await expectFitting(place, Array(most).fill(item));
  }
});

/** An item that fits the type of a list. */
function itemOf({ isText, path, mutation }: Place): unknown {
  if (isText) return 'sv';
  const items: Record<string, unknown> = {
    events: 'REFERRAL_MOVED',
    observations: OBSERVATION,
    measures: 'ADVERTS',
    groupBy: 'PERIOD',
    regions: '0180',
    arenas: 'STREET',
    ageBands: 'UNKNOWN',
    genders: 'UNKNOWN',
    indicators: 'DECEPTION',
    meansOfControl: 'THREATS',
    needs: 'MEDICAL',
    healthNeeds: 'MEDICAL',
    services: mutation === 'recordServices' ? { service: 'MEDICAL', status: 'OFFERED' } : 'MEDICAL',
  };
  const item = items[path.at(-1)!];
  if (!item) throw new Error(`no item known for ${mutation}.${path.join('.')}`);
  return item;
}
