// What a client asks to have streamed: parsed, held against its party's schema and the agreement, as POST /graphql does it.
import {
  GraphQLError,
  OperationTypeNode,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLSchema,
} from 'graphql';
import { checkScopes } from './agreement-plugin.js';
import { recordDenial } from './denials.js';
import { isTooComplex, refuseCost, requestsFor, shapeLimits } from './limits/document-limits.js';
import { MOST_MISTAKES, MOST_TOKENS } from './limits/limits.js';
import type { Shares } from './limits/shares.js';
import { coercedVariables } from './variables.js';
import { explainRefusal } from '../auth/refusal.js';
import type { RequestContext } from '../context.js';

const MOST_DOCUMENTS = 500;

interface Asked {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
}

/** Why a document is not streamed. */
export class StreamRefused extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super('refused');
  }
}

/** Makes what clients send ready to be subscribed to, or throws why not. */
export class StreamOperations {
  // Followers send few documents, many times: what is known of one is found again by the document itself.
  private readonly documents = new WeakMap<GraphQLSchema, Map<string, DocumentNode>>();

  constructor(
    private readonly full: GraphQLSchema,
    private readonly shares: Shares,
  ) {}

  /** The arguments of a subscription; throws StreamRefused. */
  async prepare(
    { query, operationName, variables }: Asked,
    schema: GraphQLSchema,
    context: RequestContext,
  ): Promise<ExecutionArgs> {
    const document = await this.documentOf(typeof query === 'string' ? query : '', schema, context);
    const name = typeof operationName === 'string' ? operationName : null;
    const operation = getOperationAST(document, name);
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION)
      throw new StreamRefused([
        badRequest('Only one subscription is served here; send queries and mutations to POST /graphql.'),
      ]);
    if (operation.name) context.notes.operation = operation.name.value;
    try {
      checkScopes(document, operation, context.actor);
    } catch (error) {
      const denials = [error as GraphQLError];
      await recordDenial(context, document, name, this.full, denials);
      throw new StreamRefused(denials);
    }
    const variableValues = (variables ?? {}) as Record<string, unknown>;
    const coerced = coercedVariables(schema, operation, variableValues);
    if ('errors' in coerced) throw new StreamRefused(coerced.errors);
    const cost = costOf(schema, document, operation, coerced.coerced);
    await this.shares.spend(context.actor.organisation.code, requestsFor(cost));
    return { schema, document, operationName: name, variableValues, contextValue: context };
  }

  private async documentOf(
    query: string,
    schema: GraphQLSchema,
    context: RequestContext,
  ): Promise<DocumentNode> {
    const known = this.documents.get(schema) ?? new Map<string, DocumentNode>();
    this.documents.set(schema, known);
    const found = known.get(query);
    if (found) return found;
    const document = parsed(query);
    const rules = [shapeLimits, ...specifiedRules];
    const errors = validate(schema, document, rules, { maxErrors: MOST_MISTAKES });
    const tooComplex = errors.find(isTooComplex);
    if (tooComplex) throw new StreamRefused([tooComplex]);
    if (errors.length > 0) {
      const explained = explainRefusal(document, this.full, context.actor.organisation.party);
      await recordDenial(context, document, null, this.full, explained);
      throw new StreamRefused(explained.length > 0 ? explained : errors.map(asInvalid));
    }
    if (known.size >= MOST_DOCUMENTS) known.clear();
    known.set(query, document);
    return document;
  }
}

function costOf(...asked: Parameters<typeof refuseCost>): number {
  try {
    return refuseCost(...asked);
  } catch (error) {
    throw new StreamRefused([error as GraphQLError]);
  }
}

function parsed(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: MOST_TOKENS });
  } catch (error) {
    const { message } = error as Error;
    const refused = { originalError: error as Error, extensions: { code: 'GRAPHQL_PARSE_FAILED' } };
    throw new StreamRefused([new GraphQLError(message, refused)]);
  }
}

function asInvalid({ message, nodes = [] }: GraphQLError): GraphQLError {
  return new GraphQLError(message, {
    nodes: [...nodes],
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  });
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
