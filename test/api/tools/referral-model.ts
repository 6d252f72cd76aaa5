// A referral as a small model: what each organisation is to it, may do with it and reads of it. It is held against the API
// step by step, is written from the domain's words, and knows nothing of src.
import { gives } from '../../security/support/agreement.js';
import { ORGANISATIONS } from '../../security/support/organisations.js';
import { EFFECTS, MOVED, type Input } from './referral-effects.js';
import {
  SENDER,
  UNIT,
  accessIn,
  countOf,
  isOpen,
  leadsTo,
  partyOf,
  type Count,
  type Role,
} from './referral-rules.js';

/** What the model looks at in a flag. */
export interface Flag {
  readonly route: string;
  readonly encounterMunicipality: string;
  readonly encounterDistrict?: string;
  readonly ageBand: string;
  readonly recipient?: string;
  readonly consent?: {
    readonly state: string;
    readonly organisations: readonly string[];
    readonly services?: readonly string[];
  };
}

/** The newest word on one organisation. */
interface Consent {
  readonly state: string;
  readonly services: readonly string[];
  readonly isOverridden: boolean;
}

interface Message {
  readonly author: string;
  readonly audience: readonly string[];
  readonly body: string;
}

/** Without a recipient of its own a flag goes to social services of the town, or to the unit. */
function recipientOf({ route, encounterMunicipality, recipient }: Flag): string {
  if (route === 'NOTIFICATION') return UNIT;
  return (
    recipient ?? { '0180': 'socialjouren', '1280': 'socialtjansten-malmo' }[encounterMunicipality] ?? UNIT
  );
}

/** Services of one record share their moment, so their order says nothing. */
export function inAnyOrder(one: object, other: object): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}

export class ReferralModel {
  readonly route: 'REFERRAL' | 'NOTIFICATION';
  /** The board of the district of the encounter. */
  readonly board: string | null;
  status = 'SUBMITTED';
  recipient: string;
  consentState: string;
  permit = 'NOT_DISCUSSED undefined';
  readonly consents = new Map<string, Consent>();
  readonly supporters = new Set<string>();
  readonly services: { service: string; organisation: string }[] = [];
  readonly messages: Message[] = [];
  readonly versions: Record<Count, number> = { all: 1, police: 1, supporters: 1 };

  constructor(flag: Flag) {
    const { route, ageBand, consent, encounterDistrict = null } = flag;
    this.route = route as 'REFERRAL' | 'NOTIFICATION';
    this.board = encounterDistrict;
    this.recipient = recipientOf(flag);
    const isMinor = ageBand === 'UNDER_15' || ageBand === 'AGE_15_17';
    this.consentState = isMinor ? 'NOT_REQUIRED_MINOR' : (consent?.state ?? 'REFUSED');
    const named = consent?.organisations.length ? consent.organisations : [this.recipient];
    if (consent)
      for (const organisation of named)
        this.consents.set(organisation, {
          state: consent.state,
          services: consent.services ?? [],
          isOverridden: false,
        });
  }

  /** UNIT all; the police their own flags; others where recipient or supporter; of a notification only the first two. */
  isSeenBy(organisation: string): boolean {
    if (organisation === UNIT || organisation === SENDER) return true;
    if (this.route === 'NOTIFICATION') return false;
    return organisation === this.recipient || (this.supporters.has(organisation) && isOpen(this.status));
  }

  rolesOf(organisation: string): Role[] {
    const is: Record<Role, boolean> = {
      sender: organisation === SENDER,
      recipient: organisation === this.recipient,
      supporter: this.supporters.has(organisation),
      unit: organisation === UNIT,
    };
    return (Object.keys(is) as Role[]).filter((role) => is[role]);
  }

  /** The services that an organisation may give; null where it may not act, empty for whatever the person needs. */
  reach(organisation: string): readonly string[] | null {
    if (this.consentState === 'NOT_REQUIRED_MINOR') return [];
    const consent = this.consents.get(organisation);
    const isGiven = (state: string) => state === 'GIVEN' || state === 'LIMITED';
    const holds = consent && (consent.isOverridden || (isGiven(consent.state) && isGiven(this.consentState)));
    return holds ? consent.services : null;
  }

  /** Tries a mutation: null when it is taken, and the model with it; otherwise the code of the refusal. */
  attempt(by: string, mutation: string, input: Input, isStale = false): string | null {
    if (!gives(`Mutation.${mutation}`, partyOf(by))) return 'FORBIDDEN';
    if (!this.isSeenBy(by)) return 'NOT_FOUND';
    if (isStale && mutation !== 'sendReferralMessage') return 'VERSION_CONFLICT';
    const to = leadsTo(this, mutation, this.rolesOf(by));
    if (to === null) return 'INVALID_TRANSITION';
    if (this.route === 'NOTIFICATION' && input['comment'] !== undefined) return 'INVALID_VALUE';
    const outcome = EFFECTS[mutation]?.(this, input, by) ?? MOVED;
    if (typeof outcome === 'string') return outcome;
    this.status = to;
    for (const count of outcome) this.versions[count] += 1;
    return null;
  }

  /** What an organisation reads; null where it sees nothing. */
  viewFor(organisation: string) {
    if (!this.isSeenBy(organisation)) return null;
    const party = partyOf(organisation);
    return {
      status: this.status,
      consentState: this.consentState,
      version: this.versions[countOf(organisation)],
      recipient: { code: this.recipient },
      access: accessIn(this, organisation, this.rolesOf(organisation)),
      messages: this.messages
        .filter(({ author, audience }) => author === organisation || audience.includes(organisation))
        .map(({ body }) => ({ body })),
      ...(gives('Referral.supporters', party) && {
        supporters: [...this.supporters].sort().map((code) => ({ code })),
      }),
      ...(gives('Referral.services', party) && {
        services: this.services
          .map(({ service, organisation: code }) => ({ service, organisation: { code } }))
          .sort(inAnyOrder),
      }),
    };
  }

  /** Which mutations are allowed to whom as the referral stands, as far as the table goes. */
  allowed(): { by: string; mutation: string }[] {
    return Object.keys(ORGANISATIONS)
      .filter((by) => this.isSeenBy(by))
      .flatMap((by) =>
        Object.keys(EFFECTS)
          .filter(
            (mutation) =>
              gives(`Mutation.${mutation}`, partyOf(by)) &&
              leadsTo(this, mutation, this.rolesOf(by)) !== null,
          )
          .map((mutation) => ({ by, mutation })),
      );
  }
}
