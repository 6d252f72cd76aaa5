// The corpus of texts that must be refused: sentences, kinds of identifier and disguises, drawn by a fixed seed.
import type { IdentifierKind } from '../../../../src/domain/screening/kinds.js';
import { email, foreignPhone, handle, ipAddress, spokenAddress, swedishPhone, url } from './contacts.js';
import { DISGUISES, type Disguise } from './disguises.js';
import { birthDate, coordinationNumber, mistypedNumber, personalNumber, personName } from './persons.js';
import * as places from './places.js';
import { randomFrom, type Random } from './random.js';
import { ANYWHERE, BESIDE } from './sentences.js';

interface Kind {
  readonly name: string;
  readonly kind: IdentifierKind;
  readonly make: (random: Random) => string;
  readonly sentences: readonly string[];
  readonly disguises: readonly Disguise[];
}

export interface Sample {
  readonly name: string;
  readonly kind: IdentifierKind;
  readonly disguise: Disguise;
  readonly text: string;
}

const FORM: Disguise[] = [
  'none',
  'spaces between all',
  'dots between all',
  'invisible characters',
  'full-width',
];
const NUMBER: Disguise[] = [...FORM, 'digits in words', 'letters for digits', 'other digits'];
const ADDRESS: Disguise[] = [...FORM, 'words for signs'];

function kind(
  name: string,
  code: IdentifierKind,
  make: Kind['make'],
  disguises: readonly Disguise[],
  sentences: readonly string[] = ANYWHERE,
): Kind {
  return { name, kind: code, make, disguises, sentences };
}

export const KINDS: readonly Kind[] = [
  kind('personal number', 'PERSONAL_NUMBER', personalNumber, NUMBER),
  kind('coordination number', 'PERSONAL_NUMBER', coordinationNumber, NUMBER),
  kind('wrong check digit beside a cue', 'PERSONAL_NUMBER', mistypedNumber, NUMBER, BESIDE.mistyped),
  kind('birth date', 'BIRTH_DATE', birthDate, NUMBER, BESIDE.birth),
  kind('Swedish telephone', 'PHONE', swedishPhone, NUMBER),
  kind('foreign telephone', 'PHONE', foreignPhone, NUMBER),
  kind('e-mail', 'EMAIL', email, ADDRESS),
  kind('web address', 'URL', url, ADDRESS),
  kind('IP address', 'IP_ADDRESS', ipAddress, FORM),
  kind('IP address, version 4', 'IP_ADDRESS', spokenAddress, ['digits in words', 'other digits']),
  kind('handle', 'HANDLE', handle, FORM),
  kind('street address', 'STREET_ADDRESS', places.streetAddress, [...FORM, 'digits in words']),
  kind('postcode and locality', 'STREET_ADDRESS', places.postalAddress, NUMBER),
  kind('street, postcode and locality', 'STREET_ADDRESS', places.wholeAddress, NUMBER),
  kind('car plate, old', 'CAR_PLATE', places.oldPlate, NUMBER, BESIDE.plate),
  kind('car plate, new', 'CAR_PLATE', places.newPlate, NUMBER, BESIDE.plate),
  kind('IBAN', 'IBAN', places.iban, NUMBER),
  kind('Swish number', 'SWISH_NUMBER', places.swish, NUMBER),
  kind('bankgiro and plusgiro', 'BANK_ACCOUNT', places.giro, NUMBER),
  kind('coordinates', 'COORDINATES', places.coordinates, [...FORM, 'digits in words', 'other digits']),
  kind('name beside a cue', 'PERSON_NAME', personName, FORM, BESIDE.name),
];

/** So many texts of every kind, undisguised, and a third as many of each disguise. */
export function corpus(seed: number, perKind = 60): Sample[] {
  const random = randomFrom(seed);
  return KINDS.flatMap(({ name, kind, make, sentences, disguises }) =>
    disguises.flatMap((disguise) =>
      Array.from({ length: disguise === 'none' ? perKind : perKind / 3 }, (): Sample => {
        const hidden = DISGUISES[disguise](make(random), random);
        return { name, kind, disguise, text: random.pick(sentences).replace('§', () => hidden) };
      }),
    ),
  );
}
