// What is refused by the agreement is told to the audit, by the names of what was asked for, before the client is told.
import { GraphQLError, Kind, getOperationAST, type DocumentNode, type GraphQLSchema } from 'graphql';
import { rootFields } from './root-fields.js';
import { appendLine, operationName } from '../store/audit-trail.js';
import type { RequestContext } from '../context.js';

const CODES = new Set<unknown>(['FORBIDDEN', 'FORBIDDEN_FIELD']);

/** Leaves a line about a document that was refused, if it was the agreement that refused it. */
export async function recordDenial(
  { actor, source }: RequestContext,
  document: DocumentNode,
  asked: string | null | undefined,
  full: GraphQLSchema,
  errors: readonly GraphQLError[],
): Promise<void> {
  const denied = errors.map(withoutWrapper).filter(({ extensions }) => CODES.has(extensions?.['code']));
  if (denied.length === 0) return;
  // Of a document with several operations that names none, the first: it is refused in either case.
  const operation =
    getOperationAST(document, asked) ??
    document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) return;
  const known = full.getRootType(operation.operation)?.getFields() ?? {};
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const action = [...rootFields(operation, fragments)].filter((name) => name in known).join(' ');
  const { organisation, client, subject } = actor;
  const trail = {
    ...{ organisationId: organisation.id, client, subject, action },
    operation: operationName(operation.name?.value),
  };
  const guarded = denied.flatMap(({ extensions }) => {
    const name = extensions['subject'] as string | undefined;
    return extensions['code'] === 'FORBIDDEN_FIELD' && name ? [name] : [];
  });
  const outcome = denied[0]!.extensions['code'] as string;
  await appendLine(source, trail, { objects: [], guarded, outcome });
}

/** Apollo puts errors of validation into errors of its own. */
function withoutWrapper(error: GraphQLError): GraphQLError {
  return error.originalError instanceof GraphQLError ? error.originalError : error;
}
