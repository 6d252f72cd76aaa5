// Errors stand in an answer in the order of the document. In the order in which they came about they would tell which of two objects
// that were not found was the quicker to look for, and so perhaps which of them exists.
import type { GraphQLFormattedError } from 'graphql';

/** Compares errors by the place of their field, and in lists by the place of their item. */
export function inDocumentOrder(one: GraphQLFormattedError, other: GraphQLFormattedError): number {
  const [some, others] = [placeOf(one), placeOf(other)];
  const at = some.findIndex((part, index) => part !== others[index]);
  return at < 0 ? 0 : some[at]! - (others[at] ?? 0);
}

function placeOf({ locations, path }: GraphQLFormattedError): number[] {
  const { line, column } = locations?.[0] ?? { line: 0, column: 0 };
  return [line, column, ...(path ?? []).filter((part) => typeof part === 'number')];
}
