// One attempt: resolved once, only to addresses that a receiver may have, over TLS that holds.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { LOCAL_RECEIVERS } from '../../src/domain/webhooks/local-receivers.js';
import { PUBLIC_RECEIVERS } from '../../src/domain/webhooks/receivers.js';
import { post, type Resolve } from '../../src/worker/webhooks/post.js';
import { startReceiver, type Receiver } from './tools/receiver.js';

const BODY = JSON.stringify({
  type: 'REFERRAL_MOVED',
  timestamp: '2026-11-22T08:00:00.000Z',
  data: { id: 'ref_1' },
});
const NAME = 'mottagare.example';
const never = new AbortController().signal;

let receiver: Receiver;
let port: string;
beforeAll(async () => {
  receiver = await startReceiver();
  ({ port } = new URL(receiver.url));
});
afterAll(() => receiver.close());
const connect = jest.spyOn(net.Socket.prototype, 'connect');
afterEach(() => {
  receiver.attempts.length = 0;
  connect.mockClear();
});

const attempt = (url: string, resolve: Resolve, receivers = LOCAL_RECEIVERS, signal = never) =>
  post({ url, headers: { 'webhook-id': 'msg_1' }, body: BODY }, receivers, resolve, signal);

test('goes to the address that was looked at, although the name means another one by then', async () => {
  const answers = [['127.0.0.1'], ['10.0.0.1']];
  let asked = 0;
  const resolve = async (name: string) => {
    expect(name).toBe(NAME);
    return answers[asked++]!;
  };
  expect(await attempt(`http://${NAME}:${port}/hook`, resolve)).toBe('DELIVERED');
  expect(asked).toBe(1);
  expect(receiver.attempts).toMatchObject([
    { body: BODY, headers: { host: `${NAME}:${port}`, 'webhook-id': 'msg_1' } },
  ]);
  // The next attempt asks again, and is not made.
  expect(await attempt(`http://${NAME}:${port}/hook`, resolve)).toBe('UNREACHABLE');
  expect([asked, receiver.attempts.length]).toEqual([2, 1]);
});

describe('connects to nothing', () => {
  const refused = async (url: string, addresses: string[], receivers = PUBLIC_RECEIVERS) => {
    expect(await attempt(url, async () => addresses, receivers)).toBe('UNREACHABLE');
    expect(connect).not.toHaveBeenCalled();
  };

  test.each([
    '127.0.0.1',
    '::1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '::ffff:127.0.0.1',
    'fe80::1',
    'fd00::1',
    '224.0.0.1',
    '0.0.0.0',
    '64:ff9b::7f00:1',
  ])('when a name leads to %s', async (address) => refused(`https://${NAME}:${port}/`, [address]));

  test('when one of its addresses is good and another is not', async () => {
    await refused(`https://${NAME}:${port}/`, ['1.1.1.1', '127.0.0.1']);
    await refused(`http://${NAME}:${port}/`, ['127.0.0.1', '127.0.0.2'], LOCAL_RECEIVERS);
  });

  test('when an address stands in place of the name, or the URL is not https', async () => {
    await refused(`https://127.0.0.1:${port}/`, ['1.1.1.1']);
    await refused(`https://[::ffff:7f00:1]:${port}/`, ['1.1.1.1']);
    await refused(`http://${NAME}:${port}/`, ['1.1.1.1']);
  });

  test('when the name leads nowhere', async () => {
    await refused(`https://${NAME}/`, []);
    expect(await attempt(`https://${NAME}/`, () => Promise.reject(new Error('SERVFAIL')))).toBe(
      'UNREACHABLE',
    );
  });

  test('and waits no longer than it is told to, for a name that is not answered', async () => {
    const ending = new AbortController();
    const waiting = attempt(
      `https://${NAME}/`,
      () => new Promise(() => undefined),
      PUBLIC_RECEIVERS,
      ending.signal,
    );
    ending.abort();
    expect(await waiting).toBe('UNREACHABLE');
    expect(connect).not.toHaveBeenCalled();
  });
});

test('a server that does not speak HTTP, or has nothing to say for long, is unreachable', async () => {
  const garbage = net.createServer((socket) => void socket.end('hej\r\n\r\n'));
  await new Promise<void>((resolve) => garbage.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(garbage.address() as AddressInfo).port}/`;
  expect(await attempt(url, async () => [])).toBe('UNREACHABLE');
  garbage.close();
  expect(await attempt(url, async () => [])).toBe('UNREACHABLE');
});

describe('over TLS', () => {
  const folder = new URL('../fixtures/tls/', import.meta.url);
  const read = (file: string) => readFileSync(new URL(file, folder));
  let server: https.Server;
  let tlsPort: number;
  beforeAll(async () => {
    const answer: Parameters<typeof https.createServer>[1] = (_request, response) =>
      response.writeHead(204).end();
    server = https.createServer({ key: read('receiver-key.pem'), cert: read('receiver-cert.pem') }, answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    tlsPort = (server.address() as AddressInfo).port;
  });
  afterAll(() => void server.close());

  const posted = async (name: string, env: Record<string, string>) => {
    const argument = JSON.stringify({ url: `https://${name}:${tlsPort}/`, addresses: ['127.0.0.1'] });
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['test/webhooks/tools/post.js', argument],
      { env },
    );
    return stdout.trim();
  };

  test('a certificate must be trusted and be of the name', async () => {
    const trusting = { NODE_EXTRA_CA_CERTS: new URL('receiver-cert.pem', folder).pathname };
    expect(await posted(NAME, trusting)).toBe('DELIVERED');
    expect(await posted(NAME, {})).toBe('UNREACHABLE');
    expect(await posted('annan.example', trusting)).toBe('UNREACHABLE');
  });
});
