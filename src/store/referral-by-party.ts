// What parties read of a referral in different ways.
import { isGranted } from '../auth/agreement.js';
import type { Party } from '../domain/parties.js';

/**
 * The column of referrals.referral that a party reads as `version`: a count of what it could see, or the count would tell that
 * something happened (migrations: referral-life).
 */
export function versionColumn(party: Party): string {
  if (isGranted('Referral.services', party)) return 'version';
  return isGranted('Referral.permitStatus', party) ? 'version_for_police' : 'version_for_supporters';
}

/** The route of a referral, by its alias: a party that does not read it sees no notifications (row rules). */
export function routeOf(alias: string, party: Party): string {
  return isGranted('Referral.route', party) ? `${alias}.route` : `'REFERRAL'`;
}

/** Who supports a referral now, as JSON, for a party that reads it; null for the others. */
export function supporterIds(referralId: string, party: Party): string {
  if (!isGranted('Referral.supporters', party)) return 'null';
  return `(select coalesce(json_agg(s.organisation_id), '[]') from referrals.supporter s
    where s.referral_id = ${referralId} and s.until is null)`;
}
