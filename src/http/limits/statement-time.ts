// A question that takes the database longer than a statement may is one that asks for too much: sent again it would take as long again.
import { GraphQLError, OperationTypeNode, type OperationDefinitionNode } from 'graphql';
import { sqlStateOf } from '../format-error.js';
import { MOST_STATEMENT_SECONDS } from '../../store/provision.js';

const STATEMENT_CANCELLED = '57014';

/** What went wrong in an operation, said so where its statement took too long. What came of a mutation only sending it again tells. */
export function ofOperation(operation: OperationDefinitionNode | undefined, error: unknown): unknown {
  if (operation?.operation !== OperationTypeNode.QUERY || sqlStateOf(error) !== STATEMENT_CANCELLED)
    return error;
  return new GraphQLError(`statement time: at most ${MOST_STATEMENT_SECONDS} s; ask for less.`, {
    extensions: { code: 'QUERY_TOO_COMPLEX' },
  });
}
