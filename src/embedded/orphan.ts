import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isPostmaster, signal } from './processes.js';
import type { RunUser } from './run-user.js';

const FAST_STOP_MS = 10_000;
const GIVE_UP_MS = 30_000;

/**
 * Stops a server that outlived the process that started it. Call it with the folder locked: a
 * server found then has no living owner.
 */
export async function stopOrphan(dataDir: string, user: RunUser | undefined): Promise<void> {
  const file = join(dataDir, 'postmaster.pid');
  const content = await readFile(file, 'utf8').catch(() => undefined);
  if (content === undefined) return;
  const pid = Number.parseInt(content, 10);
  const uid = user?.uid ?? process.getuid?.();
  if (!(pid > 1) || !(await isPostmaster(pid, dataDir, uid))) {
    // PostgreSQL would take any live process of the same user with a reused pid for a running server.
    // It still finds surviving backends by their shared memory.
    await rm(file, { force: true });
    return;
  }
  const began = Date.now();
  let harder = false;
  signal(pid, 'SIGINT');
  while (await isPostmaster(pid, dataDir, uid)) {
    const waited = Date.now() - began;
    if (waited > GIVE_UP_MS) throw new Error(`The PostgreSQL server left over (pid ${pid}) does not stop.`);
    if (waited > FAST_STOP_MS && !harder) {
      harder = true;
      signal(pid, 'SIGQUIT');
    }
    await sleep(10);
  }
}
