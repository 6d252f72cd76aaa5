import type { Actor } from '../auth/actor.js';
import type { Role } from '../domain/referral/machine.js';

/** What the acting organisation is to a referral that it can see: the police see only their own flags. */
export function rolesIn({ recipientId }: { recipientId: string }, { organisation }: Actor): Role[] {
  if (organisation.party === 'POLICE') return ['SENDER'];
  const roles: Role[] = organisation.party === 'UNIT' ? ['UNIT'] : [];
  if (organisation.id === recipientId) return [...roles, 'RECIPIENT'];
  return roles.length > 0 ? roles : ['SUPPORTER'];
}
