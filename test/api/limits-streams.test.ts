// No organisation takes all streams of a node.
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MOST_STREAMS_OF_ONE } from '../../src/http/limits/limits.js';
import { startTestApi, type TestApi } from '../support/api.js';

const AT_ONCE = 50;

let api: TestApi;
const streams: IncomingMessage[] = [];
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(async () => {
  for (const stream of streams) stream.destroy();
  await api.close();
});

/** Opens a stream, and leaves it open. */
async function follow(token: string): Promise<IncomingMessage> {
  const asked = request(`${api.address}/graphql/stream`, {
    ...{ method: 'POST', agent: false },
    headers: {
      ...{ authorization: `Bearer ${token}`, accept: 'text/event-stream' },
      'content-type': 'application/json',
    },
  });
  asked.end(JSON.stringify({ query: 'subscription { changed { kind } }' }));
  const [stream] = (await once(asked, 'response')) as [IncomingMessage];
  stream.on('error', () => {}); // that it was cut off
  streams.push(stream);
  return stream;
}

test('those that take long to open have their places too', async () => {
  const jouren = await api.token('socialjouren');
  const { owner } = api.database;
  const holder = owner.createQueryRunner();
  await holder.startTransaction();
  await holder.query('lock table journal.head in access exclusive mode'); // what a stream reads first
  const opening = Array.from({ length: MOST_STREAMS_OF_ONE + AT_ONCE }, () => follow(jouren));
  const statuses = opening.map(async (stream) => (await stream).statusCode);
  await Promise.race(statuses); // one is refused, while none is open
  await holder.rollbackTransaction();
  await holder.release();
  const counts = (await Promise.all(statuses)).filter((status) => status === 429);
  expect(counts.length).toBeGreaterThanOrEqual(AT_ONCE);
  for (const stream of streams.splice(0)) stream.destroy();
});

test('an organisation has so many streams open and no more; others open theirs, and it another when one has ended', async () => {
  const [rfsu, rfsl] = [await api.token('rfsu'), await api.token('rfsl')];
  const statuses = new Set<number | undefined>();
  for (let opened = 0; opened < MOST_STREAMS_OF_ONE; opened += AT_ONCE) {
    const some = await Promise.all(Array.from({ length: AT_ONCE }, () => follow(rfsu)));
    for (const { statusCode } of some) statuses.add(statusCode);
  }
  expect([...statuses]).toEqual([200]);

  const refused = await follow(rfsu);
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '1']);
  expect(await json(refused)).toMatchObject({
    errors: [
      {
        message: `streams: at most ${MOST_STREAMS_OF_ONE} of an organisation at once.`,
        extensions: { code: 'RATE_LIMITED' },
      },
    ],
  });
  expect((await follow(rfsl)).statusCode).toBe(200);

  streams[0]!.destroy();
  let again: number | undefined = 429;
  while (again === 429) again = (await follow(rfsu)).statusCode;
  expect(again).toBe(200);
});
