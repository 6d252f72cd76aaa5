// The receiver of the Python kit, told of changes by a real dispatcher.
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newWebhookSecret } from '../../src/store/sealed-secret.js';
import { signedHeaders } from '../../src/worker/webhooks/message.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { publish, withdraw } from '../api/tools/entries.js';
import { sequence } from '../changes/tools/follower.js';
import { createWebhook, dispatch, until, type Dispatching } from '../webhooks/tools/webhooks.js';
import { freePort } from '../support/free-ports.js';
import { hasPython } from './tools/python.js';

let api: TestApi;
let dispatching: Dispatching;
let port: number;
let receiver: ChildProcess;
const lines: string[] = [];
let secret: string;
beforeAll(async () => {
  if (!hasPython) return;
  api = await startTestApi();
  // The secret is known before its receiver starts, as it is to a partner.
  port = await freePort();
  const url = `http://127.0.0.1:${port}/samverkan`;
  ({ secret } = await createWebhook(api, 'rfsu', {
    url,
    events: ['TREND_ENTRY_PUBLISHED', 'TREND_ENTRY_WITHDRAWN'],
  }));
  receiver = spawn('python3', ['clients/python/receive_webhooks.py'], {
    env: {
      ...process.env,
      PYTHONDONTWRITEBYTECODE: '1',
      PORT: String(port),
      SAMVERKAN_WEBHOOK_SECRET: secret,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: receiver.stdout! }).on('line', (line) => lines.push(line));
  await until(() => lines.length > 0, 'the receiver listens');
  dispatching = dispatch(api);
});
afterAll(async () => {
  if (!hasPython) return;
  await dispatching.stop();
  receiver.kill();
  await api.close();
});

(hasPython ? describe : describe.skip)('the receiver of the Python kit', () => {
  test('takes what is delivered, each change once', async () => {
    const entry = await publish(api);
    await withdraw(api, entry, 'Fel.');
    await sequence(api);
    await until(() => lines.length === 3, 'two changes');
    expect(lines.slice(1)).toEqual([
      `TREND_ENTRY_PUBLISHED ${entry.id}`,
      `TREND_ENTRY_WITHDRAWN ${entry.id}`,
    ]);
  });

  test('takes nothing that Samverkan did not sign, just now, and a repetition only once', async () => {
    const body = JSON.stringify({
      type: 'REFERRAL_MOVED',
      timestamp: new Date().toISOString(),
      data: { id: 'ref_1' },
    });
    const message = { id: 'msg_forged', body };
    const send = async (headers: Record<string, string>, sent = body) =>
      (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body: sent })).status;
    const before = lines.length;
    expect(await send(signedHeaders(message, [newWebhookSecret()], new Date()))).toBe(401);
    expect(await send(signedHeaders(message, [secret], new Date(Date.now() - 6 * 60_000)))).toBe(401);
    expect(await send(signedHeaders(message, [secret], new Date()), body.replace('ref_1', 'ref_2'))).toBe(
      401,
    );
    expect(await send({})).toBe(401);
    expect(lines).toHaveLength(before);
    for (const secrets of [[newWebhookSecret(), secret], [secret]])
      expect(await send(signedHeaders(message, secrets, new Date()))).toBe(204);
    await until(() => lines.length > before, 'it is taken');
    expect(lines.slice(before)).toEqual(['REFERRAL_MOVED ref_1']);
  });
});
