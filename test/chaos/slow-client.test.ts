// A client that takes nothing of its stream is cut off, and little is kept for it meanwhile.
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { publish } from '../api/tools/entries.js';
import { sequence } from '../changes/tools/follower.js';
import { startTestApi, type TestApi } from '../support/api.js';

const ENTRIES = 400;
const BODY = 'Ord om ord. '.repeat(1_600);
/** The thirty seconds that a client may take nothing, and some for a busy machine. */
const SLOW_MS = 40_000;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

test('a client that takes nothing for thirty seconds is cut off', async () => {
  const query = 'subscription { changed { kind object { ... on TrendEntry { id body } } } }';
  const body = JSON.stringify({ query });
  const socket = connect(Number(new URL(api.address).port), '127.0.0.1');
  socket.write(
    [
      'POST /graphql/stream HTTP/1.1',
      'host: 127.0.0.1',
      `authorization: Bearer ${await api.token('rfsu')}`,
      'accept: text/event-stream',
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
  await new Promise((resolve) => socket.once('data', resolve));
  socket.pause();
  for (let entry = 0; entry < ENTRIES; entry += 1) await publish(api, { body: BODY });
  await sequence(api);
  await pause(SLOW_MS);
  let taken = 0;
  socket.on('error', () => {});
  socket.on('data', (chunk) => (taken += chunk.length));
  const isOver = new Promise((resolve) => socket.once('close', resolve));
  socket.resume();
  await isOver;
  // What was on its way when it stopped, and no more.
  expect(taken).toBeGreaterThan(BODY.length);
  expect(taken).toBeLessThan(ENTRIES * BODY.length);
}, 240_000);
