import { followedBy, spansOf } from '../span.js';
import type { Span } from '../span.js';

// Numbers without a form of their own: bankgiro has seven or eight digits, plusgiro two to eight, accounts with their
// clearing number up to fifteen. So the cue decides, and a wrong check digit beside it still counts.
const GIRO =
  /(?<![\p{L}\d])(?:bank|plus|post)?(?:giro|girot|bg|pg)(?:[- ]?(?:nr|nummer|numret))?[.:]?(?: (?:är|till|nr|nummer))?[ :]{0,3}(\d(?:[ -]{0,3}\d){4,8})(?![\d:]|[ -]\d)/giu;
const ACCOUNT =
  /(?<![\p{L}\d])(?:bank|löne|spar|person)?(?:konto(?:nr|nummer|numret|t)?|clearing(?:nr|nummer|numret)?)[.:]?(?: (?:är|till|nr|nummer))?[ :]{0,3}(\d(?:[ ,.-]{0,3}\d){6,15})(?!\d)/giu;
const MONEY = /^ ?(?:kr|kronor|sek|tkr|öre|:-)/i;

/** Bankgiro, plusgiro and account numbers beside a word that says so. */
export function findBankAccounts(text: string): Span[] {
  return [GIRO, ACCOUNT].flatMap((pattern) =>
    spansOf(text, pattern, ({ 0: whole, index }) => !followedBy(text, index + whole.length, MONEY)),
  );
}
