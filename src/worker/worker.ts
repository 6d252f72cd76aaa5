// The worker: the clocks of referrals every minute, releases soon after they are asked for, and all the time the order of the feeds, the
// deliveries to webhooks and the sealing of the audit, until it is stopped.
import { setTimeout as pause } from 'node:timers/promises';
import { purgeAudit, sealAll } from './audit.js';
import { ClocksFailed, runClocks } from './clocks.js';
import { buildRelease } from './releases.js';
import { dispatchWebhooks, type Webhooks } from './webhooks/dispatcher.js';
import type { SigningKey } from '../domain/audit/checkpoint.js';
import type { ClockLengths } from '../domain/referral/clocks.js';
import { endBlockingSessions, SessionsEnded } from '../store/blocking-sessions.js';
import { agreedTime } from '../store/agreed-time.js';
import { sequenceChanges } from '../store/sequencing.js';
import type { Source, Sources } from '../store/sources.js';
import { forgetProofs } from '../store/used-proofs.js';

const MINUTE_MS = 60_000;
const RELEASE_PAUSE_MS = 2_000;
// Looking costs one glance at an index that is empty; a notification from every writer would make their commits wait for each other.
const SEQUENCE_PAUSE_MS = 100;
const SEQUENCE_RETRY_MS = 5_000;
// An event that is not sealed yet could be changed unseen by whoever rules the database.
const SEAL_PAUSE_MS = 1_000;
const SEAL_RETRY_MS = 5_000;
// Whoever waits for a lock gives up after two seconds (store/provision.ts): looked at once a second, they are seen to wait.
const SESSIONS_PAUSE_MS = 1_000;
const SESSIONS_RETRY_MS = 5_000;

/** What the worker does over and over again. */
export type Round = 'clocks' | 'proofs' | 'audit' | 'purge' | 'releases' | 'feeds' | 'webhooks' | 'sessions';
/** How soon a worker takes over from one that is gone. */
const DISPATCH_PAUSE_MS = 1_000;
const DISPATCH_RETRY_MS = 5_000;

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
  readonly webhooks: Webhooks;
  readonly onError: (round: Round, error: unknown) => void;
  /** Called at the end of every round, with whether it ended well and found something to do. */
  readonly onRound?: (round: Round, isDone: boolean, hasWorked: boolean) => void;
}

export interface Worker {
  /** Ends after the rounds under way. */
  stop(): Promise<void>;
}

/** Starts the worker. A round that fails is reported and tried again later. */
export function startWorker(options: WorkerOptions): Worker {
  const { sources, clocks, cellSecret, auditKey, auditDays, channel, webhooks } = options;
  const { onError, onRound } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const reportEach = (name: Round, error: unknown) => {
    for (const failure of error instanceof ClocksFailed || error instanceof SessionsEnded
      ? error.errors
      : [error])
      onError(name, failure);
  };
  const repeat = async (name: Round, round: () => Promise<unknown>, pauseMs: number, retryMs = MINUTE_MS) => {
    while (!signal.aborted) {
      let hasWorked = false;
      const isDone = await round().then(
        (result) => ((hasWorked = result === true), true),
        (error: unknown) => (reportEach(name, error), false),
      );
      onRound?.(name, isDone, hasWorked);
      // These pauses are all that keeps a process alive that runs nothing else.
      await pause(isDone ? pauseMs : retryMs, undefined, { signal }).catch(() => undefined);
    }
  };
  // What is expired, erased or purged too early does not come back.
  const inTime = async <T>(round: (source: Source, now: Date) => Promise<T>) => {
    const source = await sources.worker();
    return round(source, await agreedTime(source));
  };
  const running = Promise.all([
    repeat('clocks', () => inTime((source, now) => runClocks(source, clocks, now)), MINUTE_MS),
    repeat('proofs', async () => forgetProofs(await sources.worker()), MINUTE_MS),
    repeat('audit', async () => sealAll(await sources.worker(), auditKey), SEAL_PAUSE_MS, SEAL_RETRY_MS),
    repeat('purge', () => inTime((source, now) => purgeAudit(source, auditDays, now)), MINUTE_MS),
    repeat('releases', async () => buildRelease(await sources.releases(), cellSecret), RELEASE_PAUSE_MS),
    repeat(
      'feeds',
      async () => sequenceChanges(await sources.worker(), channel),
      SEQUENCE_PAUSE_MS,
      SEQUENCE_RETRY_MS,
    ),
    repeat(
      'webhooks',
      () => dispatchWebhooks(sources, webhooks, signal, (error) => onError('webhooks', error)),
      DISPATCH_PAUSE_MS,
      DISPATCH_RETRY_MS,
    ),
    repeat(
      'sessions',
      async () => endBlockingSessions(await sources.worker()),
      SESSIONS_PAUSE_MS,
      SESSIONS_RETRY_MS,
    ),
  ]);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
