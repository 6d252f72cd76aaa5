// What leaves the server when something is refused or goes wrong: a code of the closed list, words that help, a request to
// quote; never a value, a stack or a detail of the database.
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** The closed list of codes (docs/error-codes.md). */
export const ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'FORBIDDEN_FIELD',
  'NOT_FOUND',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'QUERY_TOO_COMPLEX',
  'RATE_LIMITED',
  'PERSISTED_QUERY_NOT_FOUND',
  'TOO_SPARSE',
  'IDEMPOTENCY_KEY_REUSED',
  'UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
] as const;
type ErrorCode = (typeof ERROR_CODES)[number];

/** Codes of Apollo Server that are a special case of one of ours. */
const TRANSLATED: Readonly<Record<string, ErrorCode>> = {
  BAD_REQUEST: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_SUPPORTED: 'PERSISTED_QUERY_NOT_FOUND',
};

/** SQLSTATE classes and Node's codes that say the database is away, overloaded or too slow, not that we are wrong. */
const DATABASE_AWAY =
  /^(08|53|57)|^(55P03|40001|40P01)$|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/;
const POOL_EXHAUSTED = /timeout exceeded when trying to connect|Connection terminated/;

export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
}

/** Code and words for an error, whatever it came from. */
export function refusalOf(error: unknown): Refusal {
  const cause = innermost(error);
  const code = codeOf(cause) ?? codeOf(error) ?? '';
  if (isCode(code) && cause instanceof GraphQLError)
    return { code, message: withoutValues(code, cause.message) };
  const translated = TRANSLATED[code];
  if (translated) return { code: translated, message: cause instanceof Error ? cause.message : '' };
  if (isDatabaseAway(cause))
    return { code: 'UNAVAILABLE', message: 'The database is away or busy. Try again.' };
  return {
    code: 'INTERNAL_SERVER_ERROR',
    message: 'Something went wrong here. Quote the requestId when you ask about it.',
  };
}

/** The error as the client gets it. */
export function formatted(
  error: unknown,
  shape: GraphQLFormattedError,
  requestId: string,
): GraphQLFormattedError {
  const { code, message } = refusalOf(error);
  const { locations, path } = shape;
  return { message, ...(locations && { locations }), ...(path && { path }), extensions: { code, requestId } };
}

function isCode(code: string): code is ErrorCode {
  return (ERROR_CODES as readonly string[]).includes(code) && code !== 'INTERNAL_SERVER_ERROR';
}

function codeOf(error: unknown): string | undefined {
  return error instanceof GraphQLError ? (error.extensions['code'] as string | undefined) : undefined;
}

function innermost(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, driverError } = error as Error & { code?: string; driverError?: { code?: string } };
  return DATABASE_AWAY.test(driverError?.code ?? code ?? '') || POOL_EXHAUSTED.test(error.message);
}

/** Messages of graphql-js repeat what was sent; a mistyped value may be a person's, so only names and rules stay. */
function withoutValues(code: ErrorCode, message: string): string {
  if (code === 'GRAPHQL_PARSE_FAILED') return 'The document is not valid GraphQL.';
  const variable = /^Variable "(\$\w+)" got invalid value [^]*?(?: at "([\w.[\]]+)")?; [^]*$/.exec(message);
  if (variable)
    return `Variable "${variable[1]}"${variable[2] ? ` at "${variable[2]}"` : ''}: ${ruleIn(message)}`;
  return message
    .replace(/(Enum "\w+") cannot represent [^]*$/, '$1 has no such value.')
    .replace(/(Value) "[^"]*" (does not exist in)/, 'The value $2')
    .replace(/(cannot represent [\w -]+ value): [^]*$/, '$1.')
    .replace(
      /(Expected (?:value of )?(?:type|non-nullable type) "?[\w[\]!]+"?)(?:, found| to be)[^]*$/,
      '$1.',
    )
    .replace(/ Did you mean [^]*$/, '');
}

function ruleIn(message: string): string {
  const known =
    /(Field "\w+" of required type "[\w[\]!]+" was not provided|Field "\w+" is not defined by type "\w+"|Expected (?:non-nullable )?type "?[\w[\]!]+"?|in "\w+" enum|Enum "\w+"|(?:DateTime|Date|Period|RegionCode): [^.]*)/.exec(
      message,
    );
  const rule = known?.[1];
  if (!rule) return 'the value does not fit its type.';
  const list = /"(\w+)"/.exec(rule)?.[1];
  return rule.startsWith('in ') || rule.startsWith('Enum') ? `not a value of the enum ${list}.` : `${rule}.`;
}
