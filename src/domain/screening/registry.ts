import type { IdentifierKind } from './kinds.js';
import { findBankAccounts } from './rules/bank-account.js';
import { findBareBirthDates } from './rules/bare-birth-date.js';
import { findBirthDates } from './rules/birth-date.js';
import { findCarPlates } from './rules/car-plate.js';
import { findCoordinates } from './rules/coordinates.js';
import { findEmails } from './rules/email.js';
import { findHandles } from './rules/handle.js';
import { findIbans } from './rules/iban.js';
import { findIpAddresses } from './rules/ip-address.js';
import { findPersonalNumbers } from './rules/personal-number.js';
import { findPersonNames } from './rules/person-name.js';
import { findPhones } from './rules/phone.js';
import { findStreetAddresses } from './rules/street-address.js';
import { findSwishNumbers } from './rules/swish.js';
import { findUrls } from './rules/url.js';
import type { Detector } from './span.js';

/**
 * The rules in the order in which they read the text. Each consumes what it finds, so the more specific come first:
 * the telephone rule would take parts of addresses, accounts, coordinates and personal numbers. A new kind is a file
 * in `rules/`, a name in `kinds.ts` and a line here; names belong last.
 */
export const RULES: readonly (readonly [IdentifierKind, Detector])[] = [
  ['EMAIL', findEmails],
  ['URL', findUrls],
  ['IP_ADDRESS', findIpAddresses],
  ['IBAN', findIbans],
  ['COORDINATES', findCoordinates],
  ['STREET_ADDRESS', findStreetAddresses],
  ['PERSONAL_NUMBER', findPersonalNumbers],
  ['BIRTH_DATE', findBirthDates],
  ['BIRTH_DATE', findBareBirthDates],
  ['BANK_ACCOUNT', findBankAccounts],
  ['PHONE', findPhones],
  ['SWISH_NUMBER', findSwishNumbers],
  ['CAR_PLATE', findCarPlates],
  ['HANDLE', findHandles],
  ['PERSON_NAME', findPersonNames],
];
