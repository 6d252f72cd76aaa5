// The `worker` command: does its first round at once, stays, ends when it is told to; and takes its lengths from the environment.
import { setTimeout as pause } from 'node:timers/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { decideBy as decideByOf } from '../../src/domain/referral/clocks.js';
import { post, startTestApi, WEBHOOK_KEY, type TestApi } from '../support/api.js';
import { cluster, holdingLogins } from '../support/database.js';
import { AUDIT_SECRET } from '../api/tools/audit.js';
import { FULL, submitted } from '../api/tools/flags.js';
import { letPass } from '../api/tools/time.js';
import { isAlive } from '../embedded/linux-processes.js';
import { launch, run, start } from './tools/command-line.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const secrets = () => ({
  DATABASE_URL: api.database.url,
  LOGIN_SECRET: cluster.loginSecret,
  CELL_SECRET: 'the secret of cells of a test, long enough',
  WEBHOOK_KEY,
  AUDIT_KEY: AUDIT_SECRET,
});
const startWorker = (env: Record<string, string> = {}) =>
  launch(['worker'], { ...secrets(), ...env }, 'The worker keeps');

const statusOf = async (id: string) => {
  const rows = await api.database.owner.query<{ status: string }[]>(
    'select status from referrals.referral where id = $1',
    [id.slice(4)],
  );
  return rows[0]?.status;
};

/** The status once it is another, or after ten seconds as it is. */
async function changedFrom(status: string, id: string) {
  for (let waited = 0; waited < 100 && (await statusOf(id)) === status; waited += 1) await pause(100);
  return statusOf(id);
}

describe('worker', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'does its first round at once, and ends on %s',
    async (signal) => {
      const { id } = await submitted(api);
      await letPass(api.database.owner, 181);
      const worker = await startWorker();
      expect(await changedFrom('SUBMITTED', id)).toBe('EXPIRED');
      expect(await worker.end(signal)).toBe(0);
      expect(await isAlive(worker.child.pid!)).toBe(false);
    },
  );

  test('stays between rounds, longer than an idle connection does', async () => {
    const worker = await startWorker();
    await pause(13_000);
    expect(await isAlive(worker.child.pid!)).toBe(true);
    expect(await worker.end('SIGTERM')).toBe(0);
  });

  test('takes its lengths from the environment, and any number may run', async () => {
    const { id } = await submitted(api);
    await letPass(api.database.owner, 3);
    const usual = await startWorker();
    const strict = await startWorker({ EXPIRE_DAYS: '2', IDLE_DAYS: '1' });
    expect(await changedFrom('SUBMITTED', id)).toBe('EXPIRED');
    expect(await Promise.all([usual.end('SIGTERM'), strict.end('SIGTERM')])).toEqual([0, 0]);
  });

  test('goes on while the database is away, and says so without a value', async () => {
    const worker = await startWorker({ DATABASE_URL: 'postgres://owner@127.0.0.1:1/none' });
    await pause(2_000);
    expect(await isAlive(worker.child.pid!)).toBe(true);
    expect(await worker.end('SIGTERM')).toBe(0);
    // One line for each kind of round.
    const lines = (await worker.complaints).trim().split('\n');
    expect(lines.length).toBeLessThanOrEqual(8);
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({
        event: 'round',
        round: expect.stringMatching(/^(clocks|proofs|audit|purge|releases|feeds|webhooks|sessions)$/),
        state: 'ECONNREFUSED',
      });
    expect(lines.join()).not.toContain('owner');
  });

  test('is refused without its secrets', async () => {
    const { code, stderr } = await run(['worker'], { DATABASE_URL: api.database.url });
    expect([code, stderr.trim()]).toEqual([
      1,
      '`worker` needs DATABASE_URL, LOGIN_SECRET, CELL_SECRET, AUDIT_KEY and WEBHOOK_KEY.',
    ]);
  });
});

test('the deadlines of a referral are as long as the environment says', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'samverkan-lengths-'));
  const lengths = { ACKNOWLEDGE_HOURS: '48', DECIDE_WORKING_DAYS: '10' };
  const server = await holdingLogins(() => start({ ...secrets(), DATA_DIR: dataDir, ...lengths }));
  const ask = async (organisation: string, query: string, variables: object) => {
    const headers = { authorization: `Bearer ${server.tokens.get(organisation)}` };
    const { data } = await post(server.address, headers, JSON.stringify({ query, variables }));
    return Object.values(data as object)[0].referral;
  };
  const flagged = await ask(
    'polisen-stockholm',
    `mutation ($input: SubmitReferralFlagInput!) { submitReferralFlag(input: $input) { referral { id submittedAt acknowledgeBy } } }`,
    { input: FULL },
  );
  const hours = (Date.parse(flagged.acknowledgeBy) - Date.parse(flagged.submittedAt)) / 3_600_000;
  expect(hours).toBeCloseTo(48, 2);
  const { decideBy, statusSince } = await ask(
    'socialjouren',
    `mutation ($input: ReferralActionInput!) { acknowledgeReferral(input: $input) { referral { decideBy statusSince } } }`,
    { input: { id: flagged.id, expectedVersion: 1 } },
  );
  const due = decideByOf(new Date(statusSince), { ...readConfig({}).clocks, decideWorkingDays: 10 });
  expect((Date.parse(decideBy) - due.getTime()) / 1_000).toBeCloseTo(0, 0);
  expect(await server.end('SIGTERM')).toBe(0);
  await rm(dataDir, { recursive: true });
});
