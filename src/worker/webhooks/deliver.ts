// What is to be done for one webhook: waiting objects whose pause is over, then what is new in the feed. One delivery at a time, so that
// what belongs to an object arrives in its order.
import { eventOf } from '../../domain/webhooks/events.js';
import { MOST_ATTEMPTS, pauseAfter } from '../../domain/webhooks/retries.js';
import { lineAbout, linesBehind, type Line } from '../../store/webhook-lines.js';
import { messageOf, signedHeaders } from './message.js';
import { post, type Outcome, type Resolve } from './post.js';
import type { Receivers } from '../../domain/webhooks/receivers.js';
import type { TrackedReader } from '../../store/reader.js';
import type { Seal } from '../../store/sealed-secret.js';
import type { DueWebhook, WaitingObject, WebhookAccounts } from '../../store/webhook-accounts.js';

/** How many lines are taken up before waiting objects are looked at again. */
const MOST_AT_ONCE = 50;

/**
 * How many objects of a webhook may wait. A receiver that takes none of so many is away rather than choking on some, so nothing new is
 * taken up: it stays in the feed.
 */
export const MOST_WAITING = 20;

export interface Delivering {
  readonly accounts: WebhookAccounts;
  readonly seal: Seal;
  readonly receivers: Receivers;
  readonly resolve: Resolve;
  /** Ends attempts under way; they are made again. */
  readonly signal: AbortSignal;
}

/** Delivers what is due for a webhook. */
export class Delivery {
  private readonly secrets: readonly string[];
  /** The last line that was taken up. */
  private position: number;
  private room: number;

  constructor(
    private readonly webhook: DueWebhook,
    private readonly reader: TrackedReader,
    private readonly context: Delivering,
  ) {
    const { id, secret, earlierSecret, position, waiting } = webhook;
    const sealed = earlierSecret ? [secret, earlierSecret] : [secret];
    this.secrets = sealed.map((one) => context.seal.open(id, one));
    this.position = position;
    this.room = MOST_WAITING - waiting;
  }

  async run(): Promise<void> {
    const { accounts, signal } = this.context;
    do {
      for (const object of await accounts.waiting(this.webhook.id, new Date())) {
        await this.retry(object);
        if (signal.aborted) return;
      }
    } while (await this.takeUp());
  }

  /** Delivers the lines of a waiting object, from the one that it waits with, until one is not taken. */
  private async retry({ objectId, position, failures }: WaitingObject): Promise<void> {
    const { accounts, signal } = this.context;
    const { id } = this.webhook;
    let failed = failures;
    for (let from = position; ;) {
      const line = await lineAbout(this.reader, objectId, from, this.position);
      if (!line) {
        this.room += 1;
        return accounts.caughtUp(id, objectId);
      }
      from = line.position + 1;
      const outcome = await this.tell(line);
      if (outcome === null) continue;
      if (outcome === 'DELIVERED') await accounts.retried(id, objectId, line.position);
      else if (signal.aborted) return;
      else if (failed + 1 < MOST_ATTEMPTS)
        return accounts.failedAgain(id, objectId, outcome, dueAfter(failed + 1));
      else await accounts.givenUp(id, objectId, line.position, outcome);
      failed = 0;
    }
  }

  /** Delivers the next lines of the feed, and answers whether there may be more. An object whose line is not taken is set aside. */
  private async takeUp(): Promise<boolean> {
    const { accounts, signal } = this.context;
    const { id } = this.webhook;
    const { lines, upTo } = await linesBehind(this.reader, this.position, MOST_AT_ONCE);
    const objects = lines.map(({ object }) => object.uuid);
    const aside = new Set(await accounts.areWaiting(id, objects));
    let noted = this.position;
    for (const line of lines) {
      if (this.room <= 0) break;
      const { uuid } = line.object;
      // The later lines of an object that waits are found again behind the one that it waits with.
      const outcome = aside.has(uuid) ? null : await this.tell(line);
      if (outcome === 'DELIVERED') await accounts.delivered(id, line.position);
      else if (signal.aborted) return false;
      else if (outcome !== null) {
        await accounts.setAside(id, uuid, line.position, outcome, dueAfter(1));
        aside.add(uuid);
        this.room -= 1;
      }
      this.position = line.position;
      if (outcome !== null) noted = line.position;
    }
    if (this.room > 0) this.position = upTo;
    if (this.position > noted) await accounts.passed(id, this.position);
    return lines.length === MOST_AT_ONCE && this.room > 0;
  }

  /** Sends a line; null when the webhook does not want to be told of it. */
  private async tell(line: Line): Promise<Outcome | null> {
    const { id, url, events } = this.webhook;
    const event = eventOf(line.objectType, line.kind);
    if (!event || !events.includes(event)) return null;
    const message = messageOf(id, event, line);
    const headers = signedHeaders(message, this.secrets, new Date());
    const { receivers, resolve, signal } = this.context;
    return post({ url, headers, body: message.body }, receivers, resolve, signal);
  }
}

function dueAfter(failures: number): Date {
  return new Date(Date.now() + pauseAfter(failures, Math.random()));
}
