// A client that was off ends with exactly the state of one that was always on, and both with what the lists say, however often the
// worker and the API were cut off meanwhile.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { sequenceChanges } from '../../src/store/sequencing.js';
import { Sources } from '../../src/store/sources.js';
import { startTestApi, type Answer, type TestApi } from '../support/api.js';
import { cluster } from '../support/database.js';
import { draft, publish, publishAgain, revise, UNIT, withdraw, type Entry } from '../api/tools/entries.js';
import { FULL, POLICE, submitted } from '../api/tools/flags.js';
import { take } from '../api/tools/steps.js';
import { CHANNEL } from './tools/follower.js';

const JOUREN = 'socialjouren';
const CODES = [UNIT, POLICE, JOUREN, 'rfsu', 'bromma'];
const FIELDS = {
  TrendEntry: 'id version title',
  Referral: 'id version status messages { id }',
};
const OBJECTS = `... on TrendEntry { ${FIELDS.TrendEntry} } ... on Referral { ${FIELDS.Referral} }`;
const LISTS = { trendEntries: FIELDS.TrendEntry, referrals: FIELDS.Referral };
const WRITERS = 4;
const ROUNDS = 3;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

type State = Map<string, unknown>;

interface Client {
  readonly state: State;
  /** Reads a page; false when the feed ended there. */
  read(first: number): Promise<boolean>;
}

/** A client that keeps what the feed says, on a connection that may fail. */
async function clientOf(organisation: string, node: () => TestApi): Promise<Client> {
  const { data } = await node().as(organisation)('{ changes(first: 1) { head } }');
  let cursor = data.changes.head as string;
  const headers = {
    authorization: `Bearer ${await node().token(organisation)}`,
    'content-type': 'application/json',
  };
  const state: State = new Map();
  const query = `query ($after: String, $first: Int) { changes(after: $after, first: $first) {
    pageInfo { endCursor hasNextPage } nodes { kind objectId object { ${OBJECTS} } } } }`;
  return {
    state,
    async read(first) {
      const payload = JSON.stringify({ query, variables: { after: cursor, first } });
      const answer = await node()
        .app.inject({ method: 'POST', url: '/graphql', headers, payload })
        .then(({ body }) => JSON.parse(body) as Pick<Answer, 'data'>)
        .catch(() => null);
      if (!answer?.data) return true; // a node that is going; asked again
      const { nodes, pageInfo } = answer.data.changes;
      for (const { kind, objectId, object } of nodes as {
        kind: string;
        objectId: string;
        object: unknown;
      }[]) {
        expect([kind, object === null]).toEqual([kind, kind === 'REMOVED']);
        if (object === null) state.delete(objectId);
        else state.set(objectId, object);
      }
      cursor = pageInfo.endCursor;
      return pageInfo.hasNextPage as boolean;
    },
  };
}

/** What the lists say. */
async function listed(organisation: string): Promise<State> {
  const state: State = new Map();
  for (const [list, fields] of Object.entries(LISTS)) {
    for (let after: string | null = null, more = true; more;) {
      const query = `query ($after: String) { ${list}(first: 100, after: $after) { pageInfo { endCursor hasNextPage } nodes { ${fields} } } }`;
      const { data } = await api.as(organisation)(query, { after });
      for (const node of data[list].nodes as { id: string }[]) state.set(node.id, node);
      ({ endCursor: after, hasNextPage: more } = data[list].pageInfo);
    }
  }
  return state;
}

async function lifeOfEntries(): Promise<void> {
  let entry: Entry = await draft(api);
  entry = await publishAgain(api, entry);
  entry = await revise(api, entry, { title: 'Rättad' });
  entry = await publishAgain(api, entry);
  if (Math.random() < 0.5) await withdraw(api, entry, 'Fel.');
  await publish(api);
}

async function lifeOfReferrals(): Promise<void> {
  const consent = { ...FULL.consent, organisations: [JOUREN, 'rfsu', 'bromma'] };
  const { id } = await submitted(api, { ...FULL, consent });
  for (const mutation of ['acknowledgeReferral', 'acceptReferral']) await take(api, JOUREN, mutation, { id });
  await take(api, JOUREN, 'inviteSupporter', { id, organisation: 'rfsu' });
  await take(api, 'rfsu', 'sendReferralMessage', { id, audience: [JOUREN], body: 'Hej.' });
  await take(api, JOUREN, 'recordServices', { id, services: [{ service: 'MEDICAL', status: 'PROVIDED' }] });
  if (Math.random() < 0.5) await take(api, JOUREN, 'removeSupporter', { id, organisation: 'rfsu' });
  if (Math.random() < 0.5) await take(api, JOUREN, 'redirectReferral', { id, recipient: 'bromma' });
}

test('states agree after writers at once, workers that are killed and nodes that come and go', async () => {
  let node = await startTestApi({ on: api });
  const off = await Promise.all(CODES.map((code) => clientOf(code, () => api)));
  const on = await Promise.all(CODES.map((code) => clientOf(code, () => node)));
  let isOver = false;
  const until = (work: () => Promise<unknown>, pauseMs: number) =>
    (async () => {
      for (; !isOver; await pause(pauseMs)) await work();
    })();
  const sources = new Sources({
    databaseUrl: api.database.url,
    loginSecret: cluster.loginSecret,
    poolSize: 2,
  });
  let failures = 0;
  const meanwhile = [
    ...[1, 2].map(() =>
      until(async () => {
        await sources
          .worker()
          .then((worker) => sequenceChanges(worker, CHANNEL))
          .catch(() => (failures += 1));
      }, 5),
    ),
    until(
      () =>
        api.database.owner.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'samverkan_worker' and datname = current_database()`,
        ),
      150,
    ),
    until(async () => {
      const [before, after] = [node, await startTestApi({ on: api })];
      node = after;
      await before.close();
    }, 2_000),
    ...on.map((client) => until(() => client.read(7), 50)),
  ];
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let round = 0; round < ROUNDS; round += 1)
        await (writer % 2 ? lifeOfEntries() : lifeOfReferrals());
    }),
  );
  isOver = true;
  await Promise.all(meanwhile);
  await sequenceChanges(await api.database.sources.worker(), CHANNEL);
  for (const client of [...on, ...off]) while (await client.read(100));
  for (const [index, code] of CODES.entries()) {
    const state = await listed(code);
    expect([code, off[index]!.state]).toEqual([code, state]);
    expect([code, on[index]!.state]).toEqual([code, state]);
    expect([code, state.size > 0 || code === 'bromma']).toEqual([code, true]);
  }
  expect(failures).toBeGreaterThan(0);
  await node.close();
  await sources.close();
});
