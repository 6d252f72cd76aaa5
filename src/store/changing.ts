// The types of object that feeds tell of, and how many of a type are read at once. Who is told is journal.readers' to say
// (migrations: changes).
import { isGranted, scopeOf } from '../auth/agreement.js';
import type { Actor } from '../auth/actor.js';
import type { Subject } from '../auth/matrix.js';
import type { NodeType } from '../domain/ids.js';
import type { Party } from '../domain/parties.js';

interface Changing {
  /** Whoever may not call this hears nothing of the type. */
  readonly field: Subject;
  readonly table: string;
}

export const CHANGING = {
  TrendEntry: { field: 'Query.trendEntry', table: 'trends.entry' },
  Referral: { field: 'Query.referral', table: 'referrals.referral' },
  Contribution: { field: 'Query.contributions', table: 'trends.contribution' },
  Release: { field: 'Query.releases', table: 'statistics.release' },
} as const satisfies Partial<Record<NodeType, Changing>>;
export type ChangingType = keyof typeof CHANGING;
export const CHANGING_TYPES = Object.keys(CHANGING) as ChangingType[];

/** The types of which a party hears: those that it may read. */
export function typesOf(party: Party): ChangingType[] {
  return CHANGING_TYPES.filter((type) => isGranted(CHANGING[type].field, party));
}

/** The types of which a client may hear: those of its party that its scopes let it read. */
export function typesHeardBy({ organisation, scopes }: Actor): ChangingType[] {
  return typesOf(organisation.party).filter((type) => {
    const scope = scopeOf(CHANGING[type].field);
    return scope === null || scopes.has(scope);
  });
}
