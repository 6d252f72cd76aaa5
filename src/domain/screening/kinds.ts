/** Kinds of identifier, in the order in which they are reported. */
export const IDENTIFIER_KINDS = [
  'PERSONAL_NUMBER',
  'BIRTH_DATE',
  'PHONE',
  'EMAIL',
  'URL',
  'IP_ADDRESS',
  'HANDLE',
  'IBAN',
  'SWISH_NUMBER',
  'CAR_PLATE',
  'COORDINATES',
] as const;

export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];
