// An organisation's webhooks, on its own login. It can neither read their secrets nor say how far they have come.
import { QueryFailedError, type DataSource, type EntityManager } from 'typeorm';
import { appendCommand } from './audit-trail.js';
import { findObject } from './find-object.js';
import { queryRows } from './json-query.js';
import { selectList, type Selection } from './select.js';
import { withTransaction } from './transaction.js';
import type { Reader } from './reader.js';
import type { WebhookEvent } from '../domain/lists/webhooks.js';

const FROM = 'from journal.webhook w0';

/** How many webhooks an organisation may have (migrations: webhooks). */
export const MOST_WEBHOOKS = 10;
const LIMIT = 'ten_webhooks';

/** The webhooks of an organisation, the oldest first. */
export async function listWebhooks({ source, party }: Reader, selection: Selection): Promise<object[]> {
  const columns = selectList('Webhook', selection, party).join(', ');
  const rows = await queryRows<[string]>(
    source,
    `select (select row_to_json(n)::text from (select ${columns}) n) ${FROM} order by w0.created_at, w0.id`,
    [],
  );
  return rows.map(([json]) => JSON.parse(json) as object);
}

/** A webhook of an organisation by its key; null when it has none such. */
export function findWebhook<T>(reader: Reader, selection: Selection, uuid: string): Promise<T | null> {
  return findObject(reader, 'Webhook', selection, FROM, 'w0.id = $1::uuid', uuid);
}

export interface NewWebhook {
  readonly id: string;
  readonly organisationId: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly sealedSecret: Buffer;
}

/** Stores a webhook, which begins with the next change. False: the organisation has as many as it may have. */
export async function insertWebhook(
  manager: EntityManager,
  { id, organisationId, url, events, sealedSecret }: NewWebhook,
): Promise<boolean> {
  try {
    await manager.query(
      'insert into journal.webhook (id, organisation_id, url, events, secret) values ($1, $2, $3, $4, $5)',
      [id, organisationId, url, events, sealedSecret],
    );
    return true;
  } catch (error) {
    const cause = error instanceof QueryFailedError ? (error.driverError as { constraint?: string }) : null;
    if (cause?.constraint === LIMIT) return false;
    throw error;
  }
}

/** Deletes a webhook with all that it waits for. False: the organisation has none such. */
export async function deleteWebhook(manager: EntityManager, uuid: string): Promise<boolean> {
  const [, affected] = await manager.query<[unknown, number]>(
    'update journal.webhook set ended = true where id = $1', // what is marked is deleted (migrations: webhook-ends)
    [uuid],
  );
  return affected === 1;
}

/** The sealed secret of a webhook, read as the owner; null when there is none such. */
export async function sealedSecretOf(owner: DataSource, uuid: string): Promise<Buffer | null> {
  const [row] = await owner.query<{ secret: Buffer }[]>('select secret from journal.webhook where id = $1', [
    uuid,
  ]);
  return row?.secret ?? null;
}

/** Gives a webhook another secret, as the owner; the one before signs as well until a moment, or not at all. */
export async function replaceSecret(
  owner: DataSource,
  uuid: string,
  sealedSecret: Buffer,
  earlierUntil: Date | null,
): Promise<void> {
  await withTransaction(owner, async (manager) => {
    await manager.query(
      `update journal.webhook set secret = $2, earlier_until = $3::timestamptz,
         earlier_secret = case when $3::timestamptz is not null then secret end
       where id = $1`,
      [uuid, sealedSecret, earlierUntil],
    );
    await appendCommand(manager, 'rotateWebhookSecret', [`Webhook/${uuid}`]);
  });
}
