// Rows of the agreement whose feature is still to come. The list only shrinks: boot refuses an entry that is served, and a
// row that is neither served nor listed here.
import type { Subject } from './matrix.js';

export const NOT_YET_SERVED: readonly Subject[] = [
  'Query.webhooks',
  'Mutation.createWebhook',
  'Mutation.deleteWebhook',
  'Webhook.id',
  'Webhook.url',
  'Webhook.events',
  'Webhook.createdAt',
  'Webhook.lastDeliveryAt',
  'Webhook.lastStatus',
];
