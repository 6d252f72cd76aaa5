// What a webhook is sent: which event, when, and the identifier of the object. Nothing of the object itself: the receiver reads it
// again, under its own rights.
import { createHash } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { WebhookEvent } from '../../domain/lists/webhooks.js';
import type { Line } from '../../store/webhook-lines.js';

export interface Message {
  /** The same each time that the change is sent, so that a receiver can tell a repetition. */
  readonly id: string;
  readonly body: string;
}

/** The message about a line. */
export function messageOf(webhookId: string, event: WebhookEvent, line: Line): Message {
  const { position, at, objectId } = line;
  // Not the position itself: after a restore from a copy it may come again for another change.
  const digest = createHash('sha256').update(JSON.stringify([webhookId, position, at, objectId]));
  return {
    id: `msg_${digest.digest('base64url').slice(0, 27)}`,
    body: JSON.stringify({ type: event, timestamp: at, data: { id: objectId } }),
  };
}

/** The headers of Standard Webhooks for an attempt at a moment, signed with each secret. */
export function signedHeaders(
  { id, body }: Message,
  secrets: readonly string[],
  now: Date,
): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
  };
}
