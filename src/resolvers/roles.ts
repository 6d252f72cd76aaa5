import type { Actor } from '../auth/actor.js';
import type { Role } from '../domain/referral/machine.js';

interface Parts {
  readonly recipientId: string;
  /** Who supports it; null for a reader who is told of supporters no more than that it is one itself. */
  readonly supporterIds: readonly string[] | null;
}

/** What the acting organisation is to a referral that it can see: the police see only their own flags. */
export function rolesIn({ recipientId, supporterIds }: Parts, { organisation }: Actor): Role[] {
  if (organisation.party === 'POLICE') return ['SENDER'];
  const roles: Role[] = organisation.party === 'UNIT' ? ['UNIT'] : [];
  if (organisation.id === recipientId) return [...roles, 'RECIPIENT'];
  const isSupporter = supporterIds === null || supporterIds.includes(organisation.id);
  return isSupporter ? [...roles, 'SUPPORTER'] : roles;
}
