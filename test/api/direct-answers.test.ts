// A list that goes out as PostgreSQL made it says exactly what the same list says when it is executed field by field. An alias
// forces the latter.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { stringifyWithRaw, RawJson } from '../../src/schema/raw-json.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ demonstration: true });
  // The demonstration shows none: a batch that counts and one that was withdrawn, a release and one that is being built.
  await api.database.owner.query(
    `insert into statistics.batch (organisation_id, source, digest, row_count, withdrawn_at)
     select id, 'Vecka 31', sha256(code::bytea), 3, case when code = 'prostitutionsenheten' then now() end
     from directory.organisation where code in ('prostitutionsenheten', 'socialtjansten-malmo')`,
  );
  await api.database.owner.query(
    `insert into statistics.release (period, measures, notes, revises, published_at, parameters)
     values ('2025', '{ADVERTS}', 'Hela året.', false, now(), '{}'), ('2026-Q1', '{ADVERTS}', null, false, null, null)`,
  );
});
afterAll(() => api.close());

const ENTRY = `id revision version status kind title summary body language period regions arenas ageBands genders topics direction
  confidence countUnit method coverage publishedAt withdrawnReason methodNotes sources policingNotes healthNotes outreachGuidance
  draftedBy publisher { id code name party services regions active } revisions { revision publishedAt publisher { code } }
  corroborations { id verdict at comment organisation { code } } contributions { id title }`;
const REFERRAL = `id reference route status statusSince submittedAt version urgency encounterWeek languages needs consentState
  acknowledgeBy decideBy recipient { code } consents { id state at organisation { code } } events { id at action toStatus }`;

test.each([
  ['trendEntries(first: 7)', ENTRY],
  ['trendEntries(filter: { search: "stöd" }, orderBy: RELEVANCE)', ENTRY],
  ['referrals', REFERRAL],
  ['activityReports(first: 7)', 'id month municipality kind count note organisation { id code party }'],
  [
    'contributions(first: 7)',
    'id attribution status title text period regions arenas submittedAt decidedAt decisionNote organisation { code }',
  ],
  [
    'batches',
    'id source rowCount rejectedCount receivedAt withdrawnAt organisation { id code party regions }',
  ],
  ['releases', 'id period publishedAt notes'],
  [
    'organisations(first: 100)',
    'id code name party mandate services regions contact agreementSignedAt active',
  ],
])('%s', async (field, fields) => {
  const unit = api.as('prostitutionsenheten');
  const page = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
  const direct = await unit(`{ list: ${field} { nodes { ${fields} } ${page} } }`);
  const executed = await unit(`{ list: ${field} { nodes { ${fields} same: id } ${page} } }`);
  const nodes = (executed.data.list.nodes as { same: string }[]).map(({ same: _, ...node }) => node);
  expect(nodes.length).toBeGreaterThan(0);
  expect(direct.data).toEqual({ list: { ...executed.data.list, nodes } });
});

test('fragments go the direct way too, and an empty list is a list', async () => {
  const rfsl = api.as('rfsl');
  const { data } = await rfsl(`query { trendEntries(first: 1) { nodes { ...T } } referrals { nodes { id } } }
    fragment T on TrendEntry { title publisher { ...O } } fragment O on Organisation { code }`);
  expect(data).toEqual({
    trendEntries: { nodes: [{ title: expect.any(String), publisher: { code: 'prostitutionsenheten' } }] },
    referrals: { nodes: [] },
  });
});

test('several pieces keep their order, and a text that looks like a piece stays a text', () => {
  const value = { a: new RawJson('[1]'), b: { text: 'raw-json-x' }, c: new RawJson('{"d":2}') };
  expect(JSON.parse(stringifyWithRaw(value))).toEqual({ a: [1], b: { text: 'raw-json-x' }, c: { d: 2 } });
  expect(stringifyWithRaw({ plain: 1 })).toBe('{"plain":1}');
});
