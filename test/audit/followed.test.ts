// Followers of a stream: what a node reads once and hands to many is told to the audit for each of them, before it is sent.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from 'graphql-sse';
import { linesLeftBy } from '../api/tools/audit.js';
import { offered, resolved } from '../api/tools/contributions.js';
import { UNIT, draft } from '../api/tools/entries.js';
import { submitted } from '../api/tools/flags.js';
import { SOCIALJOUREN, take } from '../api/tools/steps.js';
import { cluster } from '../support/database.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { feedChannel } from '../../src/store/login.js';
import { sequenceChanges, waitingChanges } from '../../src/store/sequencing.js';

let api: TestApi;
let sequencing: NodeJS.Timeout;
beforeAll(async () => {
  api = await startTestApi();
  sequencing = setInterval(() => void sequence().catch(() => undefined), 50);
});
afterAll(async () => {
  clearInterval(sequencing);
  await api.close();
});

const sequence = async () =>
  sequenceChanges(await api.database.sources.worker(), feedChannel(cluster.loginSecret));

/** Waits until every change so far has its place. A sequencer that has the turn leaves others nothing to do before it commits. */
async function allPlaced(): Promise<void> {
  const worker = await api.database.sources.worker();
  while ((await waitingChanges(worker)) > 0) await sequence();
}

interface Follower {
  /** The first change that comes, or why none does. */
  readonly first: Promise<string>;
  stop(): void;
}

/** Follows as an organisation, from now on. */
async function following(organisation: string, query: string): Promise<Follower> {
  await allPlaced();
  const token = await api.token(organisation);
  let connected = () => {};
  const isConnected = new Promise<void>((resolve) => (connected = resolve));
  const client = createClient({
    url: `${api.address}/graphql/stream`,
    headers: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    on: { connected: () => connected() },
  });
  const first = client
    .iterate({ query })
    .next()
    .then(({ value }) => JSON.stringify(value), String);
  await Promise.race([isConnected, first]);
  return { first, stop: () => client.dispose() };
}

/** What the first change is that a follower is sent of what is done meanwhile. */
async function oneChange(organisation: string, query: string, work: () => Promise<unknown>): Promise<string> {
  const follower = await following(organisation, query);
  await work();
  const change = await follower.first;
  follower.stop();
  return change;
}

test('each of three followers leaves a line that names the referral and the guarded fields', async () => {
  const query = 'subscription Follow { changed { kind object { ... on Referral { status note } } } }';
  let id = '';
  const lines = await linesLeftBy(api.database, async () => {
    const followers = await Promise.all([1, 2, 3].map(() => following(SOCIALJOUREN, query)));
    ({ id } = await submitted(api));
    for (const { first } of followers) expect(await first).toContain('SUBMITTED');
    for (const follower of followers) follower.stop();
  });
  const followed = lines.filter(({ action }) => action === 'changed');
  const line = {
    organisation: SOCIALJOUREN,
    operation: 'Follow',
    objects: [`Referral/${id.slice(4)}`],
    guarded: ['Referral.note'],
    outcome: 'DONE',
  };
  expect(followed).toHaveLength(3);
  for (const one of followed) expect(one).toMatchObject(line);
});

test('a follower who asks for no object has read that something happened to the referral', async () => {
  const { id } = await submitted(api);
  const lines = await linesLeftBy(api.database, () =>
    oneChange(SOCIALJOUREN, 'subscription { changed { objectId kind } }', () =>
      take(api, SOCIALJOUREN, 'acknowledgeReferral', { id }),
    ),
  );
  expect(lines.filter(({ action }) => action === 'changed')).toMatchObject([
    { objects: [`Referral/${id.slice(4)}`], guarded: [] },
  ]);
});

test('contributions within an entry are named too', async () => {
  const entry = await draft(api);
  const contribution = await offered(api, 'rfsu');
  const query =
    'subscription { changed { objectType object { ... on TrendEntry { contributions { title } } } } }';
  await resolved(api, { id: contribution.id, decision: 'INCORPORATE', trendEntry: entry.id });
  const lines = await linesLeftBy(api.database, () =>
    oneChange(UNIT, query, () =>
      api.as(UNIT)(
        'mutation ($input: ReviseTrendEntryInput!) { reviseTrendEntry(input: $input) { errors { code } } }',
        {
          input: { id: entry.id, expectedVersion: entry.version, summary: 'Rättad.' },
        },
      ),
    ),
  );
  expect(lines.filter(({ action }) => action === 'changed')).toMatchObject([
    { objects: [`Contribution/${contribution.id.slice(8)}`], guarded: ['TrendEntry.contributions'] },
  ]);
});

test('without room for the line nothing is sent', async () => {
  await api.database.owner.query(
    `create function journal.full() returns trigger language plpgsql as
     $$ begin if new.action = 'changed' then raise exception 'no room' using errcode = '53100'; end if; return new; end $$;
     create trigger full_audit before insert on journal.audit for each row execute function journal.full()`,
  );
  const text = await oneChange(SOCIALJOUREN, 'subscription { changed { objectId object { id } } }', () =>
    submitted(api),
  );
  await api.database.owner.query('drop function journal.full() cascade');
  expect(text).not.toContain('ref_');
});
