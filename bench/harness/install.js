// The peers' packages live in this folder alone; the first run fetches exactly what the lockfile names.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../', import.meta.url));

export async function installPeers() {
  if (existsSync(`${FOLDER}node_modules/.package-lock.json`)) return;
  console.log('Installing the peers into bench/node_modules ...');
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['ci', ...quiet], {
    cwd: FOLDER,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
