// How long a list without pages may be, declared where the list is; what an operation may cost is counted by it (http/limits/document-size.ts).
import { Extensions } from 'type-graphql';
import type { GraphQLField } from 'graphql';

/** The most that there may be for these arguments, coerced, or for any, while they are not known. */
export type Length = (args?: Readonly<Record<string, unknown>>) => number;

/** What a field says of lengths. */
interface Lengths {
  /** How many items it answers with. */
  readonly items?: Length | number;
  /** How many cells a table has that it answers with. */
  readonly cells?: Length | number;
  /** It is the list of the cells of a table, as long as the field says that answers with the table. */
  readonly isCells?: true;
}

/** Declares what a field says of lengths. */
export function Lengths(lengths: Lengths): MethodDecorator & PropertyDecorator {
  return Extensions({ lengths });
}

/** What a field of the schema says of lengths. */
export function lengthsOf({ extensions }: GraphQLField<unknown, unknown>): Lengths {
  return (extensions['lengths'] as Lengths | undefined) ?? {};
}
