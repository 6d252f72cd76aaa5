// Activity reports: monthly counts of an organisation's own work, read by itself and by the unit.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type Answer, type TestApi } from '../support/api.js';
import { UNIT } from './tools/entries.js';
import { contentState, databaseState, gained } from './tools/rows.js';

const FIELDS = 'id organisation { code } month municipality kind count note';
const MUTATION = `mutation ($input: ReportActivityInput!) {
  reportActivity(input: $input) { activityReport { ${FIELDS} } errors { code message path } } }`;
const LIST = `query ($filter: ActivityFilter, $first: Int, $after: String) {
  activityReports(filter: $filter, first: $first, after: $after) {
    nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } } }`;
const NODE = `query ($id: ID!) { node(id: $id) { ... on ActivityReport { ${FIELDS} } } }`;
const REPORT = { month: '2026-07', municipality: '0180', kind: 'CHAT', count: 12, note: 'Stängt en vecka.' };

interface Report {
  readonly id: string;
  readonly month: string;
  readonly kind: string;
  readonly count: number;
  readonly note: string | null;
}

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const send = (organisation: string, input: object) => api.as(organisation)(MUTATION, { input });

/** Reports what must be taken. */
async function reported(organisation: string, input: object = {}): Promise<Report> {
  const { data, text } = await send(organisation, { ...REPORT, ...input });
  if (!data?.reportActivity.activityReport) throw new Error(text);
  return data.reportActivity.activityReport as Report;
}

async function listed(organisation: string, filter: object = {}, page: object = {}): Promise<Report[]> {
  const { data, text } = await api.as(organisation)(LIST, { filter, first: 100, ...page });
  if (!data) throw new Error(text);
  return data.activityReports.nodes as Report[];
}

/** Reports what must be refused without a trace, and returns why. */
async function refusals(input: object): Promise<unknown> {
  const before = await contentState(api.database.owner);
  const { data } = await send('rfsu', { ...REPORT, ...input });
  expect(data.reportActivity.activityReport).toBeNull();
  expect(await contentState(api.database.owner)).toEqual(before);
  return data.reportActivity.errors;
}

/** The month that lies so many months from now. */
function monthFromNow(distance: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + distance, 1)).toISOString().slice(0, 7);
}

test('RFSL reports a month of chats; it and the unit read the report, by the list and as a node', async () => {
  const report = await reported('rfsl');
  expect(report).toEqual({
    ...REPORT,
    id: expect.stringMatching(/^act_[0-9a-f-]{36}$/),
    organisation: { code: 'rfsl' },
  });
  for (const reader of ['rfsl', UNIT]) {
    expect(await listed(reader, { organisation: 'rfsl' })).toEqual([report]);
    expect((await api.as(reader)(NODE, { id: report.id })).data.node).toEqual(report);
  }
});

describe('reporting the same again', () => {
  test('is the correction: it replaces count and note, and the identifier stays', async () => {
    const first = await reported('farsta', { count: 3 });
    const before = await databaseState(api.database.owner);
    expect(await reported('farsta', { count: 5, note: 'Rättat.' })).toEqual({
      ...first,
      count: 5,
      note: 'Rättat.',
    });
    const { note: _note, ...bare } = REPORT;
    const { data } = await send('farsta', { ...bare, count: 0 });
    expect(data.reportActivity.activityReport).toEqual({ ...first, count: 0, note: null });
    expect(await listed('farsta')).toEqual([{ ...first, count: 0, note: null }]);
    const after = await databaseState(api.database.owner);
    expect(gained(before, after)).toEqual({ 'journal.audit': 2, 'journal.outbox': 2 });
  });

  test.each([{ month: '2026-06' }, { municipality: '1280' }, { kind: 'LECTURE' }])(
    'with another %p is another report',
    async (difference) => {
      const first = await reported('bromma');
      expect((await reported('bromma', difference)).id).not.toBe(first.id);
      expect((await reported('bromma', { count: 1 })).id).toBe(first.id);
    },
  );

  test('as another organisation is another report, also as the unit', async () => {
    const theirs = await reported('skarpnack', { count: 8 });
    expect((await reported(UNIT, { count: 9 })).id).not.toBe(theirs.id);
    expect(await listed('skarpnack')).toEqual([theirs]);
  });

  test('at the same time does not fail, and leaves one report', async () => {
    const counts = [1, 2, 3, 4, 5, 6, 7, 8];
    const reports = await Promise.all(counts.map((count) => reported('jarva', { count })));
    expect(new Set(reports.map(({ id }) => id)).size).toBe(1);
    const [last, ...others] = await listed('jarva');
    expect(others).toEqual([]);
    expect(counts).toContain(last!.count);
  });
});

describe('a report is refused', () => {
  const invalid = (field: string, rule: string) => [
    { code: 'INVALID_VALUE', message: `${field}: ${rule}`, path: [field] },
  ];
  const month = 'a month, such as 2026-07.';
  const municipality = 'the code of a municipality, such as 0180.';
  const count = 'a whole number from 0 to 100000.';

  test.each([
    ['a year', { month: '2026' }, invalid('month', month)],
    ['a quarter', { month: '2026-Q3' }, invalid('month', month)],
    ['a week', { month: '2026-W31' }, invalid('month', month)],
    ['next month', { month: monthFromNow(1) }, invalid('month', 'not in the future.')],
    ['a county', { municipality: '01' }, invalid('municipality', municipality)],
    ['a district', { municipality: 'jarva' }, invalid('municipality', municipality)],
    ['fewer than none', { count: -1 }, invalid('count', count)],
    ['more than anybody counts', { count: 100_001 }, invalid('count', count)],
    ['a long note', { note: 'å'.repeat(1001) }, invalid('note', 'at most 1000 characters.')],
    ['an empty note', { note: ' ' }, invalid('note', 'not empty; leave it out instead.')],
  ])('with %s', async (_name, input, errors) => {
    expect(await refusals(input)).toEqual(errors);
  });

  test('with every mistake at once', async () => {
    const errors = await refusals({ month: '2026', municipality: '01', count: -1 });
    expect(errors).toEqual([
      ...invalid('month', month),
      ...invalid('municipality', municipality),
      ...invalid('count', count),
    ]);
  });

  test('with a note that seems to identify a person', async () => {
    expect(await refusals({ note: 'Ring 070-174 06 05.' })).toEqual([
      { code: 'IDENTIFIER_SUSPECTED', message: expect.stringContaining('PHONE'), path: ['note'] },
    ]);
  });

  test('with half a talk, a kind that is none or no month: by the type of the input', async () => {
    for (const input of [{ count: 2.5 }, { count: '7' }, { kind: 'PARTY' }, { month: null }]) {
      const { errors } = await send('rfsu', { ...REPORT, ...input });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    }
  });

  test('and taken at the bounds', async () => {
    for (const input of [{ count: 0 }, { count: 100_000 }, { month: monthFromNow(0) }, { month: '1990-01' }])
      expect(await reported('sodermalm', input)).toMatchObject(input);
  });
});

describe('the list', () => {
  const READER = 'socialtjansten-malmo';
  beforeAll(async () => {
    for (const month of ['2025-12', '2026-02', '2026-01', '2025-02'])
      for (const kind of ['CHAT', 'LECTURE', 'SEMINAR']) await reported(READER, { month, kind });
    await reported(READER, { month: '2026-01', municipality: '1280' });
  });

  test('begins with the newest month and goes on page by page, each report once', async () => {
    const all = await listed(READER);
    expect(all).toHaveLength(13);
    const months = all.map(({ month }) => month);
    expect(months).toEqual([...months].sort().reverse());
    const paged: Report[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data }: Answer = await api.as(READER)(LIST, { first: 4, after });
      paged.push(...(data.activityReports.nodes as Report[]));
      ({ hasNextPage: more, endCursor: after } = data.activityReports.pageInfo);
    }
    expect(paged).toEqual(all);
  });

  test.each([
    ['from a month', { monthFrom: '2026-01' }, 7],
    ['to a month', { monthTo: '2025-12' }, 6],
    ['of one month', { monthFrom: '2026-01', monthTo: '2026-01' }, 4],
    ['of a municipality', { municipality: '1280' }, 1],
    ['of some kinds', { kinds: ['LECTURE', 'SEMINAR'] }, 8],
    ['of no kind at all', { kinds: [] }, 0],
    ['of an organisation', { organisation: READER }, 13],
    ['of several conditions at once', { monthFrom: '2026-01', kinds: ['CHAT'], municipality: '0180' }, 2],
    ['of nothing in particular', { monthFrom: null, kinds: null, organisation: null }, 13],
  ])('is narrowed to the reports %s', async (_name, filter, number) => {
    expect(await listed(READER, filter)).toHaveLength(number);
  });

  test.each([
    [{ monthFrom: '2026' }, 'filter.monthFrom: a month, such as 2026-07.'],
    [{ monthTo: '2026-W31' }, 'filter.monthTo: a month, such as 2026-07.'],
    [{ monthFrom: '2026-02', monthTo: '2026-01' }, 'filter.monthTo: not before filter.monthFrom.'],
    [{ municipality: '01' }, 'filter.municipality: the code of a municipality, such as 0180.'],
    [{ organisation: 'nonsens' }, 'filter.organisation: no organisation has this code.'],
  ])('is refused with the rule for %p', async (filter, message) => {
    const { data, errors } = await api.as(READER)(LIST, { filter });
    expect(data ?? null).toBeNull();
    expect(errors).toEqual([expect.objectContaining({ message })]);
    expect(errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
  });
});

test('the reports of others are hidden: in the list, by their organisation, as a node', async () => {
  const report = await reported('kungsholmen');
  for (const other of ['polisen-stockholm', 'norra-innerstaden', 'smittskydd-stockholm']) {
    const own = await reported(other);
    expect(await listed(other)).toEqual([own]);
    expect(await listed(other, { organisation: 'kungsholmen' })).toEqual([]);
    const { data, errors } = await api.as(other)(NODE, { id: report.id });
    expect([data.node, errors[0]!.extensions.code]).toEqual([null, 'NOT_FOUND']);
  }
  const all = await listed(UNIT, { monthFrom: '2026-07', monthTo: '2026-07', kinds: ['CHAT'] });
  expect(all).toContainEqual(report);
  expect(all.length).toBeGreaterThan(4);
});

test('a token needs the scope, for the list, for the node and for the report', async () => {
  const { id } = await reported('skarholmen');
  const reading = await api.as('skarholmen', ['activity:write'])(LIST);
  expect(reading.errors[0]!.message).toBe('activityReports needs the scope activity:read.');
  const node = await api.as('skarholmen', ['activity:write'])(NODE, { id });
  expect(node.errors[0]!.extensions.code).toBe('NOT_FOUND');
  const writing = await api.as('skarholmen', ['activity:read'])(MUTATION, { input: REPORT });
  expect(writing.errors[0]!.message).toBe('reportActivity needs the scope activity:write.');
});

test('an idempotency key makes a repeat harmless: it does not undo a later correction', async () => {
  const input = { ...REPORT, count: 4, idempotencyKey: 'juli' };
  const first = await reported('socialjouren', input);
  expect(await reported('socialjouren', input)).toEqual(first);
  const corrected = await reported('socialjouren', { count: 6 });
  const before = await contentState(api.database.owner);
  expect(await reported('socialjouren', input)).toEqual(corrected);
  expect(await contentState(api.database.owner)).toEqual(before);
  const { errors } = await send('socialjouren', { ...input, count: 5 });
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  const twins = await Promise.all([1, 2].map(() => reported('socialjouren', { idempotencyKey: 'tvilling' })));
  expect(twins[0]).toEqual(twins[1]);
});
