// Where a request meets the agreement: helpful refusals for what exists for others, and the scope of each operation, before
// anything has run.
import type { ApolloServerPlugin } from '@apollo/server';
import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { rootFields } from './root-fields.js';
import { scopeOf } from '../auth/agreement.js';
import { explainRefusal } from '../auth/refusal.js';
import type { Actor } from '../auth/actor.js';
import type { RequestContext } from '../context.js';
import { isTooComplex } from './limits/document-limits.js';
import type { Party } from '../domain/parties.js';

const ROOT = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

export function agreementPlugin(full: GraphQLSchema, party: Party): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async validationDidStart({ document }) {
          return async (errors) => {
            if (errors?.some(isTooComplex)) return;
            const explained = errors ? explainRefusal(document, full, party) : [];
            if (explained.length > 0) (errors as GraphQLError[]).splice(0, errors!.length, ...explained);
          };
        },
        async didResolveOperation({ operation, document, contextValue, schema }) {
          // Apollo leaves this to the executor, which would run the only operation there is, whatever name was asked for.
          if (!operation || !document)
            throw badRequest('operationName: must name one operation of the document.');
          if (!schema.getRootType(operation.operation)) {
            throw badRequest(`This API has no ${operation.operation}s.`);
          }
          if (operation.operation === OperationTypeNode.SUBSCRIPTION)
            throw badRequest('Subscriptions are served as a stream of events at /graphql/stream.');
          checkScopes(document, operation, contextValue.actor);
        },
      };
    },
  };
}

/** Refuses an operation that calls something for which the client has no scope. */
export function checkScopes(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { scopes }: Actor,
): void {
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  for (const field of rootFields(operation, fragments)) {
    const scope = scopeOf(`${ROOT[operation.operation]}.${field}`);
    if (scope === null || scopes.has(scope)) continue;
    throw new GraphQLError(`${field} needs the scope ${scope}.`, {
      extensions: { code: 'FORBIDDEN', http: { status: 403 } },
    });
  }
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
}
