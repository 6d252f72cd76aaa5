import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { clusterData } from './home.js';
import type { Installation } from './installation.js';
import { asUser, type RunUser } from './run-user.js';
import { lastLines } from './server-log.js';

/** The name of the cluster's superuser, who owns the database. */
export const OWNER = 'samverkan_owner';

const run = promisify(execFile);

/** The major version that made the cluster in this home; undefined when there is no cluster. */
export async function clusterMajor(home: string): Promise<number | undefined> {
  const text = await readFile(join(clusterData(home), 'PG_VERSION'), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : Number.parseInt(text, 10);
}

/** The password of the cluster's owner. */
export async function clusterPassword(home: string): Promise<string> {
  return (await readFile(join(home, 'cluster', 'password'), 'utf8')).trim();
}

/**
 * Makes a new cluster with a random password. It is made under another name and renamed when
 * complete, so an interrupted one is never mistaken for a database. `whileWaiting` is called when initdb runs, which takes a second.
 */
export async function createCluster(
  home: string,
  installation: Installation,
  user: RunUser | undefined,
  sync: boolean,
  whileWaiting?: () => void,
): Promise<void> {
  const temporary = join(home, 'cluster.new');
  await rm(temporary, { recursive: true, force: true });
  await mkdir(join(temporary, 'data'), { recursive: true });
  await chmod(temporary, user ? 0o711 : 0o700);
  await chmod(join(temporary, 'data'), 0o700);
  const password = join(temporary, 'password');
  await writeFile(password, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  if (user) {
    await chown(join(temporary, 'data'), user.uid, user.gid);
    await chown(password, user.uid, user.gid);
  }
  const filling = initdb(installation, user, join(temporary, 'data'), password, sync);
  whileWaiting?.();
  await filling;
  // Afterwards only we need it, and what we read must not be the server user's to replace.
  if (user) await chown(password, 0, 0);
  await rm(join(home, 'cluster'), { recursive: true, force: true });
  await rename(temporary, join(home, 'cluster'));
}

async function initdb(
  { bin, env, major }: Installation,
  user: RunUser | undefined,
  data: string,
  password: string,
  sync: boolean,
): Promise<void> {
  // The provider that came with 17 sorts the same on every machine; before it, Linux has C.UTF-8 everywhere.
  const locale =
    major >= 17
      ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
      : ['--locale=C.UTF-8', '--locale-provider=libc'];
  const args = ['-D', data, '-U', OWNER, '--auth=scram-sha-256', `--pwfile=${password}`, '--encoding=UTF8'];
  args.push(...locale, '--no-instructions', ...(sync ? [] : ['--no-sync']));
  try {
    await run(join(bin, 'initdb'), args, { ...asUser(user), env });
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    const output = lastLines(stdout + stderr) || message;
    throw new Error(`Could not create the PostgreSQL database in ${data}:\n${output}`, { cause: error });
  }
}
