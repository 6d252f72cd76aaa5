// Clients that nobody here wrote: GraphQL Code Generator, TypeScript, graphql-request and curl, against the served schema.
import { execFile, spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ClientError, GraphQLClient } from 'graphql-request';
import { startTestApi, type TestApi } from '../support/api.js';
import { OTHERS, UNIT } from './tools/entries.js';
import { compileProgram, documentsOf, generate } from './tools/generated-client.js';
import { ROW, release, send } from './tools/statistics.js';

const execute = promisify(execFile);

let api: TestApi;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  api = await startTestApi();
  for (const organisation of ['prostitutionsenheten', 'rfsu', 'rfsl', 'polisen-stockholm', 'socialjouren'])
    tokens[organisation] = await api.token(organisation);
});
afterAll(() => api.close());

async function sdlOf(organisation: string): Promise<string> {
  const response = await fetch(`${api.address}/schema.graphql`, {
    headers: { authorization: `Bearer ${tokens[organisation]}` },
  });
  return response.text();
}

test('the story, told by a program whose types come from the schema of each party', async () => {
  const { folder, file } = await compileProgram({
    unit: await sdlOf('prostitutionsenheten'),
    rfsu: await sdlOf('rfsu'),
    'polisen-stockholm': await sdlOf('polisen-stockholm'),
    socialjouren: await sdlOf('socialjouren'),
  });
  const env = { ...process.env, NODE_OPTIONS: '', ADDRESS: api.address, TOKENS: JSON.stringify(tokens) };
  const { stdout } = await execute(process.execPath, [file], { env });
  await rm(folder, { recursive: true });
  expect(JSON.parse(stdout)).toEqual({
    published: expect.objectContaining({ status: 'PUBLISHED', policingNotes: 'Bara för polisen.' }),
    read: {
      title: 'Annonser flyttar till en ny arena',
      period: '2026-W31',
      regions: ['0180'],
      publisher: { name: 'Prostitutionsenheten, Stockholms stad', party: 'UNIT' },
      healthNotes: 'För dem som möter personer i vården.',
      outreachGuidance: null,
    },
    flag: expect.objectContaining({ status: 'SUBMITTED', recipient: { code: 'socialjouren' } }),
    healthNeeds: ['MEDICAL'],
    accepted: { version: 3, status: 'ACCEPTED' },
    seen: {
      status: 'ACCEPTED',
      policeCaseLink: 'K-7f3a',
      events: [
        { action: 'SUBMIT', toStatus: 'SUBMITTED', organisation: { code: 'polisen-stockholm' } },
        { action: 'ACKNOWLEDGE', toStatus: 'ACKNOWLEDGED', organisation: { code: 'socialjouren' } },
        { action: 'ACCEPT', toStatus: 'ACCEPTED', organisation: { code: 'socialjouren' } },
      ],
    },
    others: [],
  });
});

describe('a client for what is not shared cannot even be generated', () => {
  test.each([
    ['polisen-stockholm', 'query Support { referrals { nodes { healthNeeds } } }', 'healthNeeds'],
    ['rfsu', 'query Notes { trendEntries { nodes { policingNotes } } }', 'policingNotes'],
    [
      'rfsl',
      'mutation Draft($input: DraftTrendEntryInput!) { draftTrendEntry(input: $input) { errors { code } } }',
      'DraftTrendEntryInput',
    ],
  ])('by %s: %s', async (organisation, document, name) => {
    await expect(generate(await sdlOf(organisation), document)).rejects.toThrow(new RegExp(name));
    expect(await generate(await sdlOf('prostitutionsenheten'), document)).toContain('Document');
  });

  test('as the documents of one party do not fit another', async () => {
    await expect(generate(await sdlOf('rfsu'), await documentsOf('polisen-stockholm'))).rejects.toThrow();
    expect(
      await generate(await sdlOf('polisen-stockholm'), await documentsOf('polisen-stockholm')),
    ).toContain('FlagDocument');
  });
});

test('the same statistics reach the client of every party, generated from its own schema', async () => {
  await send(api, [{ ...ROW, count: 60 }]);
  const id = await release(api, '2025-Q1');
  const document = `query Adverts($input: StatisticsInput!) {
    releases { nodes { id period publishedAt } }
    statistics(input: $input) { release { id } dimensions cells { coordinates count status } guarantee { threshold } } }`;
  const input = { measure: 'ADVERTS', granularity: 'QUARTER', groupBy: ['PERIOD'] };
  const answers: unknown[] = [];
  for (const organisation of [UNIT, ...OTHERS]) {
    tokens[organisation] ??= await api.token(organisation);
    expect(await generate(await sdlOf(organisation), document)).toContain('AdvertsDocument');
    const headers = { authorization: `Bearer ${tokens[organisation]}` };
    answers.push(await new GraphQLClient(`${api.address}/graphql`, { headers }).request(document, { input }));
  }
  expect(answers[0]).toMatchObject({
    releases: { nodes: [{ id, period: '2025-Q1' }] },
    statistics: { release: { id }, cells: [{ coordinates: ['2025-Q1'], status: 'ESTIMATED' }] },
  });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});

test('graphql-request gives a refusal to its program: which field, and a request to quote', async () => {
  const client = new GraphQLClient(`${api.address}/graphql`, {
    headers: { authorization: `Bearer ${tokens['rfsu']}` },
  });
  const refusal: unknown = await client
    .request('{ trendEntries { nodes { policingNotes } } }')
    .catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ClientError);
  expect((refusal as ClientError).response.errors).toMatchObject([
    {
      message: 'TrendEntry.policingNotes is not shared with RFSU.',
      extensions: { code: 'FORBIDDEN_FIELD', requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    },
  ]);
  expect(await client.request('{ viewer { organisation { code } } }')).toEqual({
    viewer: { organisation: { code: 'rfsu' } },
  });
});

const hasCurl = spawnSync('curl', ['--version']).status === 0;
(hasCurl ? describe : describe.skip)('curl', () => {
  const curl = async (organisation: string, query: string, ...options: string[]) => {
    const { stdout } = await execute('curl', [
      '--silent',
      ...options,
      `${api.address}/graphql`,
      '-H',
      `authorization: Bearer ${tokens[organisation]}`,
      '-H',
      'content-type: application/json',
      '--data',
      JSON.stringify({ query }),
    ]);
    return stdout;
  };

  test('reads as RFSU, without the notes for the police', async () => {
    const answer = JSON.parse(
      await curl('rfsu', '{ trendEntries { nodes { title healthNotes } } }'),
    ) as object;
    expect(answer).toMatchObject({
      data: { trendEntries: { nodes: [{ title: 'Annonser flyttar till en ny arena' }] } },
    });
    const refused = await curl('rfsu', '{ trendEntries { nodes { policingNotes } } }', '--include');
    expect(refused).toMatch(/^HTTP\/1\.1 400 /);
    expect(refused).toContain('"message":"TrendEntry.policingNotes is not shared with RFSU."');
    expect(await curl('polisen-stockholm', '{ trendEntries { nodes { policingNotes } } }')).toContain(
      'Bara för polisen.',
    );
  });

  test('sees the state of a flag as the police, no health needs, and nothing as RFSL', async () => {
    const state = await curl('polisen-stockholm', '{ referrals { nodes { status } } }');
    expect(JSON.parse(state)).toEqual({ data: { referrals: { nodes: [{ status: 'ACCEPTED' }] } } });
    expect(await curl('polisen-stockholm', '{ referrals { nodes { healthNeeds } } }')).toContain(
      'FORBIDDEN_FIELD',
    );
    expect(JSON.parse(await curl('rfsl', '{ referrals { nodes { status } } }'))).toEqual({
      data: { referrals: { nodes: [] } },
    });
  });
});
