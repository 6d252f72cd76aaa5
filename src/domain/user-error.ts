import { codeList, type CodeOf } from './code-list.js';

/** Why a mutation was refused although the caller may call it: the answer to a mistake in the input or a rule of the work. */
export const USER_ERROR_CODE = codeList(
  'UserErrorCode',
  'Why a mutation changed nothing although the caller may call it. Source: the contract.',
  {
    INVALID_TRANSITION: { en: 'The object is not in a state that allows this action.', sv: 'Fel läge' },
    VERSION_CONFLICT: {
      en: 'Somebody changed the object first; read it again before you decide.',
      sv: 'Ändrad av någon annan',
    },
    CONSENT_REQUIRED: { en: 'An adult is referred only with consent.', sv: 'Samtycke krävs' },
    CONSENT_LIMITED: { en: 'The consent does not reach this far.', sv: 'Samtycket räcker inte' },
    IDENTIFIER_SUSPECTED: {
      en: 'A text seems to hold something that identifies a person. It was not stored.',
      sv: 'Misstänkt personuppgift',
    },
    INVALID_VALUE: { en: 'A value breaks the rule that the message names.', sv: 'Ogiltigt värde' },
    UNKNOWN_ORGANISATION: { en: 'No active organisation has this code.', sv: 'Okänd organisation' },
    DUPLICATE: { en: 'The same thing is already there.', sv: 'Finns redan' },
  },
);
export type UserErrorCode = CodeOf<typeof USER_ERROR_CODE>;

/** A refusal of the work itself: names the input field and the rule, never the value. */
export interface UserError {
  readonly code: UserErrorCode;
  readonly message: string;
  /** Path into the mutation's input, e.g. `["consent", "organisations"]`. */
  readonly path: string[];
}

/** A field of the input whose value breaks a rule. */
export function invalid(field: string, rule: string): UserError {
  return { code: 'INVALID_VALUE', message: `${field}: ${rule}`, path: [field] };
}

/** Thrown inside a transaction to undo it and answer with business errors. */
export class Refused extends Error {
  constructor(readonly errors: UserError[]) {
    super('refused by a rule');
  }
}

/** Undoes the surrounding transaction and answers with one business error. */
export function refuse(code: UserErrorCode, message: string, path: string[]): never {
  throw new Refused([{ code, message, path }]);
}
