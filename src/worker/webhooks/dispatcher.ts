// Delivers to all webhooks, each on its own: one that is slow or away holds up no other. Of several workers one does it; when its
// session with the database ends, another takes over where the accounts say.
import { setTimeout as pause } from 'node:timers/promises';
import { Delivery, MOST_WAITING } from './deliver.js';
import { resolveByDns } from './post.js';
import { WebhookAccounts, type DueWebhook } from '../../store/webhook-accounts.js';
import type { Receivers } from '../../domain/webhooks/receivers.js';
import type { Seal } from '../../store/sealed-secret.js';
import type { Sources } from '../../store/sources.js';

const LOOK_MS = 200;
/** How long a webhook is left alone for which something failed that is not its receiver's. */
const REST_MS = 10_000;

export interface Webhooks {
  readonly seal: Seal;
  readonly receivers: Receivers;
}

/**
 * Delivers while this process keeps the accounts, until the signal or until they are lost. Answers at once when another process keeps them.
 * What fails for one webhook is reported, and the others go on.
 */
export async function dispatchWebhooks(
  sources: Sources,
  { seal, receivers }: Webhooks,
  stopping: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  const losing = new AbortController();
  const accounts = await WebhookAccounts.take(sources, () => losing.abort());
  if (!accounts) return;
  const signal = AbortSignal.any([stopping, losing.signal]);
  const context = { accounts, seal, receivers, resolve: resolveByDns, signal };
  const underWay = new Map<string, Promise<void>>();

  const deliver = async (webhook: DueWebhook) => {
    const { id, code, party } = webhook.organisation;
    // Whoever has a webhook is told of its referrals by it: the audit says so as of any other reader.
    const trail = {
      organisationId: id,
      client: 'webhook',
      subject: webhook.id,
      operation: null,
      action: 'webhook',
    };
    try {
      const source = await sources.of(code);
      await new Delivery(webhook, { source, party, trail }, context).run();
    } catch (error) {
      if (signal.aborted) return;
      onError(error);
      await pause(REST_MS, undefined, { signal }).catch(() => undefined);
    }
  };

  try {
    while (!signal.aborted) {
      for (const webhook of await accounts.due(new Date(), MOST_WAITING)) {
        if (underWay.has(webhook.id)) continue;
        const delivering = deliver(webhook).finally(() => underWay.delete(webhook.id));
        underWay.set(webhook.id, delivering);
      }
      await pause(LOOK_MS, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    losing.abort();
    await Promise.all(underWay.values());
    await accounts.release().catch(() => undefined);
  }
}
