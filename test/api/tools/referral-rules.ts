// The life of a referral as the domain tells it, written down a second time. Nothing here looks at src.
import { ORGANISATIONS } from '../../security/support/organisations.js';
import { gives, type Party } from '../../security/support/agreement.js';

export const UNIT = 'prostitutionsenheten';
export const SENDER = 'polisen-stockholm';

export type Role = 'sender' | 'recipient' | 'supporter' | 'unit';

/** What an organisation may see of a referral follows its party; what it may do follows its role. */
export function partyOf(organisation: string): Party {
  return ORGANISATIONS[organisation]!;
}

const OPEN = ['SUBMITTED', 'ACKNOWLEDGED', 'RETURNED', 'ACCEPTED', 'IN_SUPPORT', 'DECLINED'];

/** Whether a referral in this state still goes on. */
export function isOpen(status: string): boolean {
  return OPEN.includes(status);
}

interface Rule {
  readonly mutation: string;
  readonly from: readonly string[];
  /** Null where the action leaves the state as it is. */
  readonly to: string | null;
  readonly by: readonly Role[];
  readonly condition: string;
}

// mutation | from | to | who | only where
const TABLE = `
  acknowledgeReferral | SUBMITTED                      | ACKNOWLEDGED | recipient        |
  acceptReferral      | ACKNOWLEDGED                   | ACCEPTED     | recipient        |
  returnReferral      | ACKNOWLEDGED ACCEPTED          | RETURNED     | recipient        |
  resubmitReferral    | RETURNED                       | SUBMITTED    | sender           |
  declineReferral     | ACKNOWLEDGED                   | DECLINED     | recipient        |
  redirectReferral    | DECLINED                       | SUBMITTED    | unit             | it is no notification
  redirectReferral    | SUBMITTED ACKNOWLEDGED ACCEPTED| SUBMITTED    | recipient unit   | it is no notification
  confirmDecline      | DECLINED                       | CLOSED       | unit             |
  recordContact       | ACCEPTED                       | IN_SUPPORT   | recipient        |
  closeReferral       | ACCEPTED IN_SUPPORT            | CLOSED       | recipient        |
  withdrawReferral    | open                           | WITHDRAWN    | sender           |
  withdrawReferral    | open                           | WITHDRAWN    | unit recipient   | consent is withdrawn
  recordServices      | ACCEPTED IN_SUPPORT            |              | recipient supporter | it is no notification
  inviteSupporter     | ACCEPTED IN_SUPPORT            |              | recipient        | it is no notification
  removeSupporter     | open                           |              | recipient        | it is no notification
  recordConsent       | open                           |              | recipient        | consent is asked for
  recordPermit        | open                           |              | recipient sender | it is no notification
  sendReferralMessage | open                           |              | sender recipient supporter unit | it is no notification`;

const RULES: readonly Rule[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [mutation = '', from = '', to = '', by = '', condition = ''] = line
      .split('|')
      .map((cell) => cell.trim());
    return {
      mutation,
      from: from === 'open' ? OPEN : from.split(' '),
      to: to || null,
      by: by.split(' ') as Role[],
      condition,
    };
  });

/** Every mutation on a referral that exists. */
export const MUTATIONS = [...new Set(RULES.map(({ mutation }) => mutation))];

/** Where a referral stands, as far as the table looks at it. */
export interface Standing {
  readonly status: string;
  readonly route: 'REFERRAL' | 'NOTIFICATION';
  readonly consentState: string;
}

const CONDITIONS: Readonly<Record<string, (standing: Standing) => boolean>> = {
  '': () => true,
  'it is no notification': ({ route }) => route === 'REFERRAL',
  'consent is withdrawn': ({ consentState }) => consentState === 'WITHDRAWN',
  'consent is asked for': ({ route, consentState }) =>
    route === 'REFERRAL' && consentState !== 'NOT_REQUIRED_MINOR',
};

/** The state that a mutation leads to in these roles, or null where it is not allowed. */
export function leadsTo(standing: Standing, mutation: string, roles: readonly Role[]): string | null {
  const rule = RULES.find(
    (one) =>
      one.mutation === mutation &&
      one.from.includes(standing.status) &&
      one.by.some((role) => roles.includes(role)) &&
      CONDITIONS[one.condition]!(standing),
  );
  return rule ? (rule.to ?? standing.status) : null;
}

/** The name under which `access` tells whether a mutation may be called. */
function flagOf(mutation: string): string {
  const name = mutation.replace('Referral', '');
  return `can${name[0]!.toUpperCase()}${name.slice(1)}`;
}

/** Every flag of `access`, for an organisation in these roles. */
export function accessIn(
  standing: Standing,
  organisation: string,
  roles: readonly Role[],
): Record<string, boolean> {
  return Object.fromEntries(
    MUTATIONS.map((mutation) => [
      flagOf(mutation),
      gives(`Mutation.${mutation}`, partyOf(organisation)) && leadsTo(standing, mutation, roles) !== null,
    ]),
  );
}

/** Which count of changes a party reads: everything, what the police see, or what a supporter sees. */
export type Count = 'all' | 'police' | 'supporters';

export function countOf(organisation: string): Count {
  const party = partyOf(organisation);
  if (party === 'POLICE') return 'police';
  return ['UNIT', 'DISTRICT', 'MUNICIPALITY'].includes(party) ? 'all' : 'supporters';
}
