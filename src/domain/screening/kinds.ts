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
  'BANK_ACCOUNT',
  'CAR_PLATE',
  'COORDINATES',
  'STREET_ADDRESS',
  'PERSON_NAME',
] as const;

export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** Kinds that only a reader can tell for certain: the writer may confirm that the text names no one. */
export const CONFIRMABLE: ReadonlySet<IdentifierKind> = new Set<IdentifierKind>(['PERSON_NAME']);
