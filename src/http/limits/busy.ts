import { RETRY_AFTER_SECONDS } from './limits.js';

/** A refusal for now: the same request may be sent again after the time that its answer names. */
export class Busy extends Error {
  constructor(
    readonly code: 'RATE_LIMITED' | 'UNAVAILABLE',
    message: string,
    readonly retryAfter: number = RETRY_AFTER_SECONDS,
  ) {
    super(message);
  }

  get status(): number {
    return this.code === 'RATE_LIMITED' ? 429 : 503;
  }
}
