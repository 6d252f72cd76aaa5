// What an organisation that leaves still takes part in, as the unit sees it.
import type { Source } from './sources.js';
import { OPEN_STATES } from '../domain/referral/machine.js';

/** The open referrals that an organisation carries. */
export function carriedBy(
  unit: Source,
  organisationId: string,
): Promise<{ id: string; municipality: string }[]> {
  return unit.query(
    `select f.id, f.encounter_municipality as municipality from referrals.referral f
     where f.recipient_id = $1 and f.status = any ($2::text[]) order by f.submitted_at, f.id`,
    [organisationId, OPEN_STATES],
  );
}

/** The open referrals that an organisation supports. */
export function supportedBy(unit: Source, organisationId: string): Promise<{ id: string }[]> {
  return unit.query(
    `select f.id from referrals.referral f join referrals.supporter s on s.referral_id = f.id
     where s.organisation_id = $1 and s.until is null and f.status = any ($2::text[]) order by f.submitted_at, f.id`,
    [organisationId, OPEN_STATES],
  );
}
