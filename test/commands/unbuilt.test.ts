// The operator's commands in a copy that nobody has built yet, or that was built before a change.
import { execFile } from 'node:child_process';
import { appendFile, cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

let copy: string;
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'samverkan-unbuilt-'));
  for (const name of ['package.json', '.swcrc', 'build.js', 'src'])
    await cp(name, join(copy, name), { recursive: true });
  await symlink(resolve('node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rm(copy, { recursive: true }));

const npm = (...args: string[]) => promisify(execFile)('npm', ['run', '-s', ...args], { cwd: copy });

test('a command builds what it runs, and prints what it was asked for and nothing else', async () => {
  const { stdout, stderr } = await npm('samverkan', '--', 'print-grants');
  expect(stdout).toMatch(/^grant /m);
  expect(stdout.split('\n').filter((line) => line && !line.startsWith('grant '))).toEqual([]);
  expect(stderr).toBe('');
  expect((await npm('token', '--', '--help')).stdout).toMatch(/^Usage: .*token/);
});

test('a command runs what the source says now', async () => {
  await appendFile(join(copy, 'src/main.ts'), `process.stdout.write('as edited\\n');\n`);
  expect((await npm('samverkan', '--', 'print-grants')).stdout).toMatch(/^as edited$/m);
});
