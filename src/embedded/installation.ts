import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A set of PostgreSQL programs that can be run. */
export interface Installation {
  readonly bin: string;
  /** The whole environment of its programs: ours is not passed on. */
  readonly env: Readonly<Record<string, string>>;
  readonly major: number;
  readonly version: string;
}

/** Asks the programs for their version; undefined when they do not run here (wrong libc, libraries missing). */
export async function inspect(bin: string, libraries: readonly string[]): Promise<Installation | undefined> {
  const env: Record<string, string> = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  if (libraries.length > 0) {
    env[process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH'] = libraries.join(':');
  }
  const answer = await run(join(bin, 'postgres'), ['--version'], { env, cwd: '/' }).catch(() => undefined);
  const version = answer && /(\d+)(?:\.\d+|\w+)?/.exec(answer.stdout.replace(/^\D+/, ''));
  return version ? { bin, env, major: Number(version[1]), version: version[0] } : undefined;
}
