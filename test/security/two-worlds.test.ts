// Two databases that differ in one record, and publish the same numbers, cannot be told apart: not by any answer, header, order,
// cursor, error, metric or line of the log. What stays different in principle is said in docs/disclosure-control.md.
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { OTHERS, UNIT } from '../api/tools/entries.js';
import { gained, databaseState } from '../api/tools/rows.js';
import { listenTo, type Asked, type Heard } from './two-worlds/asking.js';
import { againstTheRules, copyWith } from './two-worlds/databases.js';
import { differences, masked, restored } from './two-worlds/mask.js';
import { LEAKS, lookingAtTheCube } from './two-worlds/leaks.js';
import {
  catalogueQuestions,
  drawnQuestions,
  graphql,
  orderedQuestions,
  otherQuestions,
  type Request,
} from './two-worlds/questions.js';
import { SECOND_WORLDS, arrangeWorld, type SecondWorld } from './two-worlds/worlds.js';
import { developmentClient, openDevelopmentIssuer } from '../../src/auth/development-issuer.js';
import { SCOPES } from '../../src/auth/scopes.js';
import { AUDIENCE } from '../support/api.js';
import type { TestDatabase } from '../support/database.js';

const EVERYBODY = [UNIT, ...OTHERS];
const DRAWN_FOR_EACH = 150;

const begun = Date.now();
let keys: string;
let issuer: Awaited<ReturnType<typeof openDevelopmentIssuer>>;
let world: TestDatabase;
let first: TestDatabase;
let questions: (Asked & { readonly asker: string })[];
let heard: Heard;
const tokens = new Map<string, string>();
const seconds = new Map<string, SecondWorld & { database: TestDatabase; heard: Heard }>();

beforeAll(async () => {
  keys = await mkdtemp(join(tmpdir(), 'samverkan-keys-'));
  issuer = await openDevelopmentIssuer(keys);
  for (const asker of EVERYBODY)
    tokens.set(
      asker,
      await issuer.sign({
        client: developmentClient(asker),
        subject: 'test',
        scopes: SCOPES,
        audience: AUDIENCE,
      }),
    );
  world = await arrangeWorld();
  first = await copyWith(world, async () => undefined);
  questions = await questionsAbout(first);
  heard = await listenTo(first, issuer, questions);
}, 300_000);
afterAll(async () => {
  for (const { database } of seconds.values()) await database.drop();
  await first.drop();
  await world.drop();
  await rm(keys, { recursive: true });
});

const asks = (asker: string, requests: readonly Request[]) =>
  requests.map((request) => ({ ...request, asker, token: tokens.get(asker) ?? null }));

/** Everything, as everybody; what takes every order and form as one after the other; some as nobody. */
async function questionsAbout({ owner }: TestDatabase): Promise<typeof questions> {
  const ids = async (prefix: string, table: string) =>
    (await owner.query<{ id: string }[]>(`select id from ${table} order by id`)).map(({ id }) => prefix + id);
  const releases = await ids('rel_', 'statistics.release');
  const known = {
    releases,
    entries: await ids('trend_', 'trends.entry'),
    hidden: [
      ...(await ids('batch_', 'statistics.batch')),
      ...(await ids('ref_', 'referrals.referral')),
      ...(await ids('act_', 'activity.report')).slice(0, 3),
    ],
  };
  return [
    ...EVERYBODY.flatMap((asker, index) =>
      asks(asker, [
        ...catalogueQuestions(),
        ...drawnQuestions(index + 1, DRAWN_FOR_EACH, releases),
        ...otherQuestions(known),
      ]),
    ),
    ...orderedQuestions().flatMap((request, index) => asks(EVERYBODY[index % EVERYBODY.length]!, [request])),
    ...asks('nobody', otherQuestions(known)),
  ];
}

const published = ({ owner }: TestDatabase) =>
  owner.query<object[]>('select * from statistics.published order by release_id, name, period');
const releasesOf = ({ owner }: TestDatabase) =>
  owner.query<object[]>('select * from statistics.release order by id');

/** What is published of cells whose true counts differ. */
async function otherCounts(...databases: readonly [TestDatabase, TestDatabase]): Promise<number[]> {
  const [one, other] = await Promise.all(
    databases.map(({ owner }) =>
      owner.query<{ n: string; count: number }[]>(
        `select release_id, name, period, place, b.n[place], p.counts[place] as count
         from cube.basis b join statistics.published p using (release_id, name, period), generate_subscripts(b.n, 1) place
         order by 1, 2, 3, 4`,
      ),
    ),
  );
  return one!.flatMap(({ n, count }, index) => (n === other![index]!.n ? [] : [count]));
}

test('the first world publishes as the worker did before', async () => {
  const again = await copyWith(world, async () => undefined, 2);
  expect(await published(first)).toEqual(await published(again));
  expect((await published(first)).length).toBeGreaterThan(100);
  await again.drop();
});

test('the questions are answered in every way there is', () => {
  const codes = (code: string) =>
    heard.answers.filter((answer) => answer.includes(`"code":"${code}"`)).length;
  expect(questions.length).toBeGreaterThan(3_000);
  expect(heard.answers.filter((answer) => answer.includes('"cells":[{')).length).toBeGreaterThan(300);
  expect(heard.answers.filter((answer) => answer.includes('content-type: text/csv')).length).toBeGreaterThan(
    50,
  );
  expect(codes('TOO_SPARSE')).toBeGreaterThan(300);
  expect(codes('BAD_USER_INPUT')).toBeGreaterThan(300);
  for (const code of [
    'NOT_FOUND',
    'FORBIDDEN',
    'GRAPHQL_VALIDATION_FAILED',
    'GRAPHQL_PARSE_FAILED',
    'UNAUTHENTICATED',
  ])
    expect([code, codes(code) > 0]).toEqual([code, true]);
  expect([codes('UNAVAILABLE'), codes('INTERNAL_SERVER_ERROR'), heard.log]).toEqual([0, 0, []]);
});

test('what is masked is random or a moment, and nothing else is', () => {
  const { taken, ...rest } = masked(heard);
  expect(restored({ taken, ...rest }, heard)).toBe(true);
  expect(taken.request.length).toBeGreaterThan(500);
  expect(new Set(taken.request).size).toBe(
    new Set(heard.answers.flatMap((answer) => idsOfRequest(answer))).size,
  );
  const everything = rest.answers.join('\n');
  expect(taken.request.filter((id) => everything.includes(id))).toEqual([]);
  expect(taken.date).toHaveLength(questions.length);
  const moments = taken.date.map((date) => Date.parse(date));
  expect(moments.every((at) => at >= begun - 1_000 && at <= Date.now())).toBe(true);
  expect(taken.week.length).toBeGreaterThan(0);
  expect(taken.week.filter((week) => new Date(week).getUTCDay() !== 1)).toEqual([]);
  expect(taken.hash).toHaveLength(taken.week.length);
});

const idsOfRequest = (answer: string) =>
  [...answer.matchAll(/(?:"requestId":"|filename="statistics-)([0-9a-f-]{36})/g)].map(([, id]) => id!);

describe.each(Object.entries(SECOND_WORLDS))('with %s more', (name, make) => {
  beforeAll(async () => {
    const second = await make(first);
    const database = await copyWith(world, second.change, second.before);
    seconds.set(name, { ...second, database, heard: await listenTo(database, issuer, questions) });
  }, 300_000);

  test('the same is published of other records', async () => {
    const { database, table, before } = seconds.get(name)!;
    expect(await published(database)).toEqual(await published(first));
    expect(await releasesOf(database)).toEqual(await releasesOf(first));
    const states = [await databaseState(first.owner), await databaseState(database.owner)] as const;
    expect(gained(...states)[table]).toBe(1);
    // Not only among the counts that are published as 0.
    const others = await otherCounts(first, database);
    expect(others.filter((count) => count >= 30).length > 0).toBe(before === 0);
  });

  test('nobody can tell one world from the other, but whoever sent the record itself', () => {
    const { owners, heard: other } = seconds.get(name)!;
    const isOwn = ({ asker, isOfRecords }: (typeof questions)[number]) =>
      isOfRecords === true && owners.includes(asker);
    const without = (one: Heard): Heard => ({
      ...one,
      answers: one.answers.filter((_, index) => !isOwn(questions[index]!)),
    });
    expect(differences(without(heard), without(other))).toEqual([]);
    const own = (one: Heard) => one.answers.filter((_, index) => isOwn(questions[index]!));
    const seen = differences({ ...heard, answers: own(heard) }, { ...other, answers: own(other) });
    expect(seen).toHaveLength(owners.length);
  });
});

describe('the comparison would notice', () => {
  const few = () =>
    EVERYBODY.flatMap((asker) =>
      asks(asker, [
        graphql('query ($input: StatisticsInput!) { statistics(input: $input) { cells { count } } }', {
          input: { measure: 'ADVERTS', granularity: 'YEAR', groupBy: ['GENDER'] },
        }),
        { method: 'GET', url: '/statistics.csv?measure=ADVERTS&granularity=YEAR&groupBy=GENDER' },
        graphql('{ trendEntries { nodes { statistics { cells { count } } } } }'),
        graphql(
          '{ statistics(input: { measure: ADVERTS, granularity: YEAR, groupBy: [ARENA, GENDER] }) { measure } }',
        ),
        graphql('{ releases { nodes { id publishedAt } } }'),
      ]),
    );
  const compare = async (
    a: TestDatabase,
    b: TestDatabase,
    plantOf: (of: TestDatabase) => Parameters<typeof listenTo>[3] = () => undefined,
  ) =>
    differences(await listenTo(a, issuer, few(), plantOf(a)), await listenTo(b, issuer, few(), plantOf(b)));

  test('nothing, between a world and itself', async () => {
    expect(await compare(first, first)).toEqual([]);
  });

  test('nothing, when a week begins between two feeds without entries; but another hash, or a week in which something was', () => {
    const feed = heard.answers.find((answer) => answer.includes('<feed'))!;
    const [head, body] = [feed.slice(0, feed.indexOf('\n\n')), feed.slice(feed.indexOf('\n\n') + 2)];
    const [, updated] = /<updated>(.*)T00:00:00.000Z<\/updated>/.exec(body)!;
    const answer = (text: string, tagged = text) =>
      `${head.replace(/^etag: .*$/m, `etag: "${createHash('sha256').update(tagged).digest('base64url')}"`)}\n\n${text}`;
    const seen = (...texts: Parameters<typeof answer>) =>
      differences({ ...heard, answers: [feed] }, { ...heard, answers: [answer(...texts)] });
    const later = body.replace(updated!, '2026-01-05');
    expect(later).not.toBe(body);
    expect(seen(later)).toEqual([]);
    expect(seen(body, later)).toHaveLength(1);
    expect(seen(later.replace('</feed>', '<entry></entry></feed>'))).toHaveLength(1);
    expect(seen(later.replace('T00:', 'T01:'))).toHaveLength(1);
  });

  test('one published count that is one more: in the query, the file and the entry, and nowhere else', async () => {
    const other = await copyWith(world, async () => undefined);
    await againstTheRules(other, (owner) =>
      owner.query(
        `update statistics.published set counts[1] = counts[1] + 1 where name = 'ADVERTS/YEAR/GENDER'`,
      ),
    );
    const seen = await compare(first, other);
    await other.drop();
    expect(seen.map((line) => Number(/^answer (\d+):/.exec(line)?.[1]) % 5)).toEqual(
      EVERYBODY.flatMap(() => [0, 1, 2]),
    );
  });

  test.each(Object.keys(LEAKS) as (keyof typeof LEAKS)[])('%s', async (leak) => {
    const { database } = seconds.get('one observation')!;
    const seen = await compare(first, database, ({ owner }) => LEAKS[leak].plant(owner));
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter((line) => !line.startsWith(LEAKS[leak].shows))).toEqual([]);
  });

  test('a row rule that looks at the cube', async () => {
    const { database } = seconds.get('one observation')!;
    const seen = await lookingAtTheCube([first, database], () => compare(first, database));
    expect(seen.length).toBeGreaterThan(0);
    expect(await compare(first, database)).toEqual([]);
  });
});
