// What a refused action says: the rule, in words, never a value.
import { RULES, type Action, type Refusal, type Role } from './machine.js';

/** Who may take an action; the operator is no party to tell a client of. */
const NAMES: Readonly<Record<Role, string | null>> = {
  SENDER: 'the police who sent it',
  RECIPIENT: 'the recipient',
  SUPPORTER: 'an invited supporter',
  UNIT: 'the unit',
  CLOCK: 'the clock',
  OPERATOR: null,
};

/** The rule that a refused action breaks, as a sentence. */
export function refusalText(action: Action, refused: Refusal): string {
  switch (refused) {
    case 'ROLE':
      return `Only ${whoMay(action).join(' or ')} may do this.`;
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

function whoMay(action: Action): string[] {
  const roles = new Set(RULES[action].flatMap(({ by }) => by));
  return [...roles].map((role) => NAMES[role]).filter((name) => name !== null);
}
