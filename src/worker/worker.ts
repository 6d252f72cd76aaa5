// The worker: a round of the clocks every minute, until it is stopped.
import { setTimeout as pause } from 'node:timers/promises';
import { runClocks } from './clocks.js';
import type { ClockLengths } from '../domain/referral/clocks.js';
import type { Sources } from '../store/sources.js';

const PAUSE_MS = 60_000;

export interface Worker {
  /** Ends after the round under way. */
  stop(): Promise<void>;
}

/** Starts the worker. A round that fails is reported and tried again a minute later. */
export function startWorker(
  sources: Sources,
  lengths: ClockLengths,
  onError: (error: unknown) => void,
): Worker {
  const stopping = new AbortController();
  const { signal } = stopping;
  const round = async () => runClocks(await sources.worker(), lengths, new Date());
  const work = async () => {
    while (!signal.aborted) {
      await round().catch(onError);
      // This pause is all that keeps a process alive that runs nothing else.
      await pause(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = work();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
