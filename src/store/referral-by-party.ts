// Which count of changes a party reads as `version`: of what it could see, or the count would tell that something happened.
import { isGranted } from '../auth/agreement.js';
import type { Party } from '../domain/parties.js';

/** The column of referrals.referral that a party reads as `version` (migrations: referral-life). */
export function versionColumn(party: Party): string {
  if (isGranted('Referral.services', party)) return 'version';
  return isGranted('Referral.permitStatus', party) ? 'version_for_police' : 'version_for_supporters';
}
