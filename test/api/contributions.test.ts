// Contributions: what partners have seen, in words; read by whoever offers it and by the unit, and by nobody else in any way.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { FIELDS, SEEN, offer, offered, resolve, resolved, type Contribution } from './tools/contributions.js';
import { OTHERS, UNIT, draft, publish, publishAgain, revise, withdraw } from './tools/entries.js';
import { contentState, databaseState, gained } from './tools/rows.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const NODE = `query ($id: ID!) { node(id: $id) { ... on Contribution { ${FIELDS} } } }`;
const LIST = `query ($status: ContributionStatus, $first: Int, $after: String) {
  contributions(status: $status, first: $first, after: $after) {
    nodes { ${FIELDS} } edges { node { id } } pageInfo { hasNextPage endCursor } } }`;
const NOWHERE = '00000000-0000-4000-8000-000000000000';

async function listed(organisation: string, variables: object = {}): Promise<Contribution[]> {
  const { data, text } = await api.as(organisation)(LIST, { first: 100, ...variables });
  if (!data) throw new Error(text);
  return data.contributions.nodes as Contribution[];
}

/** Decides what must be refused without a trace, and returns why. */
async function refusals(input: object): Promise<unknown> {
  const before = await contentState(api.database.owner);
  const { data, errors } = await resolve(api, input);
  expect(await contentState(api.database.owner)).toEqual(before);
  const refused = data?.resolveContribution.errors as { code: string; path: string[] }[] | undefined;
  return refused?.map(({ code, path }) => [code, ...path].join(' ')) ?? errors[0]?.extensions.code;
}

/** What the unit reads as taken up, revision by revision, the newest first. */
async function takenUp(entry: string): Promise<unknown> {
  const { data } = await api.as(UNIT)(
    'query ($id: ID!) { trendEntry(id: $id) { revisions { revision contributions { id } } } }',
    { id: entry },
  );
  return (data.trendEntry.revisions as { revision: number; contributions: { id: string }[] }[]).map(
    ({ revision, contributions }) => [revision, ...contributions.map(({ id }) => id)],
  );
}

describe('what RFSU offers', () => {
  test('is read by RFSU and the unit, by the list and as a node, and by no other organisation', async () => {
    const contribution = await offered(api, 'rfsu', { attribution: 'NAMED' });
    expect(contribution).toEqual({
      ...SEEN,
      id: expect.stringMatching(/^contrib_[0-9a-f-]{36}$/),
      organisation: { code: 'rfsu' },
      attribution: 'NAMED',
      status: 'SUBMITTED',
      submittedAt: expect.stringMatching(/Z$/),
      decidedAt: null,
      decisionNote: null,
    });
    const { id } = contribution;
    for (const reader of ['rfsu', UNIT]) {
      expect(await listed(reader)).toContainEqual(contribution);
      expect((await api.as(reader)(NODE, { id })).data.node).toEqual(contribution);
    }
    for (const reader of OTHERS.filter((code) => code !== 'rfsu')) {
      expect(await listed(reader)).toEqual([]);
      const found = await api.as(reader)(NODE, { id });
      const absent = await api.as(reader)(NODE, { id: `contrib_${NOWHERE}` });
      expect(found.errors[0]).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
      expect(found.errors[0]!.message).toBe(absent.errors[0]!.message);
    }
  });

  test('is anonymous unless it says otherwise, and may leave out when and where', async () => {
    const bare = await offered(api, 'rfsu', { period: undefined, regions: undefined, arenas: undefined });
    expect(bare).toMatchObject({ attribution: 'ANONYMOUS', period: null, regions: [], arenas: [] });
  });

  test('is not about the future', async () => {
    const { data } = await offer(api, 'rfsu', { period: `${new Date().getUTCFullYear() + 1}` });
    expect(data.contribute).toEqual({
      contribution: null,
      errors: [{ code: 'INVALID_VALUE', path: ['period'], message: 'period: not in the future.' }],
    });
    const thisYear = `${new Date().getUTCFullYear()}`;
    expect((await offered(api, 'rfsu', { period: thisYear })).status).toBe('SUBMITTED');
  });

  test('is one contribution however often it is sent under one key, and leaves its lines without its words', async () => {
    const before = await databaseState(api.database.owner);
    const input = { idempotencyKey: 'en gång' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => offer(api, 'rfsu', input)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    // A repeat reads what the first one wrote.
    const journal = { 'journal.audit': 10, 'journal.outbox': 1, 'journal.idempotency': 1 };
    expect(gained(before, await databaseState(api.database.owner))).toEqual({
      ...journal,
      'trends.contribution': 1,
    });
    const again = await offer(api, 'rfsu', { ...input, title: 'Annat' });
    expect(again.errors[0]!.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
    const uuid = answers[0]!.data.contribute.contribution.id.replace('contrib_', '');
    const lines = await api.database.owner.query<object[]>(
      `select kind, object_type, o.organisation_id = a.organisation_id as same, action, objects, outcome
       from journal.outbox o join journal.audit a on a.objects = array['Contribution/' || $1] and a.outcome = 'DONE' where o.object_id = $1::uuid`,
      [uuid],
    );
    expect(lines).toEqual([
      {
        ...{ kind: 'contribute', object_type: 'Contribution', same: true, action: 'contribute' },
        ...{ objects: [`Contribution/${uuid}`], outcome: 'DONE' },
      },
    ]);
  });
});

test('the unit offers nothing, and nobody else decides', async () => {
  const { errors } = await offer(api, UNIT);
  expect(errors[0]!.extensions.code).toBe('FORBIDDEN');
  const { id } = await offered(api, 'rfsl');
  for (const organisation of OTHERS) {
    const answer = await resolve(api, { id, decision: 'DECLINE', note: 'Nej' }, organisation);
    expect(answer.errors[0]!.extensions.code).toBe('FORBIDDEN');
  }
  expect((await resolved(api, { id, decision: 'DECLINE', note: 'Nej' })).status).toBe('DECLINED');
});

test('a list of contributions is walked page by page, the newest first, and by what became of them', async () => {
  const five: string[] = [];
  for (let each = 0; each < 5; each += 1) five.unshift((await offered(api, 'farsta')).id);
  await resolved(api, { id: five[1]!, decision: 'DECLINE', note: 'Känt sedan tidigare.' });
  const walk = async (status: string | null) => {
    const found: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data } = await api.as('farsta')(LIST, { status, first: 2, after });
      const { nodes, edges, pageInfo } = data.contributions;
      expect(edges.map(({ node }: { node: object }) => node)).toEqual(
        nodes.map(({ id }: Contribution) => ({ id })),
      );
      found.push(...nodes.map(({ id }: Contribution) => id));
      ({ hasNextPage: more, endCursor: after } = pageInfo);
    }
    return found;
  };
  expect(await walk(null)).toEqual(five);
  expect(await walk('DECLINED')).toEqual([five[1]]);
  expect(await walk('SUBMITTED')).toEqual(five.filter((id) => id !== five[1]));
  expect(await walk('INCORPORATED')).toEqual([]);
});

describe('the unit', () => {
  test('declines with a note, which the contributor reads', async () => {
    const { id } = await offered(api, 'rfsl');
    expect(await refusals({ id, decision: 'DECLINE' })).toEqual(['INVALID_VALUE note']);
    const note = 'Vi har sett detsamma och redan publicerat det.';
    const declined = await resolved(api, { id, decision: 'DECLINE', note });
    expect(declined).toMatchObject({ status: 'DECLINED', decisionNote: note });
    expect(declined.decidedAt).toMatch(/Z$/);
    expect(await listed('rfsl', { status: 'DECLINED' })).toContainEqual(declined);
  });

  test('incorporates into a draft, and sees in which revision; the contributor sees that it was', async () => {
    const entry = await publish(api);
    const [first, second] = [await offered(api, 'rfsu'), await offered(api, 'rfsl')];
    const into = { decision: 'INCORPORATE', trendEntry: entry.id };
    expect(await refusals({ id: first.id, ...into })).toEqual(['INVALID_TRANSITION trendEntry']);
    const revised = await revise(api, entry, { summary: 'Rättad.' });
    const taken = await resolved(api, { id: first.id, ...into, note: 'Tack.' });
    expect(taken).toMatchObject({ status: 'INCORPORATED', decisionNote: 'Tack.' });
    expect(await takenUp(entry.id)).toEqual([[2, first.id], [1]]);
    const corrected = await publishAgain(api, revised);
    await revise(api, corrected, { body: 'Rättad igen.' });
    await resolved(api, { id: second.id, ...into });
    expect(await takenUp(entry.id)).toEqual([[3, first.id, second.id], [2, first.id], [1]]);
    expect(await listed('rfsu', { status: 'INCORPORATED' })).toEqual([taken]);
  });

  test('incorporates into an entry that was never published', async () => {
    const { id: trendEntry } = await draft(api);
    const { id } = await offered(api, 'rfsu');
    await resolved(api, { id, decision: 'INCORPORATE', trendEntry });
    expect(await takenUp(trendEntry)).toEqual([[1, id]]);
  });

  test('is told what is missing, unknown or over', async () => {
    const { id } = await offered(api, 'rfsu');
    const decision = 'INCORPORATE';
    expect(await refusals({ id, decision })).toEqual(['INVALID_VALUE trendEntry']);
    const { id: open } = await draft(api);
    const both = { decision: 'DECLINE', trendEntry: open };
    expect(await refusals({ id, ...both })).toEqual(['INVALID_VALUE trendEntry', 'INVALID_VALUE note']);
    for (const trendEntry of [`trend_${NOWHERE}`, id, 'x'])
      expect(await refusals({ id, decision, trendEntry })).toBe('NOT_FOUND');
    for (const unknown of [`contrib_${NOWHERE}`, open, 'x'])
      expect(await refusals({ id: unknown, decision, trendEntry: open })).toBe('NOT_FOUND');
    const published = await publish(api);
    const over = await withdraw(api, await revise(api, published, { body: 'Nytt.' }), 'Fel.');
    expect(await refusals({ id, decision, trendEntry: over.id })).toEqual(['INVALID_TRANSITION trendEntry']);
    await resolved(api, { id, decision, trendEntry: open });
    expect(await refusals({ id, decision, trendEntry: open })).toEqual(['INVALID_TRANSITION id']);
    expect(await refusals({ id, decision: 'DECLINE', note: 'Nej' })).toEqual(['INVALID_TRANSITION id']);
  });

  test('decides once, however many of its colleagues decide at the same time', async () => {
    const { id } = await offered(api, 'rfsu');
    const { id: trendEntry } = await draft(api);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        resolve(api, {
          id,
          ...(index % 2 ? { decision: 'INCORPORATE', trendEntry } : { decision: 'DECLINE', note: 'Nej' }),
        }),
      ),
    );
    const codes = answers.map(({ data }) => data.resolveContribution.errors[0]?.code ?? 'done');
    expect(codes.sort()).toEqual([...Array<string>(7).fill('INVALID_TRANSITION'), 'done']);
  });

  test('incorporates into no draft that a colleague is just publishing', async () => {
    const entry = await revise(api, await publish(api), { summary: 'Rättad.' });
    const { id } = await offered(api, 'rfsu');
    const uuid = entry.id.replace('trend_', '');
    const runner = (await api.database.sources.of(UNIT)).createQueryRunner();
    await runner.query('begin');
    await runner.query('update trends.entry set version = version + 1 where id = $1', [uuid]);
    await runner.query('delete from trends.draft where entry_id = $1', [uuid]);
    const decided = resolve(api, { id, decision: 'INCORPORATE', trendEntry: entry.id });
    const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await api.database.owner.query<object[]>(waiting)).length === 0);
    await runner.query('commit');
    await runner.release();
    const { data } = await decided;
    expect(data.resolveContribution.errors).toMatchObject([
      { code: 'INVALID_TRANSITION', path: ['trendEntry'] },
    ]);
  });
});

describe('nothing that others read depends on it', () => {
  const ENTRY =
    'id revision version status title summary body publishedAt coverage method topics revisions { revision title version } corroborations { id verdict at } access { canRevise }';
  /** Everything of the knowledge that an organisation can ask for, and what its login can select. */
  async function knownTo(organisation: string): Promise<string> {
    const { text } = await api.as(organisation)(
      `{ trendEntries(first: 100) { nodes { ${ENTRY} } edges { cursor } pageInfo { hasNextPage endCursor } }
         found: trendEntries(filter: { search: "vindkraft" }) { nodes { id } }
         contributions(first: 100) { nodes { id title } pageInfo { hasNextPage endCursor } } }`,
    );
    const source = await api.database.sources.of(organisation);
    const rows = await Promise.all(
      [
        'select id, title, status, organisation_id from trends.contribution order by id',
        'select id, entry_id, verdict, at from trends.corroboration order by id',
        'select id, status, shown_version, revision, listed_at from trends.entry order by id',
        'select entry_id, number, title from trends.revision order by entry_id, number',
      ].map((statement) => source.query<object[]>(statement)),
    );
    return JSON.stringify([JSON.parse(text), rows]);
  }

  test('who offered what, that it was offered, and what became of it, until the unit publishes its own words', async () => {
    const entry = await revise(api, await publish(api), { summary: 'Rättad.' });
    const others = OTHERS.filter((code) => code !== 'smittskydd-stockholm');
    const everybody = [...others, 'smittskydd-stockholm', UNIT];
    const before = new Map<string, string>();
    for (const code of everybody) before.set(code, await knownTo(code));
    const words = { title: 'Om vindkraft', text: 'Något om vindkraft som ingen annan skriver.' };
    const [first, second] = [
      await offered(api, 'smittskydd-stockholm', words),
      await offered(api, 'smittskydd-stockholm', { ...words, attribution: 'NAMED' }),
    ];
    await resolved(api, { id: first.id, decision: 'INCORPORATE', trendEntry: entry.id });
    await resolved(api, { id: second.id, decision: 'DECLINE', note: 'Nej tack.' });
    for (const code of others) expect([code, await knownTo(code)]).toEqual([code, before.get(code)]);
    // Positive control: those who may see it do.
    for (const code of ['smittskydd-stockholm', UNIT])
      expect(await knownTo(code)).not.toEqual(before.get(code));
    await publishAgain(api, entry);
    for (const code of others) {
      const known = await knownTo(code);
      expect(known).not.toEqual(before.get(code));
      expect(known).not.toMatch(/smittskydd|Något om/);
      for (const { id } of [first, second]) expect(known).not.toContain(id.replace('contrib_', ''));
    }
  });
});
