// The worker: the clocks of referrals every minute, releases soon after they are asked for, the order of the feeds and the sealing of
// the audit all the time, until it is stopped.
import { setTimeout as pause } from 'node:timers/promises';
import { purgeAudit, sealAll } from './audit.js';
import { runClocks } from './clocks.js';
import { buildRelease } from './releases.js';
import type { SigningKey } from '../domain/audit/checkpoint.js';
import type { ClockLengths } from '../domain/referral/clocks.js';
import { sequenceChanges } from '../store/sequencing.js';
import type { Sources } from '../store/sources.js';

const MINUTE_MS = 60_000;
const RELEASE_PAUSE_MS = 2_000;
// Looking costs one glance at an index that is empty; a notification from every writer would make their commits wait for each other.
const SEQUENCE_PAUSE_MS = 100;
const SEQUENCE_RETRY_MS = 5_000;
// An event that is not sealed yet could be changed unseen by whoever rules the database.
const SEAL_PAUSE_MS = 1_000;
const SEAL_RETRY_MS = 5_000;

export interface WorkerOptions {
  readonly sources: Sources;
  readonly clocks: ClockLengths;
  /** What the noise of cells is looked up with; never in the database. */
  readonly cellSecret: string;
  /** What checkpoints of the audit are signed with; never in the database. */
  readonly auditKey: SigningKey;
  /** After how many days nothing is left of an event but its leaf. */
  readonly auditDays: number;
  /** Where followers of feeds listen (store/login.ts). */
  readonly channel: string;
  readonly onError: (error: unknown) => void;
}

export interface Worker {
  /** Ends after the rounds under way. */
  stop(): Promise<void>;
}

/** Starts the worker. A round that fails is reported and tried again later. */
export function startWorker(options: WorkerOptions): Worker {
  const { sources, clocks, cellSecret, auditKey, auditDays, channel, onError } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const repeat = async (round: () => Promise<unknown>, pauseMs: number, retryMs = MINUTE_MS) => {
    while (!signal.aborted) {
      const isDone = await round().then(
        () => true,
        (error: unknown) => (onError(error), false),
      );
      // These pauses are all that keeps a process alive that runs nothing else.
      await pause(isDone ? pauseMs : retryMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = Promise.all([
    repeat(async () => {
      const source = await sources.worker();
      await runClocks(source, clocks, new Date());
      await purgeAudit(source, auditDays, new Date());
    }, MINUTE_MS),
    repeat(async () => sealAll(await sources.worker(), auditKey), SEAL_PAUSE_MS, SEAL_RETRY_MS),
    repeat(async () => buildRelease(await sources.worker(), cellSecret), RELEASE_PAUSE_MS),
    repeat(
      async () => sequenceChanges(await sources.worker(), channel),
      SEQUENCE_PAUSE_MS,
      SEQUENCE_RETRY_MS,
    ),
  ]);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
