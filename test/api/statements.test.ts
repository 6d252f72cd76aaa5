// How much a read asks of the database: one statement however much hangs on it, and only the columns that were asked for.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { post, startTestApi, type TestApi } from '../support/api.js';
import { publish, publishAgain, revise } from './tools/entries.js';
import { submitted } from './tools/flags.js';
import { sequence } from '../changes/tools/follower.js';
import { textOf } from './tools/overheard.js';
import { ROW, release, send as observe } from './tools/statistics.js';

let api: TestApi;
let token: string;
const statements: string[] = [];
const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
// Taken from the prototype to be called on the same clients.

const query = prototype.query;

beforeAll(async () => {
  api = await startTestApi();
  for (let each = 0; each < 50; each += 1) {
    const entry = await publish(api, { title: `Nummer ${each}`, policingNotes: 'En not.' });
    if (each < 3) await publishAgain(api, await revise(api, entry, { summary: 'Rättad.' }));
  }
  token = await api.token('rfsu');
  prototype.query = function (this: unknown, ...args: unknown[]) {
    const text = textOf(args[0]);
    if (text !== undefined) statements.push(text);
    return query.apply(this, args);
  };
  // The first request opens the organisation's pool.
  await ask('{ viewer { subject } }');
});
beforeEach(() => {
  statements.splice(0);
});
afterAll(async () => {
  prototype.query = query;
  await api.close();
});

async function ask(document: string, variables: object = {}) {
  const { data, errors } = await post(
    api.address,
    { authorization: `Bearer ${token}` },
    JSON.stringify({ query: document, variables }),
  );
  expect(errors).toEqual([]);
  return data;
}

const NESTED = `{ trendEntries(first: 50) {
  nodes { id title publisher { code name } revisions { revision title publisher { code } revisions { revision } } }
  edges { cursor node { title publisher { party } access { canRevise } } }
  pageInfo { hasNextPage endCursor } } }`;

describe('one statement', () => {
  test('answers fifty entries with their publishers and nested revisions', async () => {
    const data = await ask(NESTED);
    expect(data.trendEntries.nodes).toHaveLength(50);
    expect(
      data.trendEntries.nodes.filter((node: { revisions: object[] }) => node.revisions.length === 2),
    ).toHaveLength(3);
    expect(data.trendEntries.edges[0].node.publisher).toEqual({ party: 'UNIT' });
    expect(statements).toHaveLength(1);
  });

  test('answers the same again, with the same text, so that the database need not plan it anew', async () => {
    await ask(NESTED);
    await ask(NESTED);
    expect(statements).toHaveLength(2);
    expect(statements[0]).toBe(statements[1]);
  });

  test('answers a document that is asked for by its id, byte for byte as its text', async () => {
    await api.database.owner.query(
      `insert into directory.document (issuer, client_id, id, text) select issuer, client_id, 'nested', $1 from directory.client
       where client_id = 'development-rfsu'`,
      [NESTED],
    );
    const bytesOf = async (body: object) => {
      const answer = await post(api.address, { authorization: `Bearer ${token}` }, JSON.stringify(body));
      return answer.text;
    };
    const byId = await bytesOf({ documentId: 'nested' }); // which reads what the client has registered
    statements.splice(0);
    expect(await bytesOf({ documentId: 'nested' })).toBe(byId);
    expect(statements).toHaveLength(1);
    expect(await bytesOf({ query: NESTED })).toBe(byId);
    expect(statements).toEqual([statements[0], statements[0]]);
    expect(JSON.parse(byId)).toMatchObject({ data: { trendEntries: { nodes: { length: 50 } } } });
    const both = { query: NESTED, documentId: 'nested' };
    expect(await bytesOf(both)).toContain('Send `query` or `documentId`, not both.');
  });

  test('answers who is asking', async () => {
    await ask('{ viewer { subject scopes organisation { code name services } } }');
    expect(statements).toHaveLength(1);
  });

  test('answers one entry, by its typed field and as a node', async () => {
    const { trendEntries } = await ask('{ trendEntries(first: 1) { nodes { id } } }');
    const { id } = trendEntries.nodes[0] as { id: string };
    for (const field of ['trendEntry', 'node']) {
      statements.splice(0);
      await ask(
        `query ($id: ID!) { found: ${field}(id: $id) { id ... on TrendEntry { title publisher { name } revisions { revision } } } }`,
        { id },
      );
      expect(statements).toHaveLength(1);
    }
  });

  test('answers referrals with their events, consents and organisations', async () => {
    await submitted(api);
    await submitted(api);
    const recipient = await api.token('socialjouren');
    const request = JSON.stringify({
      query: `{ referrals { nodes { status flaggedBy { name } recipient { name } consents { organisation { code } }
        events { action organisation { code } } access { canAccept } } } }`,
    });
    const send = () => post(api.address, { authorization: `Bearer ${recipient}` }, request);
    await send();
    statements.splice(0);
    expect((await send()).data.referrals.nodes).toHaveLength(2);
    expect(statements).toHaveLength(1);
  });

  test('answers batches with whoever sent them', async () => {
    await api.database.owner.query(
      `insert into statistics.batch (organisation_id, source, digest)
       select id, 'Vecka 31', sha256(code::bytea) from directory.organisation where code in ('prostitutionsenheten', 'socialtjansten-malmo')`,
    );
    const unit = await api.token('prostitutionsenheten');
    const request = JSON.stringify({
      query: `{ batches { nodes { source rowCount organisation { code name } } edges { node { withdrawnAt } } } }`,
    });
    const send = () => post(api.address, { authorization: `Bearer ${unit}` }, request);
    await send();
    statements.splice(0);
    expect((await send()).data.batches.nodes).toHaveLength(2);
    expect(statements).toHaveLength(1);
    expect(statements[0]).not.toMatch(/digest|rejected_count|cube/);
  });

  test('answers a table, and entries with the tables that they rest on', async () => {
    await observe(api, [{ ...ROW, count: 60 }]);
    await release(api, '2025-Q1');
    const input = { measure: 'ADVERTS', granularity: 'QUARTER', groupBy: ['PERIOD'] };
    for (let each = 0; each < 3; each += 1) await publish(api, { statistics: input });
    statements.splice(0);
    const CELLS = 'release { id publishedAt } cells { count } guarantee { text }';
    await ask(`query ($input: StatisticsInput!) { statistics(input: $input) { ${CELLS} } }`, { input });
    expect(statements).toHaveLength(1);
    const { trendEntries } = await ask(
      `{ trendEntries(first: 3) { nodes { statistics { ${CELLS} } revisions { statistics { ${CELLS} } } } } }`,
    );
    expect(trendEntries.nodes[2].revisions[0].statistics.cells).toHaveLength(1);
    expect(statements).toHaveLength(2);
    expect(statements.join()).not.toMatch(/cube|basis|parameters/);
  });

  test('answers contributions, and entries with what was said of them, and names no one who said it', async () => {
    const { trendEntries } = await ask('{ trendEntries(first: 1) { nodes { id } } }');
    const { id } = trendEntries.nodes[0] as { id: string };
    await ask(
      `mutation ($id: ID!) { contribute(input: { title: "ord", text: "ord" }) { errors { code } }
         corroborateTrendEntry(input: { id: $id, verdict: CONFIRMS, comment: "ord" }) { errors { code } } }`,
      { id },
    );
    statements.splice(0);
    const { contributions } = await ask(
      '{ contributions(status: SUBMITTED) { nodes { title organisation { code } } edges { node { text } } } }',
    );
    expect(contributions.nodes).toEqual([{ title: 'ord', organisation: { code: 'rfsu' } }]);
    expect(statements).toHaveLength(1);
    statements.splice(0);
    const said = await ask('{ trendEntries { nodes { title corroborations { verdict at } } } }');
    expect(said.trendEntries.nodes[0].corroborations).toMatchObject([{ verdict: 'CONFIRMS' }]);
    expect(statements).toHaveLength(1);
    expect(statements[0]).not.toMatch(/organisation_id|comment/);
  });

  test('answers a page of the feed, and one more each type of object that it tells of', async () => {
    await sequence(api);
    const page = (fields: string) =>
      ask(`{ changes(first: 100) { head nodes { ${fields} } pageInfo { endCursor } } }`);
    await page('kind');
    statements.splice(0);
    const { changes } = await page('cursor kind objectType');
    expect(statements).toHaveLength(1);
    expect(statements[0]).not.toMatch(/c0\.(at|\*)|title|status/);
    const types = new Set((changes.nodes as { objectType: string }[]).map(({ objectType }) => objectType));
    expect([...types].sort()).toEqual(['Contribution', 'Release', 'TrendEntry']);
    statements.splice(0);
    const whole = await page('kind object { id ... on TrendEntry { title } ... on Referral { status } }');
    expect(whole.changes.nodes.length).toBeGreaterThan(50);
    expect(statements).toHaveLength(1 + types.size);
    expect(statements.join()).not.toMatch(/body|summary|notes|f0\.|0\.\*/);
  });

  test('per root field that reads, and none for what is not in the database', async () => {
    await ask('{ a: viewer { scopes } permissions(subject: "Query.viewer") { party } __typename }');
    expect(statements).toHaveLength(0);
    await ask(
      '{ a: trendEntries { nodes { id } } b: trendEntries { nodes { id } } organisation(code: "rfsu") { name } }',
    );
    expect(statements).toHaveLength(3);
  });
});

describe('a statement names', () => {
  test('only the columns that were asked for', async () => {
    await ask('{ trendEntries { nodes { title } } }');
    expect(statements[0]).toContain('title');
    expect(statements[0]).not.toMatch(/body|summary|notes|guidance|sources|coverage|\*/);
    statements.splice(0);
    await ask('{ trendEntries { nodes { title body healthNotes } } }');
    expect(statements[0]).toMatch(/body[^]*health_notes/);
    expect(statements[0]).not.toMatch(/summary|policing_notes|\*/);
  });

  test('through fragments and aliases too, each column once', async () => {
    await ask(
      `{ trendEntries { nodes { ...A b: title } edges { node { c: title } } } } fragment A on TrendEntry { a: title }`,
    );
    expect(statements[0]!.match(/r0\.title/g)).toHaveLength(1);
  });

  test('and what a directive left out only when it is asked for', async () => {
    const document =
      'query ($whole: Boolean!) { trendEntries { nodes { title body @include(if: $whole) } } }';
    for (const whole of [true, false, true]) {
      statements.splice(0);
      const { trendEntries } = await ask(document, { whole });
      expect('body' in trendEntries.nodes[0]).toBe(whole);
      expect(statements[0]!.includes('body')).toBe(whole);
    }
  });

  test('no value of the client: those are parameters', async () => {
    await ask('{ trendEntries(filter: { search: "hemlighet", topics: ["hemlighet"] }) { nodes { id } } }');
    expect(statements).toHaveLength(1);
    expect(statements[0]).not.toContain('hemlighet');
  });
});

test('a refused request asks nothing of the database, but for the line that says so where the agreement refuses', async () => {
  for (const document of [
    '{ trendEntries { nodes { policingNotes } } }',
    '{ trendEntries(first: 0) { nodes { id } } }',
    '{ trendEntries(orderBy: RELEVANCE) { nodes { id } } }',
    '{ activityReports(filter: { monthFrom: "2026" }) { nodes { id } } }',
    '{ batches { pageInfo { hasNextPage } } }',
    'mutation { withdrawBatch(input: { id: "x" }) { errors { code } } }',
    '{ trendEntry(id: "nonsens") { id } }',
    '{ node(id: "nonsens") { id } }',
    '{ statistics(input: { measure: ADVERTS, granularity: YEAR, groupBy: [COUNTY, GENDER] }) { measure } }',
    '{ statistics(input: { measure: ADVERTS, granularity: YEAR, filter: { county: "99" } }) { measure } }',
    '{ statistics(input: { measure: ADVERTS, granularity: YEAR, release: "nonsens" }) { measure } }',
    '{ releases(first: 0) { nodes { id } } }',
    '{ changes(first: 0) { nodes { kind } } }',
    '{ changes(after: "nonsens") { nodes { kind } } }',
    'subscription { changed { kind } }',
    'mutation { publishRelease(input: { period: "2025" }) { errors { code } } }',
    'mutation { publishTrendEntry(input: { id: "x", expectedVersion: 1 }) { errors { code } } }',
  ]) {
    const { errors } = await post(
      api.address,
      { authorization: `Bearer ${token}` },
      JSON.stringify({ query: document }),
    );
    expect(errors).toHaveLength(1);
    const isDenial = /^FORBIDDEN/.test(errors[0]!.extensions.code);
    const line = expect.stringMatching(/^insert into journal\.audit /);
    expect([document, statements.splice(0)]).toEqual([document, isDenial ? [line] : []]);
  }
});
