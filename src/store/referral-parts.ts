// What participants add to a referral: services and messages.
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { insert, insertable } from './insert.js';
import { ReferralMessageRow, ServiceRow } from '../entities/referral.js';

const SERVICE = insertable(ServiceRow, ['id', 'referralId', 'organisationId', 'service', 'status']);
const MESSAGE = insertable(ReferralMessageRow, ['id', 'referralId', 'organisationId', 'audience', 'body']);

/** Adds services of one organisation. */
export function insertServices(
  manager: EntityManager,
  services: readonly Omit<ServiceRow, 'id'>[],
): Promise<void> {
  return insert(manager, SERVICE, ...services.map((service) => ({ ...service, id: randomUUID() })));
}

/** Adds a message for those in its audience, who are keys of organisations. */
export function insertMessage(
  manager: EntityManager,
  message: Omit<ReferralMessageRow, 'id'>,
): Promise<void> {
  return insert(manager, MESSAGE, { ...message, id: randomUUID() });
}
