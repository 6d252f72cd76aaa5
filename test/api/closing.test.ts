// A node that was told to close answers what still comes, on connections that end with it, and is gone soon.
import { Agent, request } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import { openOwner } from '../../src/store/migrate.js';
import { startTestApi, type TestApi } from '../support/api.js';

const NOTICE_MS = 2_000;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

let api: TestApi;
afterEach(() => agent.destroy());

interface Answered {
  readonly status: number;
  readonly connection: string | undefined;
  readonly text: string;
}

/** Asks on the one connection that is kept open. */
function ask(path: string, body?: string, headers: Record<string, string> = {}): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asked = request(
      `${api.address}${path}`,
      { agent, method: body ? 'POST' : 'GET', headers },
      (answer) => {
        let text = '';
        answer.on('data', (part) => (text += String(part)));
        answer.on('end', () =>
          resolve({ status: answer.statusCode!, connection: answer.headers.connection, text }),
        );
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

test('readiness says so first, requests are answered meanwhile, and what was under way ends', async () => {
  api = await startTestApi({ noticeMs: NOTICE_MS });
  const headers = {
    authorization: `Bearer ${await api.token('rfsu')}`,
    'content-type': 'application/json',
  };
  const entries = () => ask('/graphql', '{"query":"{ trendEntries { nodes { id } } }"}', headers);
  expect(await entries()).toMatchObject({ status: 200, connection: 'keep-alive' });
  expect(await ask('/health/ready')).toMatchObject({ status: 200 });

  const holder = await openOwner(api.database.url);
  await holder.query('begin; lock table trends.entry in access exclusive mode');
  const underWay = entries();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const closed = api.close();
  const other = new Agent();
  const fresh = (path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(`${api.address}${path}`, { agent: other }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
  expect([await fresh('/health/ready'), await fresh('/health/live')]).toEqual([503, 200]);
  await holder.destroy();
  expect(await underWay).toMatchObject({ status: 200, connection: 'close' });
  // On a new connection, as the last answer has closed the one before.
  expect(await entries()).toMatchObject({
    status: 200,
    connection: 'close',
    text: expect.stringContaining('nodes'),
  });
  await closed;
  await expect(fresh('/health/live')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
