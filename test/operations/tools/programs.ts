// Programs of PostgreSQL that the embedded package lacks: copies, restores, promotions. Debian's are used where there are any.
import { execFile, execFileSync, type ExecFileOptions } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { asUser, unprivilegedUser } from '../../../src/embedded/run-user.js';

const FOLDER = '/usr/lib/postgresql';

/** The newest installed programs of PostgreSQL, all of them; undefined where there are none. PG_PROGRAMS names others. */
export const PROGRAMS = process.env['PG_PROGRAMS'] ?? findPrograms();

function findPrograms(): string | undefined {
  try {
    const versions = readdirSync(FOLDER).sort((a, b) => Number(b) - Number(a));
    return versions
      .map((version) => join(FOLDER, version, 'bin'))
      .find((bin) => {
        execFileSync(join(bin, 'pg_basebackup'), ['--version'], { stdio: 'ignore' });
        execFileSync(join(bin, 'pg_restore'), ['--version'], { stdio: 'ignore' });
        return true;
      });
  } catch {
    return undefined;
  }
}

/** Runs one of the programs, as the user that runs the servers of tests. */
export async function program(name: string, args: readonly string[], options: ExecFileOptions = {}) {
  const user = asUser(await unprivilegedUser());
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', ...options.env };
  return promisify(execFile)(join(PROGRAMS!, name), [...args], { ...user, ...options, env, maxBuffer: 1e9 });
}
