// Processor time of a process, and of the database with all its backends. A rate depends on what else the machine does; the
// time that an answer costs depends on it far less. Linux only: elsewhere the columns stay empty.
import { readFileSync, readdirSync } from 'node:fs';

const TICK_MS = 10;

/** Milliseconds that a process has used; with its children that have ended, on request. */
export function cpuOf(pid, { ended = false } = {}) {
  const fields = statOf(pid);
  if (!fields) return Number.NaN;
  const own = Number(fields[11]) + Number(fields[12]);
  return (own + (ended ? Number(fields[13]) + Number(fields[14]) : 0)) * TICK_MS;
}

/** Milliseconds that a database server has used: the server, its backends, and those that have ended. */
export function cpuOfDatabase(pid) {
  if (!statOf(pid)) return Number.NaN;
  const backends = readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && statOf(name)?.[1] === String(pid),
  );
  return backends.reduce((sum, backend) => sum + (cpuOf(backend) || 0), cpuOf(pid, { ended: true }));
}

/** The fields of /proc/<pid>/stat behind the name of the program. */
function statOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
  } catch {
    return undefined;
  }
}
