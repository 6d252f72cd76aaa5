// Scalars check form only and never repeat a value in a message: a mistyped value may be a person's.
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { isPeriod } from '../domain/period.js';
import { isRegion } from '../domain/regions.js';

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

/** Whether a text is a day of the calendar: Date.parse alone takes 30 February, and PostgreSQL has no year 0. */
function isDay(text: string): boolean {
  const time = /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const rules: string[] = [];
/** What these say of a value that breaks their rule: all that a message about it may say (http/format-error.ts). */
export const SCALAR_RULES: readonly string[] = rules;

function textScalar(name: string, description: string, rule: string, isValid: (text: string) => boolean) {
  const refusal = `${name}: ${rule}`;
  rules.push(refusal);
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && isValid(value)) return value;
    throw new GraphQLError(`${refusal}.`, { extensions: { code: 'BAD_USER_INPUT' } });
  };
  return new GraphQLScalarType<string, string>({
    name,
    description: `${description} ${rule}.`,
    serialize: String,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}

export const DateTimeScalar = textScalar(
  'DateTime',
  'A moment, in UTC.',
  'RFC 3339, such as 2026-11-21T09:30:00Z',
  (text) => isDay(RFC_3339.exec(text)?.[1] ?? '') && !Number.isNaN(Date.parse(text)),
);

export const DateScalar = textScalar('Date', 'A calendar day.', 'ISO 8601, such as 2026-11-21', isDay);

export const PeriodScalar = textScalar(
  'Period',
  'A year, half year, quarter, month or ISO 8601 week.',
  '2026 | 2026-H1 | 2026-Q3 | 2026-07 | 2026-W31',
  isPeriod,
);

export const RegionCodeScalar = textScalar(
  'RegionCode',
  'A county ("01") or municipality ("0180") by its SCB code, or a Stockholm district by its board\'s code ("jarva").',
  'a code of the region lists',
  isRegion,
);
