// The largest honest question about a field: everything that it leads to, without going round in circles.
import {
  getNamedType,
  isLeafType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** The connections that a schema answers with, each asked for `first` items and all that belongs to them. */
export function largestPages(schema: GraphQLSchema, first: number | string): string[] {
  const fields = Object.values(schema.getQueryType()!.getFields());
  return fields
    .filter(({ args }) => args.some(({ name }) => name === 'first'))
    .map(
      (field) =>
        `${field.name}(first: ${first}) ${everythingOf(getNamedType(field.type) as GraphQLObjectType)}`,
    );
}

/** A selection of all fields of a type that can be asked for without arguments; of a connection its nodes. */
function everythingOf(type: GraphQLObjectType, on: readonly string[] = []): string {
  const selections = Object.values(type.getFields()).flatMap((field) =>
    selectionOf(field, [...on, type.name]),
  );
  return `{ ${selections.join(' ')} }`;
}

function selectionOf(field: GraphQLField<unknown, unknown>, on: readonly string[]): string[] {
  const type = getNamedType(field.type);
  if (isLeafType(type)) return [field.name];
  if (!isObjectType(type) || field.name === 'edges' || on.includes(type.name)) return [];
  return [`${field.name} ${everythingOf(type, on)}`];
}
