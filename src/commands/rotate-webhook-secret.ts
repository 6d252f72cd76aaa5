// `rotate-webhook-secret`: another secret for a webhook, printed once. The one before signs as well for a day, so that its receiver
// misses nothing while it changes over.
import { secretsOf } from './development-state.js';
import { uuidOf } from '../domain/ids.js';
import { openOwner } from '../store/migrate.js';
import { newWebhookSecret, Seal } from '../store/sealed-secret.js';
import { replaceSecret } from '../store/webhooks.js';
import type { Config } from '../config.js';

const OVERLAP_MS = 24 * 3_600_000;

/** Replaces the secret of a webhook; answers with the new one. */
export async function rotateWebhookSecret(config: Config, id: string): Promise<string> {
  const uuid = uuidOf('Webhook', id);
  if (!uuid) throw new Error('The id of a webhook is needed, such as `webhooks { id }` answers.');
  const { databaseUrl, webhookKey } = await secretsOf(config);
  if (!webhookKey) throw new Error('`rotate-webhook-secret` needs WEBHOOK_KEY.');
  const owner = await openOwner(databaseUrl);
  try {
    const secret = newWebhookSecret();
    const until = new Date(Date.now() + OVERLAP_MS);
    if (!(await replaceSecret(owner, uuid, new Seal(webhookKey).close(uuid, secret), until)))
      throw new Error('There is no such webhook.');
    return `${secret}\nDeliveries are signed with the secret before as well until ${until.toISOString()}.`;
  } finally {
    await owner.destroy();
  }
}
