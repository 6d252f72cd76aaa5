// The feeds that clients of this node follow right now. Each organisation's is read once when it grows, however many follow it.
import { Feed } from './feed.js';
import { FeedSignal } from './feed-signal.js';
import type { Reader } from './reader.js';
import type { SourcesOptions } from './sources.js';

const LOOK_MS = 5_000;

export class Feeds {
  private readonly followed = new Map<string, { feed: Feed; followers: number }>();
  private readonly signal: FeedSignal;
  private looking: NodeJS.Timeout | undefined;

  constructor(options: SourcesOptions) {
    this.signal = new FeedSignal(options, (organisationId) => this.wake(organisationId));
  }

  /** Lends the feed of an organisation while `work` lasts. */
  async *following<T>(
    organisationId: string,
    reader: Reader,
    work: (feed: Feed) => AsyncIterable<T>,
  ): AsyncGenerator<T, void, void> {
    this.startOnce();
    const known = this.followed.get(organisationId) ?? { feed: new Feed(reader), followers: 0 };
    this.followed.set(organisationId, known);
    known.followers += 1;
    try {
      yield* work(known.feed);
    } finally {
      known.followers -= 1;
      if (known.followers === 0) this.followed.delete(organisationId);
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.looking);
    await this.signal.stop();
  }

  private startOnce(): void {
    if (this.looking) return;
    this.looking = setInterval(() => this.wake(null), LOOK_MS).unref();
    void this.signal.start();
  }

  private wake(organisationId: string | null): void {
    for (const [id, { feed }] of this.followed) {
      if (organisationId === null || organisationId === id) feed.wake();
    }
  }
}
