// One answer without end: server-sent events to one client. No more is made for it than it takes.
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Stream } from '../context.js';

/** How many events may wait for a client before nothing more is made for it. */
const MOST_WAITING = 20;
/** How long a client may take nothing of what waits for it. */
const SLOWEST_MS = 30_000;
/** When a client is to come again: not all of a node's at once, and not before a proxy knows of another node. */
const RETRY_MS = { least: 1_000, most: 3_000 };
const EVENT = 'event: next';

export class EventStream implements Stream {
  private readonly ending = new AbortController();
  readonly signal = this.ending.signal;
  /** The cursors of the events that were made and not yet written, in their order. */
  private readonly waiting: string[] = [];
  private goOn: () => void = () => {};

  constructor(
    private readonly response: ServerResponse,
    readonly lastEventId: string | null,
  ) {
    response.once('close', () => this.end());
    this.signal.addEventListener('abort', () => this.goOn(), { once: true });
  }

  /** Ends the stream; a client may connect again. */
  end(): void {
    this.ending.abort();
  }

  admit = async (cursor: string): Promise<void> => {
    if (this.waiting.length >= MOST_WAITING && !this.signal.aborted)
      await new Promise<void>((resolve) => (this.goOn = resolve));
    this.waiting.push(cursor);
  };

  /** Writes what graphql-sse makes, each event with its cursor as its id, until either side ends. */
  async write(parts: AsyncGenerator<string, void, undefined>): Promise<void> {
    this.signal.addEventListener('abort', () => void parts.return(undefined), { once: true });
    try {
      for await (const part of parts) {
        if (this.signal.aborted) break;
        const cursor = part.startsWith(EVENT) ? this.waiting.shift() : undefined;
        const event = cursor === undefined ? part : `id: ${cursor}\n${part}`;
        if (!this.response.write(event)) await this.drained();
        if (this.waiting.length < MOST_WAITING) this.goOn();
      }
    } finally {
      this.end();
      // Without `complete`: the client is to come again.
      if (this.response.writableNeedDrain) this.response.destroy();
      else this.response.end(`retry: ${retryMs()}\n\n`);
    }
  }

  private async drained(): Promise<void> {
    const tooSlow = AbortSignal.timeout(SLOWEST_MS);
    await once(this.response, 'drain', { signal: AbortSignal.any([this.signal, tooSlow]) }).catch(() =>
      this.end(),
    );
  }
}

function retryMs(): number {
  return RETRY_MS.least + Math.floor(Math.random() * (RETRY_MS.most - RETRY_MS.least));
}
