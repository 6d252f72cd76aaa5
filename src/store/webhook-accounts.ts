// How far each webhook has come. One worker at a time keeps these accounts: it holds a lock of its session, and every statement
// runs in that session, so a worker that has lost the lock can write nothing any more.
import type pg from 'pg';
import type { Sources } from './sources.js';
import type { DeliveryStatus, WebhookEvent } from '../domain/lists/webhooks.js';
import type { Party } from '../domain/parties.js';

const TURN = `select pg_try_advisory_lock(hashtext('samverkan webhooks')) as mine`;

// The accounts of all webhooks wait behind a statement that waits, and an organisation's login can hold the row of its own webhook. What
// is held is left for later (worker/webhooks/dispatcher.ts).
const IMPATIENCE = `set lock_timeout = '50ms'`;

/** A webhook that something is to be done for. */
export interface DueWebhook {
  readonly id: string;
  readonly organisation: { readonly id: string; readonly code: string; readonly party: Party };
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly secret: Buffer;
  /** The secret before, while it signs as well. */
  readonly earlierSecret: Buffer | null;
  /** The last line that was taken up. */
  readonly position: number;
  /** How many objects wait with a line. */
  readonly waiting: number;
}

type DueRow = Omit<DueWebhook, 'organisation'> & {
  readonly organisationId: string;
  readonly code: string;
  readonly party: Party;
};

/** An object whose lines wait behind one that was not taken. */
export interface WaitingObject {
  readonly objectId: string;
  readonly position: number;
  readonly failures: number;
}

// Of organisations that are no longer active nothing is delivered; their rows stay.
const DUE = `
  select w.id, o.id as "organisationId", o.code, o.party, w.url, w.events, w.secret, w.position::float8 as position,
    case when w.earlier_until > $1 then w.earlier_secret end as "earlierSecret",
    (select count(*)::int from journal.webhook_waiting a where a.webhook_id = w.id) as waiting
  from journal.webhook w
  join directory.organisation o on o.id = w.organisation_id and o.active
  left join journal.head h on h.organisation_id = w.organisation_id
  where (h.position > w.position and (select count(*) from journal.webhook_waiting a where a.webhook_id = w.id) < $2)
    or exists (select from journal.webhook_waiting a where a.webhook_id = w.id and a.due_at <= $1)
  order by w.id`;

const WAITING = `select object_id as "objectId", position::float8 as position, failures
  from journal.webhook_waiting where webhook_id = $1 and due_at <= $2 order by position`;

const STATUS = `last_status = $2::text,
  last_delivery_at = case when $2::text = 'DELIVERED' then date_trunc('milliseconds', clock_timestamp()) else last_delivery_at end`;

/** The accounts of all webhooks, while this process keeps them. */
export class WebhookAccounts {
  private constructor(private readonly client: pg.Client) {}

  /** Takes the accounts over; null when another worker keeps them. `lost` is called when they are lost. */
  static async take(sources: Sources, lost: () => void): Promise<WebhookAccounts | null> {
    const client = sources.workerConnection();
    client.on('error', () => {}); // followed by its end
    client.on('end', lost);
    try {
      await client.connect();
      await client.query(IMPATIENCE);
      const { rows } = await client.query<{ mine: boolean }>(TURN);
      if (rows[0]!.mine) return new WebhookAccounts(client);
      await client.end();
      return null;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  /** Gives the accounts back. */
  async release(): Promise<void> {
    await this.client.end();
  }

  /** The webhooks that have something to deliver: new lines, unless `mostWaiting` objects wait, or waiting ones that are due. */
  async due(now: Date, mostWaiting: number): Promise<DueWebhook[]> {
    const rows = await this.rows<DueRow>(DUE, [now, mostWaiting]);
    return rows.map(({ organisationId: id, code, party, ...webhook }) => ({
      ...webhook,
      organisation: { id, code, party },
    }));
  }

  /** The waiting objects of a webhook that are due, the longest waiting first. */
  waiting(webhook: string, now: Date): Promise<WaitingObject[]> {
    return this.rows(WAITING, [webhook, now]);
  }

  /** Which of some objects wait with an earlier line. */
  async areWaiting(webhook: string, objects: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.rows<{ id: string }>(
      'select object_id as id from journal.webhook_waiting where webhook_id = $1 and object_id = any ($2::uuid[])',
      [webhook, objects],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Notes that every line up to a position is taken up. */
  async passed(webhook: string, position: number): Promise<void> {
    await this.rows('update journal.webhook set position = $2 where id = $1', [webhook, position]);
  }

  /** Notes that a new line was taken. */
  async delivered(webhook: string, position: number): Promise<void> {
    await this.rows(`update journal.webhook set position = $3, ${STATUS} where id = $1`, [
      webhook,
      'DELIVERED',
      position,
    ]);
  }

  /** Sets an object aside whose new line was not taken. */
  async setAside(
    webhook: string,
    objectId: string,
    position: number,
    status: DeliveryStatus,
    dueAt: Date,
  ): Promise<void> {
    await this.rows(
      `with moved as (update journal.webhook set position = $3, ${STATUS} where id = $1 returning id)
       insert into journal.webhook_waiting (webhook_id, object_id, position, failures, due_at)
       select id, $4, $3, 1, $5 from moved`,
      [webhook, status, position, objectId, dueAt],
    );
  }

  /** Notes that a waiting object's line was taken; the next one of the object is due at once. */
  async retried(webhook: string, objectId: string, position: number): Promise<void> {
    await this.rows(
      `with told as (update journal.webhook set ${STATUS} where id = $1)
       update journal.webhook_waiting set position = $4::bigint + 1, failures = 0, due_at = 'epoch' where webhook_id = $1 and object_id = $3`,
      [webhook, 'DELIVERED', objectId, position],
    );
  }

  /** Notes that a waiting object's line was not taken once more. */
  async failedAgain(webhook: string, objectId: string, status: DeliveryStatus, dueAt: Date): Promise<void> {
    await this.rows(
      `with told as (update journal.webhook set ${STATUS} where id = $1)
       update journal.webhook_waiting set failures = failures + 1, due_at = $4 where webhook_id = $1 and object_id = $3`,
      [webhook, status, objectId, dueAt],
    );
  }

  /** Puts a waiting object's line among the dead letters; the next one of the object is due at once. */
  async givenUp(webhook: string, objectId: string, position: number, status: DeliveryStatus): Promise<void> {
    await this.rows(
      `with told as (update journal.webhook set ${STATUS} where id = $1 returning id, organisation_id), dead as (
         insert into journal.webhook_dead_letter (webhook_id, organisation_id, position, object_id, status)
         select id, organisation_id, $4, $3, $5 from told on conflict do nothing)
       update journal.webhook_waiting set position = $4::bigint + 1, failures = 0, due_at = 'epoch' where webhook_id = $1 and object_id = $3`,
      [webhook, 'GIVEN_UP', objectId, position, status],
    );
  }

  /** Notes that a waiting object has no line left up to a position. */
  async caughtUp(webhook: string, objectId: string): Promise<void> {
    await this.rows('delete from journal.webhook_waiting where webhook_id = $1 and object_id = $2', [
      webhook,
      objectId,
    ]);
  }

  private async rows<R extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<R[]> {
    return (await this.client.query<R>(text, values)).rows;
  }
}
