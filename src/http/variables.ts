// The variables of an operation, made ready by graphql-js: the compiled executor forgets defaults of input fields, and the path to a
// refused value; a stream would answer a value that does not fit as a fault of ours.
import { GraphQLError, getVariableValues, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { variableRefusal } from './variable-refusals.js';
import { MOST_MISTAKES } from './limits/limits.js';

type Values = Record<string, unknown>;

/** Coerced values of all variables, or why they are refused. */
export function coercedVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Values | undefined,
): { readonly coerced: Values } | { readonly errors: readonly GraphQLError[] } {
  const definitions = operation.variableDefinitions ?? [];
  const { errors, coerced } = getVariableValues(schema, definitions, given ?? {}, {
    maxErrors: MOST_MISTAKES,
  });
  return errors ? { errors: errors.map(asBadInput) } : { coerced };
}

function asBadInput(error: GraphQLError): GraphQLError {
  const { nodes = [] } = error;
  return new GraphQLError(variableRefusal(error), {
    nodes: [...nodes],
    extensions: { code: 'BAD_USER_INPUT' },
  });
}
