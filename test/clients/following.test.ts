// The kit follows what changes: programs that are killed, and a network that cuts connections, miss nothing and repeat nothing.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { follow } from '../../clients/typescript/follow.js';
import { Refusal, withToken } from '../../clients/typescript/samverkan.js';
import { feedChannel } from '../../src/store/login.js';
import { sequenceChanges } from '../../src/store/sequencing.js';
import { cluster } from '../support/database.js';
import { publish, step } from '../api/tools/entries.js';
import { startProduction, type Production } from './tools/production.js';
import { hasPython, manifestOfPython } from './tools/python.js';
import { compileKit } from './tools/typescript.js';

const CHANGED = 'subscription { changed { kind objectId } }';
interface Changed {
  readonly changed: { readonly kind: string; readonly objectId: string };
}

let production: Production;
let folder: string;
let sequencing: Promise<void>;
const ending = new AbortController();
beforeAll(async () => {
  [production, folder] = await Promise.all([startProduction(), compileKit()]);
  await production.register('rfsu', await readFile('clients/typescript/generated/rfsu.json', 'utf8'));
  const worker = await production.api.database.sources.worker();
  sequencing = (async () => {
    // A round that fails is followed by the next, as the worker's are.
    for (; !ending.signal.aborted; await pause(20))
      await sequenceChanges(worker, feedChannel(cluster.loginSecret)).catch(() => undefined);
  })();
});
const programs: ChildProcess[] = [];
afterEach(() => {
  for (const program of programs.splice(0)) program.kill('SIGKILL');
});
afterAll(async () => {
  ending.abort();
  await sequencing;
  await production.close();
  await rm(dirname(folder), { recursive: true });
});

/** Starts a program that follows, and collects its lines. */
async function started(
  command: string,
  args: string[],
  organisation: string,
  env: Record<string, string> = {},
) {
  const all = { ...(await production.environmentOf(organisation)), ...env };
  const program = spawn(command, args, { env: all, stdio: ['ignore', 'pipe', 'inherit'] });
  programs.push(program);
  const lines: string[] = [];
  program.stdout.on('data', (text: Buffer) => lines.push(...text.toString().trim().split('\n')));
  return { program, lines };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let left = 500; left > 0 && !(await condition()); left -= 1) await pause(20);
  expect(await condition()).toBe(true);
}

test('a copy that is killed and started again ends with what a reader of the list sees', async () => {
  const { api } = production;
  const file = join(folder, 'entries.json');
  const idsIn = async () => {
    const { entries } = JSON.parse(await readFile(file, 'utf8').catch(() => '{"entries":{}}')) as {
      entries: object;
    };
    return Object.keys(entries).sort();
  };
  const start = () =>
    started(process.execPath, [join(folder, 'rfsu-follow.js')], 'rfsu', { SAMVERKAN_COPY: file });
  const old = [await publish(api), await publish(api)];

  const first = await start();
  await until(async () => (await idsIn()).length === 2);
  const seen = await publish(api);
  await until(async () => (await idsIn()).length === 3);
  first.program.kill('SIGKILL');
  await once(first.program, 'exit');

  const unseen = await publish(api);
  await step(api, 'withdraw', {
    id: old[0]!.id,
    expectedVersion: old[0]!.version,
    reason: 'Underlaget höll inte.',
  });
  expect(await idsIn()).toEqual([...old, seen].map(({ id }) => id).sort());
  await start();
  await until(async () => (await idsIn()).includes(unseen.id) && !(await idsIn()).includes(old[0]!.id));
  const { data } = await api.as('rfsu')('{ trendEntries(first: 100) { nodes { id status } } }');
  const nodes = data.trendEntries.nodes as { id: string; status: string }[];
  const published = nodes.filter(({ status }) => status === 'PUBLISHED').map(({ id }) => id);
  expect(await idsIn()).toEqual(published.sort());
  expect(published).toHaveLength(3);
});

test('cut connections lose nothing and repeat nothing', async () => {
  const { api } = production;
  const network = await cuttableNetwork(api.address);
  const connection = { url: network.address, ask: withToken(await api.token('rfsl')), sendsTexts: true };
  const stopping = new AbortController();
  const got: string[] = [];
  const head = (await api.as('rfsl')('{ changes(first: 1) { head } }')).data.changes.head as string;
  const following = (async () => {
    for await (const { data } of follow<Changed, object>(connection, CHANGED, {}, head, stopping.signal))
      got.push(data.changed.objectId);
  })();
  await until(() => network.open() > 0);
  const published: string[] = [];
  for (let round = 0; round < 5; round += 1) {
    published.push((await publish(api)).id);
    await until(() => got.length === published.length);
    network.cut();
    published.push((await publish(api)).id);
  }
  await until(() => got.length >= published.length);
  expect(got).toEqual(published);
  stopping.abort();
  await following;
  await network.close();
});

test('a refusal is thrown with its code, whether the stream was opened or not', async () => {
  const { api } = production;
  const refusal = async (document: string, token: string) => {
    const connection = { url: api.address, ask: withToken(token), sendsTexts: true };
    const events = follow(connection, document, {}, undefined, new AbortController().signal);
    return events.next().then(
      () => 'answered',
      (error: unknown) => (error instanceof Refusal ? error.code : error),
    );
  };
  expect(await refusal(CHANGED, 'not.a.token')).toBe('UNAUTHENTICATED');
  const denied = 'subscription { changed { object { ... on TrendEntry { policingNotes } } } }';
  expect(await refusal(denied, await api.token('rfsl'))).toBe('FORBIDDEN_FIELD');
});

(hasPython ? test : test.skip)('Python follows from now on, and behind a cursor', async () => {
  const { api } = production;
  await production.register('polisen-stockholm', await manifestOfPython());
  const follower = ['clients/python/follow_changes.py'];
  const env = { PYTHONDONTWRITEBYTECODE: '1' };
  const head = (await api.as('polisen-stockholm')('{ changes(first: 1) { head } }')).data.changes
    .head as string;
  const published = [(await publish(api)).id, (await publish(api)).id];
  const { lines } = await started('python3', [...follower, head], 'polisen-stockholm', env);
  await until(() => lines.length === 2);
  published.push((await publish(api)).id);
  await until(() => lines.length === 3);
  const changes = lines.map((line) => JSON.parse(line) as { cursor: string; kind: string; objectId: string });
  expect(changes.map(({ kind }) => kind)).toEqual(['PUBLISHED', 'PUBLISHED', 'PUBLISHED']);
  expect(changes.map(({ objectId }) => objectId)).toEqual(published);
  const again = await started('python3', [...follower, changes[1]!.cursor], 'polisen-stockholm', env);
  await until(() => again.lines.length === 1);
  expect(again.lines).toEqual(lines.slice(2));
});

/** A network before the API whose connections can be cut. */
async function cuttableNetwork(address: string) {
  const { hostname, port } = new URL(address);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open: () => sockets.size,
    cut,
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
