// `audit` on the real command line: verify, what was kept, purge, a new key; and the worker that seals.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AUDIT_SECRET, AUDIT_VERIFIER_TEXT, linesLeftBy } from '../api/tools/audit.js';
import { submitted } from '../api/tools/flags.js';
import { makeOlder } from '../audit/tools/older.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { cluster } from '../support/database.js';
import { launch, run } from './tools/command-line.js';

let api: TestApi;
let folder: string;
beforeAll(async () => {
  api = await startTestApi();
  folder = await mkdtemp(join(tmpdir(), 'samverkan-audit-'));
  await submitted(api);
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

const secrets = () => ({
  DATABASE_URL: api.database.url,
  LOGIN_SECRET: cluster.loginSecret,
  CELL_SECRET: 'the secret of cells of a test, long enough',
  AUDIT_KEY: AUDIT_SECRET,
  WEBHOOK_KEY: 'the key of the webhooks of a test, long enough',
  DATA_DIR: folder,
});
const audit = (...args: string[]) => run(['audit', ...args], secrets());

/** How many events are sealed. */
async function sealed(): Promise<number> {
  const [row] = await api.database.owner.query<{ count: number }[]>(
    'select count(*)::int as count from journal.leaf',
  );
  return row!.count;
}

test('the worker seals, the command verifies, names what was changed, and sees a past that was brought back', async () => {
  const worker = await launch(['worker'], secrets(), 'The worker keeps');
  for (let waited = 0; waited < 200 && (await sealed()) === 0; waited += 1) await pause(100);
  await submitted(api);
  const before = await sealed();
  for (let waited = 0; waited < 200 && (await sealed()) === before; waited += 1) await pause(100);
  await worker.end('SIGTERM');
  expect(await audit('verify')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+ events are as they were sealed/),
  });
  const { stdout: note } = await audit('checkpoint');
  expect(note).toMatch(/^samverkan\.test\/audit\n\d+\n\S{44}\n\n— samverkan\.test\/audit \S+\n$/);
  const file = join(folder, 'kept.note');
  await writeFile(file, note);
  const { AUDIT_KEY: _secret, ...without } = secrets();
  const { stdout } = await run(
    ['audit', 'verify', '--key', AUDIT_VERIFIER_TEXT, '--checkpoint', file],
    without,
  );
  expect(stdout).toContain('and hold the 1 that were kept');

  await api.database.owner.query(`update journal.audit set outcome = 'OTHER' where sequence = 0`);
  expect(await audit('verify')).toEqual({
    ...{ code: 1, stdout: '' },
    stderr: 'The audit does not hold:\n  event 0: altered: it does not say what was sealed\n',
  });
  await api.database.owner.query(`update journal.audit set outcome = 'DONE' where sequence = 0`);
  expect((await audit('verify')).code).toBe(0);

  await writeFile(file, note.replace('\n', '\nx'));
  expect((await audit('verify', '--checkpoint', file)).stderr).toContain(
    'no checkpoint that a trusted key has signed',
  );
});

test('what is old is purged, its leaf stays; what is gone before its time is found', async () => {
  const events = async () =>
    (await api.database.owner.query<unknown[]>('select from journal.audit where sequence is not null'))
      .length;
  const before = await events();
  expect((await audit('purge')).stdout).toBe(
    'Removed the content of 0 events older than 1827 days; their leaves stay.\n',
  );
  expect(await events()).toBe(before);
  // A day is the shortest time there is, so the checkpoints become older: signed anew, as they would have been then.
  const lines = await linesLeftBy(api.database, async () => {
    await makeOlder(api.database.owner, 2);
    expect((await run(['audit', 'purge'], { ...secrets(), AUDIT_DAYS: '1' })).stdout).toMatch(
      /^Removed the content of [1-9]\d* events/,
    );
  });
  expect(lines).toMatchObject([{ organisation: null, client: 'worker', action: 'purgeAudit', objects: [] }]);
  expect(await events()).toBe(0);
  expect((await run(['audit', 'verify'], { ...secrets(), AUDIT_DAYS: '1' })).code).toBe(0);
  const early = await audit('verify');
  expect(early).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/ events? 0\b.*: removed before its time/),
  });
});

test('what was purged within a day before its time, as another clock sees it, is no finding', async () => {
  // Everything that is sealed is two days old and gone.
  const verify = (days: string) => run(['audit', 'verify'], { ...secrets(), AUDIT_DAYS: days });
  expect((await verify('2')).code).toBe(0);
  await makeOlder(api.database.owner, -0.5);
  expect((await verify('2')).code).toBe(0);
  expect(await verify('3')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('removed before its time'),
  });
  await makeOlder(api.database.owner, 0.5);
});

test('a new key is told twice: once for the worker, once for partners', async () => {
  const { stdout } = await audit('new-key', 'samverkan.example/audit');
  expect(stdout).toMatch(
    /^AUDIT_KEY=PRIVATE\+KEY\+samverkan\.example\/audit\+[0-9a-f]{8}\+\S+\n\nFor partners.*\nsamverkan\.example\/audit\+[0-9a-f]{8}\+\S+\n$/,
  );
  expect((await audit('new-key', 'two words')).code).toBe(1);
  const broken = await run(['worker'], { ...secrets(), AUDIT_KEY: 'PRIVATE+KEY+x+00000000+AAAA' });
  expect([broken.code, broken.stderr]).toEqual([
    1,
    'The key of the audit is not one that `audit new-key` made.\n',
  ]);
});

test("the operator's commands leave their lines", async () => {
  const lines = await linesLeftBy(api.database, async () => {
    const organisation = [
      '--code',
      'ny-partner',
      '--name',
      'Ny',
      '--party',
      'DISTRICT',
      '--mandate',
      'x',
      '--contact',
      'x',
    ];
    expect((await run(['add-organisation', ...organisation], secrets())).code).toBe(0);
    const issuer = ['--issuer', 'https://issuer.example'];
    const client = [...issuer, '--client', 'c'];
    for (const [name, ...options] of [
      ['register-issuer', ...issuer, '--jwks-uri', 'https://issuer.example/jwks'],
      ['register-client', ...client, '--organisation', 'ny-partner'],
      ['revoke-client', ...client],
      ['revoke-issuer', ...issuer],
      ['deactivate-organisation', 'ny-partner'],
      ['reactivate-organisation', 'ny-partner'],
    ] as const)
      expect(await run([name, ...options], secrets())).toMatchObject({ code: 0 });
  });
  const objects = [expect.stringMatching(/^Organisation\/[0-9a-f-]{36}$/)];
  const line = { organisation: null, client: 'command line', outcome: 'DONE' };
  expect(lines).toMatchObject([
    { ...line, action: 'addOrganisation', objects },
    { ...line, action: 'registerIssuer', objects: [] },
    { ...line, action: 'registerClient', objects },
    { ...line, action: 'revokeClient', objects },
    { ...line, action: 'revokeIssuer', objects },
    { ...line, action: 'deactivateOrganisation', objects },
    { ...line, action: 'reactivateOrganisation', objects },
  ]);
});
