import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The pid of the postmaster of a cluster's home. */
export async function postmasterOf(home: string): Promise<number> {
  return Number.parseInt(await readFile(join(home, 'cluster', 'data', 'postmaster.pid'), 'utf8'), 10);
}

/** Whether a process is there and not a zombie. */
export async function isAlive(pid: number): Promise<boolean> {
  const state = /^State:\s+(\w)/m.exec(await status(pid))?.[1];
  return state !== undefined && state !== 'Z';
}

/** The effective user id of a process. */
export async function userOf(pid: number): Promise<number> {
  return Number(/^Uid:\s+\d+\s+(\d+)/m.exec(await status(pid))?.[1]);
}

/** The pids of a process' children. */
export async function childrenOf(pid: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = await Promise.all(
    pids.map(async (each) => /^PPid:\s+(\d+)/m.exec(await status(each))?.[1]),
  );
  return pids.filter((_, index) => Number(parents[index]) === pid);
}

async function status(pid: number): Promise<string> {
  return readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
}
