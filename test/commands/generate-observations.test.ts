// `generate-observations` on the real command line: a file that `import` takes, the same from the same seed.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneDatabase, cluster, type TestDatabase } from '../support/database.js';
import { run } from './tools/command-line.js';

const HEAD = 'week,municipality,arena,age_band,gender,change,count_unit,count';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await cloneDatabase();
  folder = await mkdtemp(join(tmpdir(), 'samverkan-generate-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const SPAN = { from: '2024-W40', to: '2026-W39' };

function generating(options: Record<string, string>, ...more: string[]) {
  const given = { rows: '5000', ...SPAN, seed: '7', ...options };
  const args = Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]);
  return run(['generate-observations', ...args, ...more], {});
}

test('prints rows under the head of an import, the same for the same seed, and says that they are synthetic', async () => {
  const [once, again, other] = await Promise.all([generating({}), generating({}), generating({ seed: '8' })]);
  const lines = once.stdout.trimEnd().split('\n');
  expect([once.code, lines[0], lines.length]).toEqual([0, HEAD, 5_001]);
  expect(once.stderr).toBe('SYNTHETIC: every row is invented.\n');
  expect(again.stdout).toBe(once.stdout);
  expect(other.stdout).not.toBe(once.stdout);
});

test('writes a file that the import takes whole', async () => {
  const file = join(folder, 'SYNTHETIC.csv');
  const { code, stdout } = await generating({ out: file });
  expect([code, stdout]).toEqual([0, '']);
  const records = (await readFile(file, 'utf8')).trimEnd().split('\n').slice(1);
  const sum = records.reduce((total, line) => total + Number(line.split(',')[7]), 0);
  const secrets = { LOGIN_SECRET: cluster.loginSecret };
  const imported = await run(['import', file, '--organisation', 'prostitutionsenheten'], {
    ...{ DATA_DIR: folder, DATABASE_URL: database.url },
    ...secrets,
  });
  expect(imported.stdout).toBe(`Counted ${sum} records in 5000 rows.\n`);
});

test('overwrites nothing', async () => {
  const out = join(folder, 'once.csv');
  expect((await generating({ out, rows: '1' })).code).toBe(0);
  const { code, stderr } = await generating({ out, rows: '2' });
  expect([code, stderr]).toEqual([1, '--out: the file cannot be written (EEXIST).\n']);
  expect((await readFile(out, 'utf8')).trimEnd().split('\n')).toHaveLength(2);
});

test('refuses bad options by name and rule, all at once, without the value', async () => {
  const week = 'an ISO 8601 week, such as 2026-W31.';
  const refusals = async (options: Record<string, string>) => {
    const { code, stdout, stderr } = await generating(options);
    expect([code, stdout]).toEqual([1, '']);
    return stderr.trimEnd().split('\n');
  };
  expect(await refusals({ rows: '0', from: '2025-W53', to: '2026-07', seed: '4294967296' })).toEqual([
    '--rows: a whole number from 1 to 1000000000.',
    `--from: ${week}`,
    `--to: ${week}`,
    '--seed: a whole number from 0 to 4294967295.',
  ]);
  expect(await refusals({ from: '2026-W40' })).toEqual(['--to: not before --from.']);
  expect(await refusals({ to: '2099-W01' })).toEqual(['--to: not in the future.']);
  expect(await refusals({ rows: '1e3', seed: '-1' })).toEqual([
    '--rows: a whole number from 1 to 1000000000.',
    '--seed: a whole number from 0 to 4294967295.',
  ]);
});
