// What one organisation may take of a node at once and within a minute, so that the others keep theirs.
import { setTimeout as pause } from 'node:timers/promises';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { Busy } from './busy.js';
import { PARTS_OF_A_MINUTE, REFUSAL_MS } from './limits.js';

/** How much of a node an organisation may take. */
export interface ShareOptions {
  /** Below LEAST_REQUESTS_PER_MINUTE what the limits allow would never be answered. */
  readonly requestsPerMinute: number;
  readonly concurrentRequests: number;
}

export class Shares {
  private readonly rate: RateLimiterMemory;
  private readonly underWay = new Map<string, number>();

  constructor(private readonly options: ShareOptions) {
    this.rate = new RateLimiterMemory({
      points: Math.ceil(options.requestsPerMinute / PARTS_OF_A_MINUTE),
      duration: 60 / PARTS_OF_A_MINUTE,
    });
  }

  /** Does an organisation's work, unless it has more under way or has asked more often than its share. */
  async of<T>(organisation: string, work: () => Promise<T>): Promise<T> {
    const underWay = this.underWay.get(organisation) ?? 0;
    const { concurrentRequests } = this.options;
    if (underWay >= concurrentRequests)
      return refuse(`At most ${concurrentRequests} requests of an organisation at once.`);
    this.underWay.set(organisation, underWay + 1);
    try {
      await this.spend(organisation, 1);
      return await work();
    } finally {
      this.underWay.set(organisation, this.underWay.get(organisation)! - 1);
    }
  }

  /** How many requests are being answered, of all organisations. */
  get requestsUnderWay(): number {
    return [...this.underWay.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Takes from an organisation's minute for work that is more than a request's. Refuses when nothing is left. */
  async spend(organisation: string, requests: number): Promise<void> {
    if (requests === 0) return;
    await this.rate.consume(organisation, requests).catch((refused: RateLimiterRes) => {
      const { requestsPerMinute } = this.options;
      const seconds = Math.ceil(refused.msBeforeNext / 1_000);
      return refuse(`At most ${requestsPerMinute} requests of an organisation a minute.`, seconds);
    });
  }

  /** The same for work that is already done: it is missing from the requests that follow. */
  charge(organisation: string, requests: number): void {
    if (requests > 0) void this.rate.penalty(organisation, requests);
  }
}

// Who sends again at once what was refused would keep the server busy with refusals, so a refusal takes its time.
async function refuse(message: string, retryAfter?: number): Promise<never> {
  await pause(REFUSAL_MS);
  throw new Busy('RATE_LIMITED', message, retryAfter);
}
