// `rotate-webhook-secret`: another secret for a webhook, printed once. The one before signs as well for a day, so that its receiver
// misses nothing while it changes over.
import { secretsOf } from './development-state.js';
import { uuidOf } from '../domain/ids.js';
import { openOwner } from '../store/migrate.js';
import { newWebhookSecret, Seal } from '../store/sealed-secret.js';
import { replaceSecret, sealedSecretOf } from '../store/webhooks.js';
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
    const earlier = await sealedSecretOf(owner, uuid);
    if (!earlier) throw new Error('There is no such webhook.');
    const seal = new Seal(webhookKey);
    const secret = newWebhookSecret();
    // A secret that was sealed with another key is lost, and would keep the webhook from being delivered to.
    const until = seal.fits(uuid, earlier) ? new Date(Date.now() + OVERLAP_MS) : null;
    await replaceSecret(owner, uuid, seal.close(uuid, secret), until);
    return until
      ? `${secret}\nDeliveries are signed with the secret before as well until ${until.toISOString()}.`
      : `${secret}\nThe secret before does not open with WEBHOOK_KEY and does not sign any more.`;
  } finally {
    await owner.destroy();
  }
}
