import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The user a server runs as when this process is root. */
export interface RunUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

// Only users every system has or a PostgreSQL package made: none is created here.
const CANDIDATES = ['postgres', 'nobody'];

/** The unprivileged user to run PostgreSQL as, or undefined when this process is not root. */
export async function unprivilegedUser(): Promise<RunUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const rows = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of CANDIDATES) {
    const row = rows.find((fields) => fields[0] === name);
    // macOS writes nobody as -2.
    const [uid, gid] = [Number(row?.[2]) >>> 0, Number(row?.[3]) >>> 0];
    if (row && uid > 0) return { name, uid, gid };
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and there is neither a "postgres" nor a "nobody" user to run it as. ' +
      'Start as an ordinary user instead.',
  );
}

/** The spawn options that make a child run as the user (or as ourselves). */
export function asUser(user: RunUser | undefined): { uid?: number; gid?: number; cwd: string } {
  // The working folder we inherited may be one the user cannot enter.
  return user ? { uid: user.uid, gid: user.gid, cwd: '/' } : { cwd: '/' };
}

/** One question to test(1): '-x' = may enter or execute, '-r' = may read. */
type Access = readonly ['-x' | '-r', string];

const ASK = 'while [ $# -gt 0 ]; do test "$1" "$2" || exit 1; shift 2; done';
const run = promisify(execFile);

/**
 * Whether the user has all of the given accesses. The system is asked, as that user, because
 * mode bits alone do not tell (parent folders, ACLs, mounts).
 */
export async function hasAccess(user: RunUser | undefined, wanted: readonly Access[]): Promise<boolean> {
  try {
    await run('/bin/sh', ['-c', ASK, 'sh', ...wanted.flat()], { ...asUser(user), env: {} });
    return true;
  } catch (error) {
    const { code } = error as { code?: string | number };
    // A number is the shell's answer, anything else means that the shell did not even start.
    if (typeof code === 'number') return false;
    const who = user ? `the user ${user.name}` : 'this user';
    throw new Error(`Cannot run PostgreSQL as ${who}: the system refuses to start a process (${code}).`, {
      cause: error,
    });
  }
}
