// What one organisation may take of a node at once and within a minute, so that the others keep theirs.
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Busy } from './busy.js';

/** How much of a node an organisation may take. */
export interface ShareOptions {
  readonly requestsPerMinute: number;
  readonly concurrentRequests: number;
}

// A minute's requests in a second would keep everybody waiting for that second, so a minute is given out in six parts.
const PARTS = 6;

export class Shares {
  private readonly rate: RateLimiterMemory;
  private readonly underWay = new Map<string, number>();

  constructor(private readonly options: ShareOptions) {
    this.rate = new RateLimiterMemory({
      points: Math.ceil(options.requestsPerMinute / PARTS),
      duration: 60 / PARTS,
    });
  }

  /** Does an organisation's work, unless it has more under way or has asked more often than its share. */
  async of<T>(organisation: string, work: () => Promise<T>): Promise<T> {
    const underWay = this.underWay.get(organisation) ?? 0;
    const { concurrentRequests, requestsPerMinute } = this.options;
    if (underWay >= concurrentRequests)
      throw new Busy('RATE_LIMITED', `At most ${concurrentRequests} requests of an organisation at once.`);
    this.underWay.set(organisation, underWay + 1);
    try {
      await this.rate.consume(organisation).catch((refused: RateLimiterRes) => {
        const seconds = Math.ceil(refused.msBeforeNext / 1_000);
        throw new Busy(
          'RATE_LIMITED',
          `At most ${requestsPerMinute} requests of an organisation a minute.`,
          seconds,
        );
      });
      return await work();
    } finally {
      this.underWay.set(organisation, this.underWay.get(organisation)! - 1);
    }
  }
}
