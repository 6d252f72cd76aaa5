// Every input has a bound, and a refusal names the field and the rule. The fields come from the served schema.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { UNIT } from './tools/entries.js';
import { POLICE } from './tools/flags.js';
import { call, nameOf, placesOf, type Place } from './tools/mutations.js';
import { databaseState, type TableState } from './tools/rows.js';

let api: TestApi;
let texts: Place[];
let lists: Place[];
let before: Record<string, TableState>;
beforeAll(async () => {
  api = await startTestApi();
  const places = await placesOf(api, [UNIT, POLICE, 'socialjouren']);
  texts = places.filter(({ isText }) => isText);
  lists = places.filter(({ isList }) => isList);
  before = await databaseState(api.database.owner);
});
afterAll(async () => {
  expect(await databaseState(api.database.owner)).toEqual(before);
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
