// Refusals that are no business answer, as GraphQL errors with a closed list of codes (docs/error-codes.md).
import { GraphQLError } from 'graphql';

/** Absent and hidden alike: the answer never tells which. */
export function notFound(): GraphQLError {
  return new GraphQLError('Not found.', { extensions: { code: 'NOT_FOUND' } });
}

/** An argument breaks a rule that the schema cannot express; names the argument and the rule, never the value. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** The key of an earlier request came again with another input. */
export function keyReused(): GraphQLError {
  return new GraphQLError('idempotencyKey: already used with another input.', {
    extensions: { code: 'IDEMPOTENCY_KEY_REUSED' },
  });
}

/** A table would be mostly noise; names the rule and a coarser table, as published numbers tell both. */
export function tooSparse(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'TOO_SPARSE' } });
}
