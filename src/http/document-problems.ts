// Whether a document would be answered, asked before it is registered: what a party's server refuses, with the same words.
import {
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { refuseCost, shapeLimits } from './limits/document-limits.js';
import { MOST_TOKENS } from './limits/limits.js';
import { partySchema } from '../auth/party-schema.js';
import { explainRefusal } from '../auth/refusal.js';
import type { Party } from '../domain/parties.js';

// Production answers no introspection.
const RULES = [...specifiedRules, NoSchemaIntrospectionCustomRule];

export interface CheckedDocument {
  /** The names of its operations, separated by commas. */
  readonly name: string;
  /** Why it is not answered; empty when it is. */
  readonly problems: readonly string[];
}

/** A check of documents against what a party's server answers. */
export function documentChecker(full: GraphQLSchema, party: Party): (text: string) => CheckedDocument {
  const schema = partySchema(full, party);
  return (text) => {
    let document: DocumentNode;
    try {
      document = parse(text, { maxTokens: MOST_TOKENS });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return { name: '', problems: [error.message] };
    }
    const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
    const name = operations.map((operation) => operation.name?.value ?? 'unnamed').join(', ');
    if (operations.length === 0) return { name, problems: ['It has no operation.'] };
    const unserved = operations.filter(({ operation }) => !schema.getRootType(operation));
    if (unserved.length > 0)
      return { name, problems: unserved.map(({ operation }) => `This API has no ${operation}s.`) };
    const [shape] = validate(schema, document, [shapeLimits]); // which says it once and ends
    if (shape) return { name, problems: [shape.message] };
    const errors = validate(schema, document, RULES);
    if (errors.length === 0) return { name, problems: costProblems(schema, document, operations) };
    const explained = explainRefusal(document, full, party);
    return { name, problems: (explained.length > 0 ? explained : errors).map(({ message }) => message) };
  };
}

/** Why operations are refused whatever their variables are: what a page of one item would be answered is none. */
function costProblems(
  schema: GraphQLSchema,
  document: DocumentNode,
  operations: readonly OperationDefinitionNode[],
): string[] {
  return operations.flatMap((operation) => {
    try {
      refuseCost(schema, document, operation, 'least');
      return [];
    } catch (error) {
      return [(error as GraphQLError).message];
    }
  });
}
