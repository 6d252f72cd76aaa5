// What leaves the server when something is refused or goes wrong: a code of the closed list, words that help, a request to
// quote; never a value, a stack or a detail of the database.
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { MOST_DEPTH, MOST_TOKENS } from './limits/limits.js';
import type { RequestNotes } from './request-notes.js';

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
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Codes of Apollo Server that are a special case of one of ours. */
const TRANSLATED: Readonly<Record<string, ErrorCode>> = {
  BAD_REQUEST: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_SUPPORTED: 'PERSISTED_QUERY_NOT_FOUND',
};

/**
 * SQLSTATE classes and Node's codes that say the database is away, overloaded or too slow, not that we are wrong. Class 28: the login
 * has a new password (a rotation under way) or is closed (an organisation that left).
 */
const DATABASE_AWAY =
  /^(08|28|53|57)|^(55P03|40001|40P01)$|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/;
/** SQLSTATEs of a value that does not fit the type it is compared with: a cursor made by hand, a text with a null character. */
const VALUE_DOES_NOT_FIT = /^22(003|007|008|009|021|023|P02|P05)$/;
/** What graphql-js says when a document exceeds the limit of tokens (http/party-servers.ts). */
const TOO_MANY_TOKENS = /Document contains more that \d+ tokens/;
/** What pg says, without a code, of a pool that has no connection to give, and of a connection that has failed. */
const CONNECTION_FAILED =
  /^(timeout exceeded when trying to connect|Connection terminated|Client (has encountered a connection error|was closed)|Cannot use a pool after)/;

export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
}

/** Code and words for an error, whatever it came from. */
export function refusalOf(error: unknown): Refusal {
  const cause = innermost(error);
  const code = codeOf(cause) ?? codeOf(error) ?? '';
  if (code === 'GRAPHQL_PARSE_FAILED' && TOO_MANY_TOKENS.test((cause as Error).message))
    return { code: 'QUERY_TOO_COMPLEX', message: `tokens: at most ${MOST_TOKENS} in one document.` };
  // Fields within fields until the parser's stack is full: had it been read, its depth would be refused.
  if (code === 'GRAPHQL_PARSE_FAILED' && cause instanceof RangeError)
    return { code: 'QUERY_TOO_COMPLEX', message: `depth: at most ${MOST_DEPTH} in one operation.` };
  if (isCode(code) && cause instanceof GraphQLError)
    return { code, message: withoutValues(code, cause.message) };
  const translated = TRANSLATED[code];
  if (translated) return { code: translated, message: cause instanceof Error ? cause.message : '' };
  if (VALUE_DOES_NOT_FIT.test(sqlStateOf(cause)))
    return { code: 'BAD_USER_INPUT', message: 'A cursor, a date or a text in the request cannot be used.' };
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

/**
 * The body of a refusal with the request that it belongs to in every error, whose code is noted. Apollo refuses what is no GraphQL request
 * at all (a batch, a body that is no object) before any plugin of ours knows of it.
 */
export function withRequestId(body: string, requestId: string, { codes }: RequestNotes): string {
  const { errors, ...rest } = JSON.parse(body) as { errors?: GraphQLFormattedError[] };
  if (!errors?.some(({ extensions }) => extensions?.['requestId'] === undefined)) return body;
  const complete = errors.map(({ extensions, ...error }) => {
    const given = String(extensions?.['code']);
    const code = TRANSLATED[given] ?? given;
    codes.add(code);
    return { ...error, extensions: { code, requestId } };
  });
  return JSON.stringify({ errors: complete, ...rest });
}

function isCode(code: string): code is ErrorCode {
  return (ERROR_CODES as readonly string[]).includes(code) && code !== 'INTERNAL_SERVER_ERROR';
}

function codeOf(error: unknown): string | undefined {
  // Errors that graphql-jit makes have no extensions at all, whatever their type says.
  const extensions =
    error instanceof GraphQLError ? (error.extensions as { code?: string } | undefined) : undefined;
  return extensions?.code;
}

function innermost(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

function isDatabaseAway(error: unknown): boolean {
  return (
    error instanceof Error && (DATABASE_AWAY.test(sqlStateOf(error)) || CONNECTION_FAILED.test(error.message))
  );
}

/** The code that PostgreSQL or Node gave what is behind an error; empty when neither did. */
export function sqlStateOf(error: unknown): string {
  const cause = innermost(error);
  if (!(cause instanceof Error)) return '';
  const { code, driverError } = cause as Error & { code?: string; driverError?: { code?: string } };
  return driverError?.code ?? code ?? '';
}

/** No rule and no name is as long: what is longer repeats a value, and patterns would take the square of its length to read it. */
const LONGEST_MESSAGE = 2_000;

/** Messages of graphql-js repeat what was sent; a mistyped value may be a person's, so only names and rules stay. */
function withoutValues(code: ErrorCode, message: string): string {
  if (code === 'GRAPHQL_PARSE_FAILED') return 'The document is not valid GraphQL.';
  if (message.length > LONGEST_MESSAGE || REFUSED_VARIABLE.test(message))
    return 'A name or a value in the request does not fit.';
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

/** What graphql-js says of a variable repeats its value; where variables are read, other words are found (http/variable-refusals.ts). */
const REFUSED_VARIABLE = /^Variable "\$\w+" got invalid value /;
