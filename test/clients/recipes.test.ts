// Every recipe of docs/clients.md, run by a shell as it stands there, answers what the page shows. `…` stands for any value.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cluster } from '../support/database.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { publish } from '../api/tools/entries.js';
import { readRecipes } from './tools/recipes.js';
import { releaseOf2025 } from './tools/release.js';
import { run } from './tools/typescript.js';

const WHO = ['rfsu', 'rfsl', 'polisen-stockholm', 'smittskydd-stockholm'];
const SEEN = ['clients', 'node_modules', 'package.json'];
const { prelude, recipes } = await readRecipes();

let api: TestApi;
let folder: string;
/** What a recipe sees of this repository. */
let repository: string;
let here: string;
beforeAll(async () => {
  api = await startTestApi();
  folder = await mkdtemp(join(tmpdir(), 'samverkan-recipes-'));
  repository = join(folder, 'repository');
  await mkdir(repository);
  for (const name of SEEN) await symlink(resolve(name), join(repository, name));
  for (const title of ['Den första', 'Den andra'])
    await publish(api, { title, healthNotes: 'För vården.', policingNotes: 'För polisen.' });
  await releaseOf2025(api);
  // What the page takes from a development server: its address, its tokens, its operator's commands.
  const tokens = await Promise.all(WHO.map(async (code) => `${code}) echo ${await api.token(code)} ;;`));
  here = `SAMVERKAN=${api.address}
    token() { case "$1" in ${tokens.join(' ')} esac; }
    samverkan() { "${process.execPath}" "${resolve('dist/main.js')}" "$@"; }`;
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

const env = () => ({
  TMPDIR: folder,
  PYTHONDONTWRITEBYTECODE: '1',
  MODE: 'development',
  DATABASE_URL: api.database.url,
  LOGIN_SECRET: cluster.loginSecret,
  SUBJECT_SECRET: 'x'.repeat(32),
  WEBHOOK_KEY: 'x'.repeat(32),
});

test('the page has its recipes', () => {
  expect(recipes.length).toBeGreaterThanOrEqual(7);
  expect(prelude).toMatch(/^SAMVERKAN=[^]*\nask\(\) \{/);
});

const hasCurl = spawnSync('curl', ['--version']).status === 0;
(hasCurl ? describe : describe.skip)('curl', () => {
  test.each(recipes)('$name', async ({ shell, answer, language }) => {
    const script = `set -euo pipefail\n${prelude}\n${here}\n${shell}`;
    const printed = await run('bash', ['-c', script], env(), repository);
    if (language === 'json') expect(JSON.parse(printed)).toEqual(withAnything(JSON.parse(answer)));
    else expect(printed).toBe(answer);
  });

  test('no recipe leaves anything in the repository', async () => {
    expect((await readdir(repository)).sort()).toEqual(SEEN);
  });

  test('a flag that was sent twice is there once', async () => {
    expect(await api.database.owner.query('select status from referrals.referral')).toEqual([
      { status: 'SUBMITTED' },
    ]);
  });
});

function withAnything(value: unknown): unknown {
  if (value === '…') return expect.anything();
  if (Array.isArray(value)) return value.map(withAnything);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withAnything(each)]));
}
