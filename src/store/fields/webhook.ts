import { column, moment, table, type FieldMap } from './field.js';
import { idPrefix } from '../../domain/ids.js';

const w = table('w', 'journal.webhook');

export const WEBHOOK: FieldMap = {
  id: column(w('id'), ([id]) => `'${idPrefix('Webhook')}' || ${id}`),
  url: column(w('url')),
  events: column(w('events')),
  createdAt: moment(w('created_at')),
  lastDeliveryAt: moment(w('last_delivery_at')),
  lastStatus: column(w('last_status')),
};
