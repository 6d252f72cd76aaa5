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
import { sequenceChanges } from '../../src/store/sequencing.js';

let api: TestApi;
let sequencing: NodeJS.Timeout;
beforeAll(async () => {
  api = await startTestApi();
  const worker = await api.database.sources.worker();
  sequencing = setInterval(
    () => void sequenceChanges(worker, feedChannel(cluster.loginSecret)).catch(() => undefined),
    50,
  );
});
afterAll(async () => {
  clearInterval(sequencing);
  await api.close();
});

/** Follows as an organisation from now on, until one change has come. */
async function oneChange(organisation: string, query: string, then: () => Promise<unknown>): Promise<string> {
  // What was done before has its place, or it would come along.
  await sequenceChanges(await api.database.sources.worker(), feedChannel(cluster.loginSecret));
  const token = await api.token(organisation);
  const client = createClient({
    url: `${api.address}/graphql/stream`,
    headers: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  const stream = client.iterate({ query });
  const next = stream.next();
  setTimeout(() => void then(), 500);
  const { value } = await next;
  client.dispose();
  return JSON.stringify(value);
}

test('each of three followers leaves a line that names the referral and the guarded fields', async () => {
  const query = 'subscription Follow { changed { kind object { ... on Referral { status note } } } }';
  let id = '';
  const lines = await linesLeftBy(api.database, async () => {
    let isDone = false;
    const once = async () => {
      if (isDone) return;
      isDone = true;
      ({ id } = await submitted(api));
    };
    const seen = await Promise.all([1, 2, 3].map(() => oneChange(SOCIALJOUREN, query, once)));
    for (const text of seen) expect(text).toContain('SUBMITTED');
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
  ).catch((error: unknown) => String(error));
  await api.database.owner.query('drop function journal.full() cascade');
  expect(text).not.toContain('ref_');
});
