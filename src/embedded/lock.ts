import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processStart } from './processes.js';

/**
 * Takes the data folder for this process, and returns the function that gives it back. Refuses
 * when another live process (or this one) has it; the lock of a dead process is taken over.
 */
export async function lockFolder(dir: string): Promise<() => Promise<void>> {
  const lock = join(dir, 'lock');
  const mine = join(dir, `lock.${process.pid}.${randomBytes(4).toString('hex')}`);
  const content = JSON.stringify({ pid: process.pid, start: await processStart(process.pid) });
  await writeFile(mine, content, { flag: 'wx', mode: 0o644 });
  try {
    while (!(await linked(mine, lock))) await removeStale(lock, dir);
  } finally {
    await rm(mine, { force: true });
  }
  return () => rm(lock, { force: true });
}

// A hard link appears with its content and never over an existing file: no half-written lock is seen.
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function removeStale(lock: string, dir: string): Promise<void> {
  const seen = await readFile(lock, 'utf8').catch(() => undefined);
  if (seen === undefined) return;
  const holder = parse(seen);
  if (holder && holder.start !== undefined && (await processStart(holder.pid)) === holder.start) {
    throw new Error(
      `Another process (pid ${holder.pid}) is using the database in ${dir}. ` +
        'Stop it first, or choose another data folder.',
    );
  }
  const aside = `${lock}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const moved = await rename(lock, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  // Somebody quicker may have replaced the stale lock between our look and our move.
  if ((await readFile(aside, 'utf8')) !== seen) await linked(aside, lock);
  await rm(aside, { force: true });
}

function parse(content: string): { pid: number; start?: string } | undefined {
  try {
    const value = JSON.parse(content) as { pid?: unknown; start?: unknown };
    if (typeof value.pid !== 'number') return undefined;
    return typeof value.start === 'string' ? { pid: value.pid, start: value.start } : { pid: value.pid };
  } catch {
    return undefined;
  }
}
