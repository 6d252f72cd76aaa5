// Refuses documents that ask for too much: their shape before anything else looks at them, their cost before anything runs.
import type { ApolloServerPlugin } from '@apollo/server';
import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValidationContext,
} from 'graphql';
import type { RequestContext } from '../../context.js';
import type { Busy } from './busy.js';
import { sizesOf, type Variables } from './document-size.js';
import {
  MOST_ALIASES,
  MOST_COST,
  MOST_DEPTH,
  MOST_DIRECTIVES,
  MOST_FIELDS,
  NEW_CHARACTERS_PER_REQUEST,
  VALUES_PER_REQUEST,
} from './limits.js';
import type { Shares } from './shares.js';
import { coercedVariables } from '../variables.js';

const SHAPE = { depth: MOST_DEPTH, aliases: MOST_ALIASES, directives: MOST_DIRECTIVES, fields: MOST_FIELDS };

/** A validation rule: the shape of every operation and fragment, before the rules whose work grows faster than a document. */
export function shapeLimits(context: ValidationContext): ASTVisitor {
  return {
    Document(document) {
      const sizeOf = sizesOf(context.getSchema(), document, 'most');
      for (const node of document.definitions) {
        if (node.kind !== Kind.OPERATION_DEFINITION && node.kind !== Kind.FRAGMENT_DEFINITION) continue;
        const size = sizeOf(node);
        for (const name of Object.keys(SHAPE) as (keyof typeof SHAPE)[])
          if (size[name] > SHAPE[name]) endValidation(context, tooComplex(name, SHAPE[name]));
      }
    },
  };
}

/** Answers with one refusal when the shape is refused, and refuses an operation by its cost, or takes it from the organisation's share. */
export function documentLimits(shares: Shares): ApolloServerPlugin<RequestContext> {
  // By operation: Apollo keeps a bounded number of documents, and a cost lives as long as its document.
  const largest = new WeakMap<OperationDefinitionNode, number>();
  return {
    async requestDidStart() {
      return {
        async validationDidStart({ source, contextValue }) {
          const { code } = contextValue.actor.organisation;
          // The work is done all the same: what it takes is missing from the requests that follow.
          shares.charge(code, Math.floor(source.length / NEW_CHARACTERS_PER_REQUEST));
          return async (errors) => {
            const first = errors?.find(isTooComplex);
            if (first) (errors as GraphQLError[]).splice(0, errors!.length, first);
          };
        },
        async didResolveOperation({ schema, document, operation, request, response, contextValue }) {
          if (!operation) return;
          const most = largest.get(operation) ?? sizesOf(schema, document, 'most')(operation).cost;
          largest.set(operation, most);
          if (most < VALUES_PER_REQUEST) return;
          const variables = coercedVariables(schema, operation, request.variables);
          if ('errors' in variables) return; // which the executor answers with
          const cost = refuseCost(schema, document, operation, variables.coerced);
          const { code } = contextValue.actor.organisation;
          await shares.spend(code, requestsFor(cost)).catch((busy: Busy) => {
            response.http.headers.set('retry-after', String(busy.retryAfter));
            const extensions = { code: busy.code, http: { status: busy.status } };
            throw new GraphQLError(busy.message, { extensions });
          });
        },
      };
    },
  };
}

/** Refuses an operation whose answer may hold too many values. Answers with how many it may hold. */
export function refuseCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const { cost } = sizesOf(schema, document, variables)(operation);
  if (cost > MOST_COST) throw tooComplex('cost', MOST_COST, ' values; ask for fewer fields or smaller pages');
  return cost;
}

/** How many requests an operation counts as beside the one that it is. */
export function requestsFor(cost: number): number {
  return Math.floor(cost / VALUES_PER_REQUEST);
}

/** Whether an error is the refusal of a document that asks for too much. */
export function isTooComplex(error: Error): error is GraphQLError {
  return error instanceof GraphQLError && error.extensions['code'] === 'QUERY_TOO_COMPLEX';
}

function tooComplex(limit: string, most: number, advice = ' in one operation'): GraphQLError {
  return new GraphQLError(`${limit}: at most ${most}${advice}.`, {
    extensions: { code: 'QUERY_TOO_COMPLEX', http: { status: 400 } },
  });
}

/** graphql-js ends a validation early only when it has seen more mistakes than it is told to report. */
function endValidation(context: ValidationContext, error: GraphQLError): never {
  for (;;) context.reportError(error);
}
