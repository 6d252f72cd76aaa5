// The secret of cells: another one would be a second draw of noise for the same people, so nothing is built with it.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { reportRounds } from '../../src/commands/report-rounds.js';
import { PUBLIC_RECEIVERS } from '../../src/domain/webhooks/receivers.js';
import { openLog } from '../../src/log.js';
import { Seal } from '../../src/store/sealed-secret.js';
import { buildRelease } from '../../src/worker/releases.js';
import { startWorker } from '../../src/worker/worker.js';
import { AUDIT_KEY } from '../api/tools/audit.js';
import { startTestApi, WEBHOOK_KEY, type TestApi } from '../support/api.js';
import { cluster } from '../support/database.js';
import { CELL_SECRET, ROW, ask, release, send } from '../api/tools/statistics.js';
import { tablesOf } from '../api/tools/known-records.js';
import { run } from '../commands/tools/command-line.js';

const OTHER = 'another secret of cells, as long as it must be';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await send(api, [
    { ...ROW, count: 60 },
    { ...ROW, week: '2025-W20', count: 60 },
  ]);
  await release(api, '2025-Q1');
});
afterAll(() => api.close());

test('a worker with another secret builds nothing and says which mistake it is; the right one builds afterwards', async () => {
  const { owner, sources } = api.database;
  const { release: asked } = await ask(api, { period: '2025-Q2' });
  const failed = await new Promise<unknown>((resolve) => {
    const { clocks } = readConfig({});
    const worker = startWorker({
      sources,
      channel: 'none',
      clocks,
      cellSecret: OTHER,
      webhooks: { seal: new Seal(WEBHOOK_KEY), receivers: PUBLIC_RECEIVERS },
      auditKey: AUDIT_KEY,
      auditDays: 1_827,
      onError: (_round, error) => void worker.stop().then(() => resolve(error)),
    });
  });
  expect((failed as Error).message).toBe('CELL_SECRET is not the one that earlier releases were built with.');
  expect((await tablesOf(owner, asked.id)).size).toBe(0);
  const bases = 'select count(*)::int as count from cube.basis where release_id = $1';
  expect(await owner.query(bases, [asked.id.slice(4)])).toEqual([{ count: 0 }]);
  expect(await buildRelease(await sources.worker(), CELL_SECRET)).toBe(true);
  expect((await tablesOf(owner, asked.id)).size).toBeGreaterThan(0);
});

test('what is kept of the secret is a mark, and no organisation reads even that', async () => {
  const { owner, sources } = api.database;
  const marks = `select distinct parameters ->> 'secretMark' as mark from statistics.release`;
  expect(await owner.query(marks)).toEqual([{ mark: expect.stringMatching(/^[0-9a-f]{16}$/) }]);
  for (const organisation of ['prostitutionsenheten', 'rfsl'])
    await expect((await sources.of(organisation)).query(marks)).rejects.toThrow('permission denied');
});

describe('the worker is refused', () => {
  const secrets = () => ({ DATABASE_URL: api.database.url, LOGIN_SECRET: cluster.loginSecret });

  test('without the secret', async () => {
    expect(await run(['worker'], secrets())).toEqual({
      code: 1,
      stdout: '',
      stderr: '`worker` needs DATABASE_URL, LOGIN_SECRET, CELL_SECRET, AUDIT_KEY and WEBHOOK_KEY.\n',
    });
  });

  test('with one that is too short, by name and without its value', async () => {
    const { code, stderr } = await run(['worker'], { ...secrets(), CELL_SECRET: 'kort' });
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^The environment is not usable:\n {2}CELL_SECRET: .*32/),
    ]);
    expect(stderr).not.toContain('kort');
  });
});

test('a round that failed is reported by its kind alone', () => {
  const lines: string[] = [];
  const secret = Object.assign(new Error('CELL_SECRET hemlig'), { name: 'OtherCellSecret' });
  reportRounds(openLog('info', { write: (line) => lines.push(line) }))('releases', secret);
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({
    event: 'round',
    round: 'releases',
    error: 'OtherCellSecret',
  });
  expect(lines[0]).not.toMatch(/hemlig/);
});
