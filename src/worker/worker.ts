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

/** Starts the worker. A round that fails is reported, by the kind of error alone, and tried again a minute later. */
export function startWorker(sources: Sources, lengths: ClockLengths): Worker {
  const stopping = new AbortController();
  const { signal } = stopping;
  const work = async () => {
    while (!signal.aborted) {
      await runClocks(await sources.worker(), lengths, new Date()).catch(report);
      await pause(PAUSE_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  };
  const running = work().catch(report);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Messages of the database repeat values, so none is written. */
function report(error: unknown): void {
  const { name, code } = error as { name?: string; code?: string };
  console.error(`worker: a round failed (${name ?? 'Error'}${code ? `, ${code}` : ''}); it is tried again.`);
}
