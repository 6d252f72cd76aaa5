// Production opens no database whose row rules can be passed: not at boot of any command, and not when the server changes later.
import { AUDIT_SECRET } from '../api/tools/audit.js';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cloneDatabase, cluster, holdingLogins, type TestDatabase } from '../support/database.js';
import { namePostgres, type NamedPostgres } from '../support/named-postgres.js';
import { launch, run } from './tools/command-line.js';

const OLD = '18.6';
const NEW = '18.7';
const REFUSAL = new RegExp(
  `^The database server is PostgreSQL ${OLD}, in which row rules can be passed .*CVE-2026-120154, CVE-2026-16237.*` +
    'Needed is 15\\.20, 16\\.16, 17\\.12, 18\\.7 or a later minor version of these, or 19 and above\\.\n$',
);

let database: TestDatabase;
let server: NamedPostgres;
let folder: string;
beforeAll(async () => {
  database = await cloneDatabase();
  server = await namePostgres(database.url, OLD);
  folder = await mkdtemp(join(tmpdir(), 'samverkan-floor-'));
  await writeFile(join(folder, 'documents.json'), '{"id":"{ viewer { subject } }"}');
  await writeFile(join(folder, 'rows.csv'), 'week\n');
});
afterAll(async () => {
  await server.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

const environment = (mode = 'production') => ({
  MODE: mode,
  PORT: '0',
  DATABASE_URL: server.urlOf(database.url),
  LOGIN_SECRET: cluster.loginSecret,
  SUBJECT_SECRET: 'x'.repeat(32),
  CELL_SECRET: 'y'.repeat(32),
  WEBHOOK_KEY: 'z'.repeat(32),
  AUDIT_KEY: AUDIT_SECRET,
  PUBLIC_URL: 'https://samverkan.test',
});

const ISSUER = ['--issuer', 'https://issuer.example'];
const CLIENT = [...ISSUER, '--client', 'c'];
const ORGANISATION = [
  '--code',
  'ny',
  '--name',
  'Ny',
  '--party',
  'DISTRICT',
  '--mandate',
  'm',
  '--contact',
  'c',
];

/** How each command is called that opens the database. */
const OPENING: Readonly<Record<string, () => string[]>> = {
  api: () => [],
  worker: () => [],
  migrate: () => [],
  'add-organisation': () => ORGANISATION,
  'deactivate-organisation': () => ['rfsu'],
  'reactivate-organisation': () => ['rfsu'],
  'register-issuer': () => [...ISSUER, '--jwks-uri', 'https://issuer.example/keys'],
  'register-client': () => [...CLIENT, '--organisation', 'rfsu'],
  'list-registrations': () => [],
  'revoke-client': () => CLIENT,
  'revoke-issuer': () => ISSUER,
  'register-documents': () => [join(folder, 'documents.json'), ...CLIENT],
  import: () => [join(folder, 'rows.csv'), '--organisation', 'prostitutionsenheten'],
  'check-releases': () => [],
  audit: () => ['verify'],
  digest: () => ['--organisation', 'rfsu', '--since', '2026-11-01'],
  'dead-letters': () => [],
  'rotate-webhook-secret': () => ['hook_00000000-0000-4000-8000-000000000000'],
};
/** Those that never open it in production. */
const OTHERS = ['start', 'token', 'generate-observations', 'print-grants', 'help'];

test('every command is one that is tried here or one that opens no database in production', async () => {
  const { stdout } = await run(['--help'], {});
  const commands = [...stdout.slice(stdout.indexOf('Commands:')).matchAll(/^ {2}([a-z-]+)/gm)].map(
    ([, name]) => name,
  );
  expect(commands.sort()).toEqual([...Object.keys(OPENING), ...OTHERS].sort());
});

describe('an old server is refused in production', () => {
  test.each(Object.entries(OPENING))('by %s', async (name, args) => {
    server.rename(OLD);
    const { code, stdout, stderr } = await run([name, ...args()], environment());
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(REFUSAL);
  });
});

describe('a server above the floor is not', () => {
  test.each(['migrate', 'check-releases', 'register-issuer', 'register-client'])('by %s', async (name) => {
    server.rename(NEW);
    const { code, stderr } = await holdingLogins(() => run([name, ...OPENING[name]!()], environment()));
    expect([code, stderr]).toEqual([0, '']);
  });

  test('by a worker and a node; and when the server becomes an old one, the node stands back until it is not', async () => {
    server.rename(NEW);
    const worker = await launch(['worker'], environment(), 'The worker keeps');
    expect(await worker.end('SIGTERM')).toBe(0);
    const node = await launch(['api'], environment(), 'Samverkan answers');
    const address = /(http:\S+)\/graphql/.exec(node.lines.at(-1)!)![1]!;
    const ready = async () => (await fetch(`${address}/health/ready`)).status;
    expect(await ready()).toBe(200);
    server.rename(OLD);
    expect(await ready()).toBe(503);
    server.rename(NEW);
    expect(await ready()).toBe(200);
    expect(await node.end('SIGTERM')).toBe(0);
  });
});

test('in development it is warned of, once', async () => {
  server.rename(OLD);
  const node = await launch(['api'], environment('development'), 'Samverkan answers');
  const address = /(http:\S+)\/graphql/.exec(node.lines.at(-1)!)![1]!;
  expect((await fetch(`${address}/health/ready`)).status).toBe(200);
  expect(await node.end('SIGTERM')).toBe(0);
  const warnings = (await node.complaints).split('\n').filter((line) => !line.startsWith('{'));
  expect(warnings.join('\n')).toMatch(REFUSAL); // once, however many connections were opened
});
