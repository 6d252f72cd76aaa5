// The audit's part of the worker: sealing what has been committed, and removing what events say when its time is over.
import { purgeEvents, purgeTraces } from '../store/audit-purge.js';
import { sealEvents } from '../store/sealing.js';
import type { SigningKey } from '../domain/audit/checkpoint.js';
import type { Source } from '../store/sources.js';

const DAY_MS = 86_400_000;

/** Seals until nothing waits. Answers how many events there were. */
export async function sealAll(source: Source, key: SigningKey): Promise<number> {
  let sealed = 0;
  for (;;) {
    const some = await sealEvents(source, key);
    sealed += some;
    if (some === 0) return sealed;
  }
}

/** Removes what events older than so many days say, and what else tells of them. Answers how many events. */
export async function purgeAudit(source: Source, days: number, now: Date): Promise<number> {
  const before = new Date(now.getTime() - days * DAY_MS);
  while ((await purgeTraces(source, before)) > 0);
  let purged = 0;
  for (;;) {
    const some = await purgeEvents(source, before);
    purged += some;
    if (some === 0) return purged;
  }
}
