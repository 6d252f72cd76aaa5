import { traceOf, type Log } from '../log.js';
import { HeldOthersUp } from '../store/blocking-sessions.js';
import type { Round } from '../worker/worker.js';

/** Reports a round that failed by its kind alone: messages of the database repeat values. */
export function reportRounds(log: Log): (round: Round, error: unknown) => void {
  return (round, error) => {
    const whose = error instanceof HeldOthersUp ? { organisation: error.organisation } : {};
    log.error({ event: 'round', round, ...whose, ...traceOf(error) });
  };
}
