// A feed that was put back to an earlier state gives its positions again. Who has a cursor from before is told so, also when the feed
// has passed it since.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { publish } from '../api/tools/entries.js';
import { HANDBOOK } from '../operations/tools/documented.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { sequence } from './tools/follower.js';

const AHEAD = 'after: is ahead of this feed. Read the lists again and follow from `head`.';

let api: TestApi;
/** What the procedure of a restore says for the feeds. */
let renewal: string;
beforeAll(async () => {
  api = await startTestApi();
  [, renewal = ''] = /psql -d samverkan -c '(update journal\.[^']+)'/.exec(await readFile(HANDBOOK, 'utf8'))!;
});
afterAll(() => api.close());

const changes = async (after: string | null) => {
  const { data, errors } = await api.as('rfsl')(
    `query ($after: String) { changes(after: $after) { head nodes { objectId } } }`,
    { after },
  );
  return {
    ...(data?.changes as { head: string; nodes: object[] }),
    refusals: errors.map(({ message }) => message),
  };
};

/** Has something happen, and puts the feeds back to where they were before. */
async function putBack(work: () => Promise<unknown>): Promise<void> {
  const { owner } = api.database;
  const heads = await owner.query<{ id: string; position: string }[]>(
    'select organisation_id as id, position from journal.head',
  );
  await work();
  await sequence(api);
  for (const { id, position } of heads) {
    await owner.query('delete from journal.change where organisation_id = $1 and position > $2', [
      id,
      position,
    ]);
    await owner.query('update journal.head set position = $2 where organisation_id = $1', [id, position]);
  }
}

/** A cursor of what is lost then, passed by what comes after it. */
let lost: string;
beforeEach(async () => {
  await publish(api);
  await sequence(api);
  await putBack(async () => {
    await publish(api);
    await sequence(api);
    lost = (await changes(null)).head;
  });
});
const goOn = async () => {
  for (let more = 0; more < 3; more += 1) await publish(api);
  await sequence(api);
};

test('a cursor from before is refused once the feed has passed it, by the list and by the stream', async () => {
  await api.database.owner.query(renewal);
  await goOn();
  expect(await changes(lost)).toEqual({ refusals: [AHEAD] });
  const response = await fetch(`${api.address}/graphql/stream`, {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${await api.token('rfsl')}`, accept: 'text/event-stream' },
      ...{ 'content-type': 'application/json', 'last-event-id': lost },
    },
    body: JSON.stringify({ query: 'subscription { changed { kind } }' }),
  });
  expect(await response.text()).toContain(JSON.stringify(AHEAD));
});

test('nothing else would show that something is missed, which is why the procedure renews the epoch', async () => {
  await goOn();
  expect(await changes(lost)).toMatchObject({ refusals: [], nodes: [{}, {}] });
});

test('who has read the lists again follows from the head, and misses nothing', async () => {
  await api.database.owner.query(renewal);
  const { head } = await changes(null);
  await goOn();
  expect(await changes(head)).toMatchObject({ refusals: [], nodes: [{}, {}, {}] });
});

test('there is one epoch, and no login of the program renews it', async () => {
  const { owner, sources } = api.database;
  await expect(owner.query('insert into journal.epoch default values')).rejects.toThrow(/duplicate key/);
  for (const source of [
    await sources.worker(),
    await sources.service(),
    await sources.of('prostitutionsenheten'),
  ])
    await expect(source.query(renewal)).rejects.toThrow('permission denied');
});
