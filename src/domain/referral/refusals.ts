// What a refused action says: the rule, in words, never a value.
import { RULES, type Action, type Refusal, type Role } from './machine.js';

const NAMES: Readonly<Record<Role, string>> = {
  SENDER: 'the police who sent it',
  RECIPIENT: 'the recipient',
  SUPPORTER: 'an invited supporter',
  UNIT: 'the unit',
  CLOCK: 'the clock',
};

/** The rule that a refused action breaks, as a sentence. */
export function refusalText(action: Action, refused: Refusal): string {
  switch (refused) {
    case 'ROLE':
      return `Only ${[...new Set(RULES[action].flatMap(({ by }) => by))].map((role) => NAMES[role]).join(' or ')} may do this.`;
    case 'ROUTE':
      return 'A notification reaches the unit alone and carries nothing but its few facts; only a referral allows this.';
    case 'STATE':
      return 'The referral is not in a state that allows this.';
    case 'CONSENT':
      return action === 'WITHDRAW'
        ? 'While the person consents, only the police who sent it may withdraw it.'
        : 'Consent is not asked of a person under 18.';
  }
}
