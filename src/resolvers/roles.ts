import type { Actor } from '../auth/actor.js';
import type { Role } from '../domain/referral/machine.js';

/** What the acting organisation is to a referral that it can see: the police see only their own flags. */
export function rolesIn({ recipientId }: { recipientId: string }, { organisation }: Actor): Role[] {
  const roles: Role[] = [];
  if (organisation.id === recipientId) roles.push('RECIPIENT');
  if (organisation.party === 'UNIT') roles.push('UNIT');
  if (organisation.party === 'POLICE') roles.push('SENDER');
  return roles;
}
