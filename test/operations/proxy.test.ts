// The proxy's file as it is shipped, in a real nginx, in front of two real nodes. Where no nginx is, it cannot be tried
// (NGINX names one that is not on the path).
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createServer, request as requestInClear, type IncomingHttpHeaders, type Server } from 'node:http';
import { request, type RequestOptions } from 'node:https';
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { freePorts } from '../support/free-ports.js';
import { authority } from './tools/tls.js';

const FILE = join(import.meta.dirname, '../../deploy/nginx/samverkan.conf');
const NGINX = process.env['NGINX'] ?? '/usr/sbin/nginx';
const hasNginx = (() => {
  try {
    execFileSync(NGINX, ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

let api: TestApi;
let other: TestApi;
let folder: string;
let nginx: ChildProcess;
let port: number;
let plain: number;
let ca: Buffer;
/** Stands in for a node where a test has to see what arrives. */
let echo: Server;
let echoed: IncomingHttpHeaders | undefined;

const describeWithNginx = hasNginx ? describe : describe.skip;

const hostOf = (address: string) => new URL(address).host;

/** Starts nginx with the shipped file: other addresses, ports and paths, and nothing else. */
async function startNginx(nodes: readonly string[]) {
  const certificates = await authority(folder);
  const { certificate, key } = await certificates.issue('proxy', 'DNS:samverkan.example,IP:127.0.0.1');
  ca = await readFile(certificates.ca);
  [port, plain] = (await freePorts(2)) as [number, number];
  const shipped = await readFile(FILE, 'utf8');
  const adapted = shipped
    .replace('10.0.0.11:4000', nodes[0]!)
    .replace('10.0.0.12:4000', nodes[1]!)
    .replace('listen 443', `listen 127.0.0.1:${port}`)
    .replace('listen 80', `listen 127.0.0.1:${plain}`)
    .replace('/etc/samverkan/tls/certificate.pem', certificate)
    .replace('/etc/samverkan/tls/key.pem', key)
    .replaceAll('/var/log/nginx', folder);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/error.log; events { worker_connections 4096; }
     http { ${temporary.join(' ')} access_log off;
       server { listen 127.0.0.1:${plain} default_server; return 200 'the page that nginx comes with'; }
       ${adapted} }`,
  );
  nginx = spawn(NGINX, ['-c', join(folder, 'nginx.conf'), '-p', folder, '-e', join(folder, 'error.log')], {
    stdio: 'ignore',
  });
  for (let tries = 0; tries < 100; tries += 1) {
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => (socket.destroy(), resolve(true)));
      socket.on('error', () => resolve(false));
    });
    if (isUp) return;
    await pause(50);
  }
  throw new Error(await readFile(join(folder, 'error.log'), 'utf8'));
}

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

function send(path: string, { body, ...options }: RequestOptions & { body?: string } = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path,
        ca,
        servername: 'samverkan.example',
        ...options,
        headers: { host: 'samverkan.example', ...options.headers },
      },
      (response) => {
        let text = '';
        response.on('data', (chunk) => (text += String(chunk)));
        response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function statusInClear(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = requestInClear({ host: '127.0.0.1', port: plain, path: '/graphql', headers: { host } });
    sent.on('response', (response) => resolve(response.resume().statusCode!)).on('error', reject);
    sent.end();
  });
}

async function ask(query: string, headers: Record<string, string> = {}): Promise<Reply> {
  return send('/graphql', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await api.token('rfsu')}`,
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify({ query }),
  });
}

describeWithNginx('the proxy', () => {
  beforeAll(async () => {
    api = await startTestApi();
    other = await startTestApi({ node: api });
    folder = await mkdtemp(join(tmpdir(), 'samverkan-proxy-'));
    await mkdir(join(folder, 'logs'));
    echo = createServer((incoming, response) => {
      echoed = incoming.headers;
      incoming.resume().on('end', () => response.end('{}'));
    }).listen(0, '127.0.0.1');
    await startNginx([hostOf(api.address), hostOf(other.address)]);
  });
  afterAll(async () => {
    nginx.kill('SIGQUIT');
    await new Promise((resolve) => nginx.once('exit', resolve));
    echo.close();
    await other.close().catch(() => undefined);
    await api.close();
    await rm(folder, { recursive: true });
  });

  test('hands on what clients may ask, over TLS, and refuses it in clear', async () => {
    const { status, text, headers } = await ask('{ viewer { organisation { code } } }');
    expect([status, JSON.parse(text)]).toEqual([
      200,
      { data: { viewer: { organisation: { code: 'rfsu' } } } },
    ]);
    expect(headers['server']).toBe('nginx'); // and no version
    const authorization = `Bearer ${await api.token('rfsu')}`;
    expect((await send('/schema.graphql', { headers: { authorization } })).status).toBe(200);
    // Where nginx has a page of its own at port 80, as Debian's has, it does not answer in this one's place.
    expect(await statusInClear('samverkan.example')).toBe(403);
    expect(await statusInClear('other.example')).toBe(200);
  });

  test.each(['/health/live', '/health/ready', '/metrics', '/', '/graphql/other', '/GRAPHQL'])(
    'does not serve %s',
    async (path) => {
      const { status, text } = await send(path);
      expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
      // The control: the node itself would answer health and metrics.
      expect((await fetch(`${api.address}/health/live`)).status).toBe(200);
    },
  );

  test('refuses what is larger than a node reads, in the shape of GraphQL', async () => {
    const { status, text } = await ask(`{ viewer { subject } } ${'#'.repeat(300_000)}`);
    expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([413, 'BAD_USER_INPUT']);
  });

  test('events of a stream arrive when they are sent, not when the stream ends', async () => {
    const headers = {
      accept: 'text/event-stream',
      authorization: `Bearer ${await api.token('rfsu')}`,
      'content-type': 'application/json',
    };
    const first = await new Promise<string>((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port,
          path: '/graphql/stream',
          method: 'POST',
          ca,
          servername: 'samverkan.example',
          headers,
        },
        (response) => response.once('data', (chunk) => (resolve(String(chunk)), response.destroy())),
      );
      sent.on('error', reject);
      sent.end(JSON.stringify({ query: 'subscription { changed { cursor } }' }));
    });
    expect(first).toMatch(/^:/); // the comment that keeps an idle stream open, while the stream goes on
  });

  test('a node that goes away costs no request, and its return none', async () => {
    await other.close();
    await send('/graphql?query=kanarie', { headers: { authorization: 'Bearer kanarie' } });
    for (let count = 0; count < 20; count += 1)
      expect((await ask('{ viewer { subject } }')).status).toBe(200);
  });

  test('what an address sends without end is refused with 429, and only while it does', async () => {
    const many = await Promise.all(
      Array.from({ length: 500 }, () => send('/graphql?query=kanarie', { agent: false })),
    );
    const statuses = new Set(many.map(({ status }) => status));
    expect(statuses.has(429)).toBe(true);
    const refused = many.find(({ status }) => status === 429)!;
    expect(JSON.parse(refused.text).errors[0].extensions.code).toBe('RATE_LIMITED');
    expect(refused.headers['retry-after']).toBe('1');
    await pause(3_000);
    expect((await ask('{ viewer { subject } }')).status).toBe(200);
  });

  test('its log has neither parameters nor headers', async () => {
    await send('/graphql?query=kanarie', { headers: { authorization: 'Bearer kanarie' } });
    await pause(200);
    const log = await readFile(join(folder, 'samverkan.log'), 'utf8');
    const lines = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.length).toBeGreaterThan(10);
    expect(log).not.toMatch(/kanarie|Bearer/);
    // Nor has what nginx says of refusals and of nodes that do not answer.
    expect(await readFile(join(folder, 'samverkan-error.log'), 'utf8')).not.toMatch(/kanarie|Bearer/);
    expect([...new Set(lines.flatMap((line) => Object.keys(line)))]).toEqual([
      'time',
      'address',
      'method',
      'path',
      'status',
      'bytes',
      'seconds',
      'node',
      'tls',
    ]);
  });

  test('what only a proxy may say arrives from nobody else', async () => {
    nginx.kill('SIGQUIT');
    await new Promise((resolve) => nginx.once('exit', resolve));
    const node = `127.0.0.1:${(echo.address() as AddressInfo).port}`;
    await startNginx([node, node]);
    const forged = {
      'x-forwarded-for': '192.0.2.1',
      'x-forwarded-host': 'forged.example',
      'x-forwarded-proto': 'http',
      forwarded: 'for=192.0.2.1',
      'x-real-ip': '192.0.2.1',
      'client-cert': ':forged:',
      'client-cert-chain': ':forged:',
      cookie: 'forged=1',
    };
    expect((await ask('{ viewer { subject } }', forged)).status).toBe(200);
    expect(JSON.stringify(echoed)).not.toMatch(/forged|192\.0\.2/);
    expect(echoed).toMatchObject({
      host: 'samverkan.example',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'https',
    });
    expect(echoed!.authorization).toMatch(/^Bearer /); // the control: other headers arrive
  });
});
