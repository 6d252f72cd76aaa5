// All layers together, over HTTP: whose rows are whose, by every way to a referral, a trend entry, an activity report, a batch
// and a release.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { gives } from './support/agreement.js';
import { signIn, type Ask } from './support/asker.js';
import { readableBatches } from './support/batch-expectations.js';
import { readableMessages, readableServices } from './support/life-expectations.js';
import { CODES, ORGANISATIONS } from './support/organisations.js';
import { readableReleases } from './support/release-expectations.js';
import { BATCHES, ENTRIES, RELEASES, REPORTS, arrangeRows } from './support/row-data.js';
import { FLAGS } from './support/row-flags.js';
import { readableEntries, readableFlags, readableReports } from './support/row-expectations.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { makeReference } from '../../src/domain/reference.js';

let api: TestApi;
const references = new Map<string, string>();
beforeAll(async () => {
  api = await startTestApi();
  const owner = {
    query: <T>(sql: string, parameters?: unknown[]) => api.database.owner.query<T[]>(sql, parameters),
  };
  await arrangeRows(owner);
  for (const { id } of FLAGS) {
    const reference = referenceOf(id);
    await owner.query('update referrals.referral set reference = $2 where id = $1', [id, reference]);
    references.set(id, reference);
  }
});
afterAll(() => api.close());

/** A whole reference, made from the end of an identifier. */
const referenceOf = (id: string) => makeReference((length) => Buffer.from(id.slice(-length)));

const NOBODYS = '00000000-0000-4000-8000-000000000000';
const codesOf = async (ask: Ask, query: string, variables: object) => {
  const { data, errors } = await ask(query, variables);
  return {
    found: data ? Object.values(data as object)[0] : null,
    code: errors[0]?.extensions.code ?? null,
    message: errors[0]?.message,
  };
};

describe.each(CODES)('%s', (code) => {
  test('finds its referrals by every way, and of others learns no more than of one that does not exist', async () => {
    const ask = await signIn(api, code);
    const mine = readableFlags(code);
    const listed = await ask('{ referrals(first: 100) { nodes { id } edges { node { id } } } }');
    const ids = mine.map((id) => `ref_${id}`).sort();
    expect(listed.data.referrals.nodes.map(({ id }: { id: string }) => id).sort()).toEqual(ids);
    expect(listed.data.referrals.edges.map(({ node }: { node: { id: string } }) => node.id).sort()).toEqual(
      ids,
    );
    const absent = { found: null, code: 'NOT_FOUND', message: 'Not found.' };
    for (const id of [...FLAGS.map((flag) => flag.id), NOBODYS]) {
      const reference = references.get(id) ?? referenceOf(NOBODYS);
      const ways = [
        await codesOf(ask, 'query ($id: ID!) { referral(id: $id) { id } }', { id: `ref_${id}` }),
        await codesOf(ask, 'query ($id: String!) { referral(reference: $id) { id } }', { id: reference }),
        await codesOf(ask, 'query ($id: ID!) { node(id: $id) { id } }', { id: `ref_${id}` }),
        await codesOf(ask, 'query ($id: ID!) { node(id: $id) { ... on Referral { id } } }', {
          id: `ref_${id}`,
        }),
      ];
      const expected = mine.includes(id)
        ? { found: { id: `ref_${id}` }, code: null, message: undefined }
        : absent;
      expect(ways).toEqual(ways.map(() => expected));
    }
  });

  test('moves nothing that is not its own to move', async () => {
    const ask = await signIn(api, code);
    if (ORGANISATIONS[code] === 'POLICE') return;
    const sent = FLAGS.filter(({ recipient }) => recipient !== code);
    for (const { id } of sent) {
      const seen = await ask('query ($id: ID!) { referral(id: $id) { version } }', { id: `ref_${id}` });
      const expectedVersion = (seen.data?.referral?.version as number | undefined) ?? 1;
      const { data, errors } = await ask(
        `mutation ($input: ReferralActionInput!) { acknowledgeReferral(input: $input) { errors { code } referral { id } } }`,
        { input: { id: `ref_${id}`, expectedVersion } },
      );
      const refused = data?.acknowledgeReferral.errors[0]?.code ?? errors[0]?.extensions.code;
      expect(refused).toBe(readableFlags(code).includes(id) ? 'INVALID_TRANSITION' : 'NOT_FOUND');
    }
    const [moved] = await api.database.owner.query<{ n: number }[]>(
      `select count(*)::int as n from referrals.event where action <> 'SUBMIT'`,
    );
    expect(moved).toEqual({ n: 0 });
  });

  test('finds its activity reports by every way; those of others are hidden, but for the unit', async () => {
    const ask = await signIn(api, code);
    const mine = readableReports(code).map((id) => `act_${id}`);
    const idsOf = async (filter: object) => {
      const { data, errors } = await ask(
        `query ($filter: ActivityFilter) {
           activityReports(filter: $filter, first: 100) { nodes { id } edges { node { id } } } }`,
        { filter },
      );
      expect(errors).toEqual([]);
      const { nodes, edges } = data.activityReports;
      expect(edges.map(({ node }: { node: object }) => node)).toEqual(nodes);
      return nodes.map(({ id }: { id: string }) => id).sort() as string[];
    };
    expect(await idsOf({})).toEqual(mine);
    for (const { id, organisation } of REPORTS) {
      const own = REPORTS.filter((report) => report.organisation === organisation);
      const seen = own.map((report) => `act_${report.id}`).filter((one) => mine.includes(one));
      expect(await idsOf({ organisation })).toEqual(seen);
      const byNode = await codesOf(
        ask,
        'query ($id: ID!) { node(id: $id) { ... on ActivityReport { id note organisation { code } } } }',
        { id: `act_${id}` },
      );
      expect(byNode).toEqual(
        mine.includes(`act_${id}`)
          ? { found: { id: `act_${id}`, note: 'not', organisation: { code: organisation } }, code: null }
          : { found: null, code: 'NOT_FOUND', message: 'Not found.' },
      );
    }
  });

  test('finds its batches by every way; those of others are hidden, but for the unit; withdraws none of another', async () => {
    const ask = await signIn(api, code);
    const mayRead = gives('Query.batches', ORGANISATIONS[code]!);
    const mine = mayRead ? readableBatches(code).map((id) => `batch_${id}`) : [];
    const listed = await ask('{ batches(first: 100) { nodes { id } edges { node { id source } } } }');
    if (mayRead) {
      expect(listed.errors).toEqual([]);
      const { nodes, edges } = listed.data.batches;
      expect(nodes.map(({ id }: { id: string }) => id).sort()).toEqual(mine);
      expect(edges.map(({ node }: { node: { id: string } }) => node.id).sort()).toEqual(mine);
    } else {
      expect(listed.data).toBeUndefined();
      expect(listed.errors[0]!.extensions.code).toBe('FORBIDDEN');
    }
    const state = () =>
      api.database.owner.query(
        `select id, withdrawn_at, (select count(*) from cube.cell where batch_id = id) as cells from statistics.batch order by id`,
      );
    const before = await state();
    for (const { id, organisation, isWithdrawn } of BATCHES) {
      const isHere = mine.includes(`batch_${id}`);
      const plain = 'query ($id: ID!) { node(id: $id) { id } }';
      expect(await codesOf(ask, plain, { id: `batch_${id}` })).toEqual(
        isHere
          ? { found: { id: `batch_${id}` }, code: null, message: undefined }
          : { found: null, code: 'NOT_FOUND', message: 'Not found.' },
      );
      const whole = 'query ($id: ID!) { node(id: $id) { ... on Batch { rowCount organisation { code } } } }';
      expect(await codesOf(ask, whole, { id: `batch_${id}` })).toMatchObject(
        isHere
          ? { found: { rowCount: 2, organisation: { code: organisation } }, code: null }
          : { found: null, code: mayRead ? 'NOT_FOUND' : 'FORBIDDEN_FIELD' },
      );
      if (organisation === code && !isWithdrawn) continue;
      const { data, errors } = await ask(
        'mutation ($input: WithdrawBatchInput!) { withdrawBatch(input: $input) { errors { code } batch { id } } }',
        { input: { id: `batch_${id}` } },
      );
      expect(data?.withdrawBatch.batch ?? null).toBeNull();
      const refused = data?.withdrawBatch.errors[0]?.code ?? errors[0]?.extensions.code;
      expect(refused).toBe(!mayRead ? 'FORBIDDEN' : isHere ? 'INVALID_TRANSITION' : 'NOT_FOUND');
    }
    expect(await state()).toEqual(before);
  });

  test('finds releases by every way: published ones with their counts, and one that is being built as the unit alone', async () => {
    const ask = await signIn(api, code);
    const mine = readableReleases(code).map((id) => `rel_${id}`);
    const listed = await ask('{ releases { nodes { id } edges { node { id publishedAt } } } }');
    const { nodes, edges } = listed.data.releases;
    expect(nodes.map(({ id }: { id: string }) => id).sort()).toEqual(mine);
    expect(edges.map(({ node }: { node: { id: string } }) => node.id).sort()).toEqual(mine);
    const absent = { found: null, code: 'NOT_FOUND', message: 'Not found.' };
    for (const { id, isPublished } of [...RELEASES, { id: NOBODYS, isPublished: false }]) {
      const release = `rel_${id}`;
      const byNode = 'query ($id: ID!) { node(id: $id) { ... on Release { id notes } } }';
      expect(await codesOf(ask, byNode, { id: release })).toEqual(
        mine.includes(release)
          ? { found: { id: release, notes: 'not' }, code: null, message: undefined }
          : absent,
      );
      const statistics = 'query ($input: StatisticsInput!) { statistics(input: $input) { cells { count } } }';
      const input = { measure: 'ADVERTS', granularity: 'YEAR', release };
      expect(await codesOf(ask, statistics, { input })).toEqual(
        isPublished ? { found: { cells: [{ count: 40 }] }, code: null, message: undefined } : absent,
      );
    }
  });

  test('reads the messages that are for it, and of support what its party reads', async () => {
    const ask = await signIn(api, code);
    const { data } = await ask(`{ referrals(first: 100) { nodes { messages { id } } } }`);
    const nodes = data.referrals.nodes as { messages: { id: string }[] }[];
    const read = nodes.flatMap(({ messages }) => messages.map(({ id }) => id));
    expect(read.sort()).toEqual(
      readableMessages(code)
        .map(({ id }) => `msg_${id}`)
        .sort(),
    );
    const support = await ask(
      `{ referrals(first: 100) { nodes { supporters { code } services { organisation { code } } } } }`,
    );
    if (!gives('Referral.supporters', ORGANISATIONS[code]!)) {
      const refusals = support.errors.map(({ extensions }) => extensions.code);
      expect(new Set(refusals)).toEqual(new Set(['FORBIDDEN_FIELD']));
      return;
    }
    const codes = (name: 'supporters' | 'services') =>
      (
        support.data.referrals.nodes as Record<
          typeof name,
          { code: string; organisation: { code: string } }[]
        >[]
      )
        .flatMap((node) => node[name].map((one) => one.code ?? one.organisation.code))
        .sort();
    const mine = FLAGS.filter(({ id }) => readableFlags(code).includes(id));
    expect(codes('supporters')).toEqual(mine.flatMap(({ supporters }) => supporters).sort());
    expect(codes('services')).toEqual([...readableServices(code)].sort());
  });

  test('adds nothing to a referral that it takes part in no longer', async () => {
    // A former recipient, a supporter of what has ended: for both the referral does not exist.
    const ask = await signIn(api, code);
    const lost = FLAGS.filter(
      ({ id, movedBy, supporters, former }) =>
        !readableFlags(code).includes(id) &&
        [movedBy, ...supporters, ...former].includes(code) &&
        gives('Mutation.recordServices', ORGANISATIONS[code]!),
    );
    for (const { id, version } of lost) {
      const input = { id: `ref_${id}`, expectedVersion: version, services: [] };
      const { errors } = await ask(
        `mutation ($input: RecordServicesInput!) { recordServices(input: $input) { errors { code } } }`,
        { input },
      );
      expect({ id, codes: errors.map(({ extensions }) => extensions.code) }).toEqual({
        id,
        codes: ['NOT_FOUND'],
      });
      const said = await ask(
        `mutation ($input: ReferralMessageInput!) { sendReferralMessage(input: $input) { errors { code } } }`,
        { input: { id: `ref_${id}`, audience: ['prostitutionsenheten'], body: 'Hej' } },
      );
      expect(said.errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
    }
  });

  test("finds published and withdrawn entries by every way; drafts are the unit's", async () => {
    const ask = await signIn(api, code);
    const mine = readableEntries(code);
    const listed = await ask('{ trendEntries(first: 100) { nodes { id revisions { revision status } } } }');
    expect(listed.data.trendEntries.nodes.map(({ id }: { id: string }) => id).sort()).toEqual(
      mine.map((id) => `trend_${id}`).sort(),
    );
    for (const { id, revisions, draft } of ENTRIES) {
      const numbers = [...revisions, ...(draft !== null && ORGANISATIONS[code] === 'UNIT' ? [draft] : [])];
      const node = listed.data.trendEntries.nodes.find((one: { id: string }) => one.id === `trend_${id}`);
      expect((node?.revisions ?? []).map(({ revision }: { revision: number }) => revision).sort()).toEqual(
        numbers,
      );
      for (const revision of [1, 2, 3]) {
        const byRevision = await codesOf(
          ask,
          'query ($id: ID!, $n: Int) { trendEntry(id: $id, revision: $n) { revision } }',
          { id: `trend_${id}`, n: revision },
        );
        const isThere = (numbers as number[]).includes(revision);
        expect({ id, revision, ...byRevision }).toMatchObject({
          found: isThere ? { revision } : null,
          code: isThere ? null : 'NOT_FOUND',
        });
      }
      const byNode = await codesOf(ask, 'query ($id: ID!) { node(id: $id) { id } }', { id: `trend_${id}` });
      expect(byNode.code).toBe(mine.includes(id) ? null : 'NOT_FOUND');
    }
  });
});
