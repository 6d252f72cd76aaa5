// Who takes part in a referral, as far as a party reads it: nobody can be addressed whose part one does not see.
import type { EntityManager } from 'typeorm';
import { isGranted } from '../auth/agreement.js';
import type { Party } from '../domain/parties.js';
import type { ReferralHead } from './referral-steps.js';

/** The keys of the participants that whoever acts can see; the unit always takes part. */
export async function visibleParticipants(
  manager: EntityManager,
  head: ReferralHead,
  organisations: readonly { readonly id: string; readonly party: Party }[],
): Promise<Set<string>> {
  const units = organisations.filter(({ party }) => party === 'UNIT').map(({ id }) => id);
  const senders = isGranted('Referral.flaggedBy', head.party) ? await senderOf(manager, head.id) : [];
  return new Set([head.recipientId, ...units, ...senders, ...(head.supporterIds ?? [])]);
}

async function senderOf(manager: EntityManager, id: string): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    'select f.flagged_by_id as id from referrals.referral f where f.id = $1',
    [id],
  );
  return rows.map((row) => row.id);
}
