import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Something that tells a process from a later one with the same pid; undefined when it is not alive. */
export async function processStart(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return ps(pid, 'lstart=');
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The name in the second field may hold spaces and brackets: count from its end.
  const fields = line?.slice(line.lastIndexOf(')') + 2).split(' ');
  return fields?.[0] === 'Z' ? undefined : fields?.[19];
}

/** Whether the pid is a live PostgreSQL postmaster of this very data folder, run by this user. */
export async function isPostmaster(pid: number, dataDir: string, uid: number | undefined): Promise<boolean> {
  if (process.platform !== 'linux') {
    const command = await ps(pid, 'command=');
    return command !== undefined && command.includes('postgres') && command.includes(`-D ${dataDir} `);
  }
  // cmdline and not exe or cwd: root in a container may not be allowed to read those of another user.
  // A zombie has an empty one.
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const [program = '', ...args] = command.split('\0');
  if (basename(program) !== 'postgres' || args[args.indexOf('-D') + 1] !== dataDir) return false;
  const owner = await stat(`/proc/${pid}`).catch(() => undefined);
  return owner !== undefined && owner.uid === uid;
}

/** Sends a signal; a process that is already gone is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function ps(pid: number, column: string): Promise<string | undefined> {
  const answer = await run('ps', ['-ww', '-o', column, '-p', String(pid)]).catch(() => undefined);
  return answer?.stdout.trim() || undefined;
}
