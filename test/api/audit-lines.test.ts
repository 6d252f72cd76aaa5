// Which line each operation leaves, and that without its line nothing is read and nothing is done.
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, type GraphQLObjectType } from 'graphql';
import { startTestApi, type TestApi } from '../support/api.js';
import { linesLeftBy } from './tools/audit.js';
import { UNIT } from './tools/entries.js';
import { FULL, POLICE, submitted } from './tools/flags.js';
import { databaseState, gained } from './tools/rows.js';
import { SOCIALJOUREN, accepted, take } from './tools/steps.js';

let api: TestApi;
let id: string;
beforeAll(async () => {
  api = await startTestApi();
  ({ id } = await submitted(api));
});
afterAll(() => api.close());

const name = () => `Referral/${id.slice(4)}`;
const as = (organisation: string, query: string, variables?: object) => () =>
  api.as(organisation)(query, variables);

describe('a read', () => {
  test('of a list names every referral on the page and no other, and the guarded fields', async () => {
    const other = await submitted(api);
    const names = [`Referral/${other.id.slice(4)}`, name()];
    const all = as(
      SOCIALJOUREN,
      'query Mine { referrals { nodes { id status note healthNeeds consents { state overrideReason } } } }',
    );
    const guarded = [
      'Consent.overrideReason',
      'Consent.state',
      'Referral.consents',
      'Referral.healthNeeds',
      'Referral.note',
    ];
    expect(await linesLeftBy(api.database, all)).toEqual([
      {
        ...{
          organisation: SOCIALJOUREN,
          client: `development-${SOCIALJOUREN}`,
          operation: 'Mine',
          action: 'referrals',
        },
        ...{ objects: names, guarded, outcome: 'DONE' },
      },
    ]);
    // The row that only tells that more follow is not shown.
    const first = as(SOCIALJOUREN, '{ referrals(first: 1) { nodes { id } pageInfo { hasNextPage } } }');
    expect(await linesLeftBy(api.database, first)).toMatchObject([
      { operation: null, objects: [names[0]], guarded: [], outcome: 'DONE' },
    ]);
  });

  test('of nothing is a line too', async () => {
    const lines = await linesLeftBy(api.database, as('rfsl', '{ referrals { nodes { id } } }'));
    expect(lines).toMatchObject([
      { organisation: 'rfsl', action: 'referrals', objects: [], outcome: 'DONE' },
    ]);
  });

  test.each([
    ['referral(id: $id) { status }', 'referral'],
    ['node(id: $id) { ... on Referral { status } }', 'node'],
  ])('of one: %s', async (field, action) => {
    const query = `query ($id: ID!) { ${field} }`;
    expect(await linesLeftBy(api.database, as(UNIT, query, { id }))).toMatchObject([
      { organisation: UNIT, action, objects: [name()], outcome: 'DONE' },
    ]);
    // Hidden and absent alike, what was asked for is named.
    expect(await linesLeftBy(api.database, as('rfsl', query, { id }))).toMatchObject([
      { organisation: 'rfsl', action, objects: [name()], outcome: 'NOT_FOUND' },
    ]);
  });

  test('of what nobody needs to answer for leaves none', async () => {
    const query =
      '{ trendEntries { nodes { title policingNotes } } organisations { nodes { code } } viewer { subject } }';
    expect(await linesLeftBy(api.database, as(UNIT, query))).toEqual([]);
  });

  test('the subject is a pseudonym', async () => {
    const rows = await api.database.owner.query<{ subject: string }[]>(
      'select distinct subject from journal.audit',
    );
    expect(rows.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^[\w-]{22}$/)]);
  });
});

describe('a write', () => {
  test('names the object and the guarded fields that it is answered with', async () => {
    const step = (version: number) => ({ input: { id, expectedVersion: version, idempotencyKey: 'once' } });
    const mutation = `mutation Take($input: ReferralActionInput!) {
      acknowledgeReferral(input: $input) { referral { status note } errors { code } } }`;
    const { data } = await api.as(SOCIALJOUREN)('query ($id: ID!) { referral(id: $id) { version } }', { id });
    const { version } = data.referral as { version: number };
    const line = {
      ...{ organisation: SOCIALJOUREN, client: `development-${SOCIALJOUREN}`, operation: 'Take' },
      ...{ action: 'acknowledgeReferral', objects: [name()], guarded: ['Referral.note'] },
    };
    const send = as(SOCIALJOUREN, mutation, step(version));
    expect(await linesLeftBy(api.database, send)).toEqual([{ ...line, outcome: 'DONE' }]);
    // A repeat reads again what the first one wrote.
    expect(await linesLeftBy(api.database, send)).toEqual([{ ...line, outcome: 'REPEATED' }]);
  });

  test('that is refused leaves the code, and nothing else', async () => {
    const mutation = `mutation ($input: ReferralReasonInput!) { withdrawReferral(input: $input) { errors { code } } }`;
    const before = await databaseState(api.database.owner);
    const input = { id, expectedVersion: 99, reason: 'OTHER' };
    const lines = await linesLeftBy(api.database, as(POLICE, mutation, { input }));
    expect(lines).toMatchObject([
      { action: 'withdrawReferral', objects: [name()], guarded: [], outcome: 'VERSION_CONFLICT' },
    ]);
    const hidden = await linesLeftBy(
      api.database,
      as(
        'farsta',
        `mutation ($input: ReferralReasonInput!) { withdrawReferral(input: $input) { errors { code } } }`,
        { input },
      ),
    );
    expect(hidden).toMatchObject([{ organisation: 'farsta', objects: [name()], outcome: 'NOT_FOUND' }]);
    expect(gained(before, await databaseState(api.database.owner))).toEqual({ 'journal.audit': 2 });
  });
});

describe('a refusal by the agreement', () => {
  test('of a field names it, of an operation its name, of a scope too', async () => {
    const field = as('rfsu', 'query Look { referrals { nodes { id services { at } note } } }');
    expect(await linesLeftBy(api.database, field)).toMatchObject([
      {
        ...{
          organisation: 'rfsu',
          operation: 'Look',
          action: 'referrals',
          objects: [],
          outcome: 'FORBIDDEN_FIELD',
        },
        guarded: ['Referral.services', 'ServiceProvided.at', 'Referral.note'],
      },
    ]);
    const operation = as(
      'rfsu',
      'mutation { publishRelease(input: { period: "2025" }) { errors { code } } }',
    );
    expect(await linesLeftBy(api.database, operation)).toMatchObject([
      { operation: null, action: 'publishRelease', guarded: [], outcome: 'FORBIDDEN' },
    ]);
    const token = await api.token('rfsu', ['trends:read']);
    for (const path of ['/audit/checkpoint', '/audit/consistency?first=0&second=0']) {
      const ask = async () => {
        const { status } = await fetch(api.address + path, { headers: { authorization: `Bearer ${token}` } });
        expect(status).toBe(403);
      };
      expect(await linesLeftBy(api.database, ask)).toMatchObject([
        { organisation: 'rfsu', action: 'auditCheckpoint', outcome: 'FORBIDDEN' },
      ]);
    }
    const scope = () => api.as('rfsu', ['trends:read'])('{ referrals { nodes { id } } }');
    expect(await linesLeftBy(api.database, scope)).toMatchObject([
      { action: 'referrals', objects: [], outcome: 'FORBIDDEN' },
    ]);
  });

  test.each(['Query', 'Mutation'])('of a document with every field of %s names them all', async (type) => {
    const schema = buildSchema(await readFile('schema/unit.graphql', 'utf8'));
    const fields = Object.keys((schema.getType(type) as GraphQLObjectType).getFields());
    const query = `${type.toLowerCase()} { ${fields.join(' ')} }`;
    const [line] = await linesLeftBy(api.database, as('smittskydd-stockholm', query));
    expect(line).toMatchObject({ action: fields.join(' '), outcome: expect.stringMatching(/^FORBIDDEN/) });
    expect(line!.action.length).toBeGreaterThan(100);
  });

  test('of what no schema has says nothing: it is a mistake, and its words are the client’s', async () => {
    const query = '{ annaSvensson { id } referrals { nodes { hemligt } } }';
    expect(await linesLeftBy(api.database, as('rfsu', query))).toEqual([]);
    const mixed = '{ annaSvensson { id } referrals { nodes { services { at } } } }';
    const lines = await linesLeftBy(api.database, as('rfsu', mixed));
    expect(lines).toMatchObject([{ action: 'referrals', outcome: 'FORBIDDEN_FIELD' }]);
    expect(JSON.stringify(lines)).not.toContain('anna');
  });
});

describe('no line, no data', () => {
  const refuse = () =>
    api.database.owner.query(
      `create function journal.full() returns trigger language plpgsql as $$ begin raise exception 'no room' using errcode = '53100'; end $$;
       create trigger full_audit before insert on journal.audit for each row execute function journal.full()`,
    );
  afterEach(() => api.database.owner.query('drop function if exists journal.full() cascade'));

  test('a read answers an error and nothing else', async () => {
    const reads = [
      '{ referrals { nodes { id status } } }',
      '{ contributions { nodes { id title } } }',
      `{ node(id: "${id}") { id } }`,
      `{ referral(id: "${id}") { status } }`,
    ];
    for (const query of reads) expect((await api.as(UNIT)(query)).errors).toEqual([]);
    await refuse();
    for (const query of reads) {
      const { data, errors } = await api.as(UNIT)(query);
      expect([query, errors[0]?.extensions.code]).toEqual([query, 'UNAVAILABLE']);
      expect(Object.values(data ?? {}).every((value) => value === null)).toBe(true);
    }
    // What leaves no line is read all the same.
    expect((await api.as(UNIT)('{ organisations { nodes { code } } }')).errors).toEqual([]);
  });

  test('a write is not done', async () => {
    const referral = await accepted(api);
    const before = await databaseState(api.database.owner);
    await refuse();
    const flag = await api.as(POLICE)(
      'mutation ($input: SubmitReferralFlagInput!) { submitReferralFlag(input: $input) { referral { id } errors { code } } }',
      { input: FULL },
    );
    const step = await api.as(SOCIALJOUREN)(
      'mutation ($input: ReferralActionInput!) { recordContact(input: $input) { referral { id } errors { code } } }',
      { input: { id: referral, expectedVersion: 3 } },
    );
    for (const { errors } of [flag, step]) expect(errors[0]?.extensions.code).toBe('UNAVAILABLE');
    expect(await databaseState(api.database.owner)).toEqual(before);
    await api.database.owner.query('drop function journal.full() cascade');
    await take(api, SOCIALJOUREN, 'recordContact', { id: referral });
  });

  test('a denial is answered as an error too, and not as the refusal that nobody recorded', async () => {
    await refuse();
    const { errors, data } = await api.as('rfsu')('{ referrals { nodes { services { at } } } }');
    expect([data ?? null, errors[0]?.extensions.code]).toEqual([null, 'UNAVAILABLE']);
  });
});
