// What the programs may do on the machine that they run on: as little as the shipped units and the container file can say.
import { execFile, execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const ANALYSE = '/usr/bin/systemd-analyze';
const UNITS = ['samverkan-worker.service', 'samverkan-api@.service'];
/** What is left is the network, which a server needs, and writable code, which V8 needs. */
const MOST_EXPOSURE = 1.1;

/** Looking at unit files came with systemd 250. */
const canJudge = (() => {
  try {
    const version = /\d+/.exec(String(execFileSync(ANALYSE, ['--version'])));
    return Number(version?.[0]) >= 250;
  } catch {
    return false;
  }
})();

describe.each(UNITS)('%s', (unit) => {
  (canJudge ? test : test.skip)('is as little exposed as a server in Node can be', async () => {
    const file = join(ROOT, 'deploy/systemd', unit);
    const { stdout } = await promisify(execFile)(ANALYSE, ['security', '--offline=true', '--no-pager', file]);
    const exposure = Number(/Overall exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1]);
    expect(exposure).toBeLessThanOrEqual(MOST_EXPOSURE);
  });

  test('takes its secrets from a file, and names none', async () => {
    const text = await readFile(join(ROOT, 'deploy/systemd', unit), 'utf8');
    expect(text).toMatch(/^EnvironmentFile=\/etc\/samverkan\/\w+\.env$/m);
    expect(text).not.toMatch(/^Environment=.*(SECRET|DATABASE_URL)/m);
  });
});

describe('the container file', () => {
  const instructions = async () => {
    const text = await readFile(join(ROOT, 'deploy/Containerfile'), 'utf8');
    const lines = text
      .replace(/\\\n/g, ' ')
      .split('\n')
      .filter((line) => /^[A-Z]+ /.test(line));
    return lines.map((line) => line.split(/\s+(.*)/).slice(0, 2) as [string, string]);
  };

  test('builds on images that are named by digest, and runs none of the scripts of packages', async () => {
    const all = await instructions();
    const images = all.filter(([name]) => name === 'FROM').map(([, image]) => image.split(' ')[0]);
    expect(images).toEqual(['${BUILD_IMAGE}', '${RUN_IMAGE}']);
    expect(all.filter(([name, rest]) => name === 'ARG' && rest.includes('='))).toEqual([]);
    const installs = all.filter(([name, rest]) => name === 'RUN' && /npm (ci|prune)/.test(rest));
    expect(installs).toHaveLength(2);
    expect(installs.filter(([, rest]) => !rest.includes('--ignore-scripts'))).toEqual([]);
  });

  test('the last stage runs no command, needs no shell, belongs to root and runs as nobody', async () => {
    const all = await instructions();
    const last = all.slice(all.findLastIndex(([name]) => name === 'FROM'));
    expect(last.filter(([name]) => name === 'RUN')).toEqual([]);
    expect(last.filter(([name, rest]) => name === 'COPY' && !rest.includes('--chown=0:0'))).toEqual([]);
    expect(last.find(([name]) => name === 'USER')?.[1]).toBe('65532:65532');
    for (const [name, rest] of last.filter(([name]) => ['ENTRYPOINT', 'CMD'].includes(name)))
      expect([name, rest]).toEqual([name, expect.stringMatching(/^\[/)]);
  });
});

test('containers have a file system that is read only, no capability and no way to a new one', async () => {
  const text = await readFile(join(ROOT, 'deploy/compose.yaml'), 'utf8');
  for (const line of [
    'read_only: true',
    'cap_drop: [ALL]',
    "security_opt: ['no-new-privileges:true']",
    'pids_limit:',
    'mem_limit:',
  ])
    expect(text).toContain(line);
  const services = text.slice(text.indexOf('services:')).match(/^ {2}[\w-]+:/gm)!;
  expect(services).toEqual(['  api:', '  worker:']);
  expect(text.match(/<<: \*least-privilege/g)).toHaveLength(services.length);
  expect(text).not.toMatch(/privileged: true|SECRET=|network_mode: host|docker\.sock/);
});
