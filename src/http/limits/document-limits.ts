// Refuses documents that ask for too much: their shape before anything else looks at them, their cost before anything runs.
import type { ApolloServerPlugin } from '@apollo/server';
import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type OperationDefinitionNode,
  type ValidationContext,
} from 'graphql';
import type { RequestContext } from '../../context.js';
import { sizesOf } from './document-size.js';
import { MOST_ALIASES, MOST_COST, MOST_DEPTH, MOST_DIRECTIVES, MOST_FIELDS } from './limits.js';

const SHAPE = { depth: MOST_DEPTH, aliases: MOST_ALIASES, directives: MOST_DIRECTIVES, fields: MOST_FIELDS };

/** A validation rule: the shape of every operation and fragment, before the rules whose work grows faster than a document. */
export function shapeLimits(context: ValidationContext): ASTVisitor {
  return {
    Document(document) {
      const sizeOf = sizesOf(context.getSchema(), document);
      for (const node of document.definitions) {
        if (node.kind !== Kind.OPERATION_DEFINITION && node.kind !== Kind.FRAGMENT_DEFINITION) continue;
        const size = sizeOf(node);
        for (const name of Object.keys(SHAPE) as (keyof typeof SHAPE)[])
          if (size[name] > SHAPE[name]) endValidation(context, tooComplex(name, SHAPE[name]));
      }
    },
  };
}

/** Answers with one refusal when the shape is refused, and refuses an operation by its cost. */
export function documentLimits(): ApolloServerPlugin<RequestContext> {
  // By operation: Apollo keeps a bounded number of documents, and a cost lives as long as its document.
  const largest = new WeakMap<OperationDefinitionNode, number>();
  return {
    async requestDidStart() {
      return {
        async validationDidStart() {
          return async (errors) => {
            const first = errors?.find(isTooComplex);
            if (first) (errors as GraphQLError[]).splice(0, errors!.length, first);
          };
        },
        async didResolveOperation({ schema, document, operation, request }) {
          if (!operation) return;
          const most = largest.get(operation) ?? sizesOf(schema, document)(operation).cost;
          largest.set(operation, most);
          if (most <= MOST_COST) return;
          if (sizesOf(schema, document, request.variables)(operation).cost > MOST_COST)
            throw tooComplex('cost', MOST_COST, ' values; ask for fewer fields or smaller pages');
        },
      };
    },
  };
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
