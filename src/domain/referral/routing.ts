// Who receives a flag first. Source: the domain, "Default recipient".
import type { Party } from '../parties.js';
import type { ReferralRoute } from '../lists/referrals.js';

/** The part of an organisation that routing looks at. */
export interface Candidate {
  readonly code: string;
  readonly party: Party;
  readonly regions: readonly string[];
}

/**
 * The organisation that receives a flag unless another is named: social services that cover the whole municipality of the
 * encounter (Socialjouren in Stockholm, Malmö's in Malmö, any town's that joins later), otherwise the unit. A notification
 * always goes to the unit.
 */
export function defaultRecipient<C extends Candidate>(
  route: ReferralRoute,
  municipality: string,
  organisations: readonly C[],
): C | undefined {
  const unit = organisations.find(({ party }) => party === 'UNIT');
  if (route === 'NOTIFICATION') return unit;
  const social = organisations.find(
    ({ party, regions }) =>
      (party === 'DISTRICT' || party === 'MUNICIPALITY') && regions.includes(municipality),
  );
  return social ?? unit;
}

/** Whether an organisation can carry a referral at all: everybody but the police, who send them. */
export function canReceive(candidate: Candidate): boolean {
  return candidate.party !== 'POLICE';
}

/** The board to hand over to: the one that covers the district of the encounter. Source: the domain, "On hand-over". */
export function proposedBoard<C extends Candidate>(
  district: string | null,
  organisations: readonly C[],
): C | undefined {
  if (district === null) return undefined;
  return organisations.find(({ party, regions }) => party === 'DISTRICT' && regions.includes(district));
}
