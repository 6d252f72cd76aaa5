// Most reads ask a list for nothing but stored fields. PostgreSQL makes the JSON of such a list in the shape of the answer, and
// parsing it only to write it again would be most of the work of a request. An operation that qualifies is executed on a schema
// in which the nodes of a connection are finished JSON; every other operation, and every check before, is as always.
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  Kind,
  getNamedType,
  OperationTypeNode,
  isAbstractType,
  isObjectType,
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { RawJsonScalar } from '../schema/raw-json.js';

const CONNECTION = /Connection$/;

/** The schema on which qualifying operations are executed. Its connections name the schema they were made from. */
export function directSchema(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (config, field, type) =>
      CONNECTION.test(type) && field === 'nodes' ? { ...config, type: RawJsonScalar } : config,
    [MapperKind.QUERY]: (type) => {
      type.extensions = { ...type.extensions, madeFrom: schema };
      return type;
    },
  });
}

/**
 * Whether the lists of an operation can be answered as PostgreSQL makes them: plain fields without aliases or directives,
 * named fragments allowed, nothing that a resolver computes, and connections asked for `nodes` and `pageInfo` only.
 */
export function isDirect(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): boolean {
  const query = schema.getQueryType();
  if (operation.operation !== OperationTypeNode.QUERY || !query) return false;
  const roots = plainFields(operation.selectionSet);
  const lists = roots?.filter((root) => CONNECTION.test(typeOf(query, root)?.name ?? '')) ?? [];
  if (lists.length === 0) return false;
  return lists.every((list) => {
    const connection = typeOf(query, list)!;
    const fields = list.selectionSet && plainFields(list.selectionSet);
    return fields?.every((field) => {
      if (field.alias || (field.name.value !== 'nodes' && field.name.value !== 'pageInfo')) return false;
      return (
        field.name.value === 'pageInfo' || isStored(typeOf(connection, field)!, field.selectionSet!, document)
      );
    });
  });
}

/** The fields of a selection that has nothing but fields without directives; null otherwise. */
function plainFields({ selections }: SelectionSetNode): FieldNode[] | null {
  const fields = selections.filter((selection) => selection.kind === Kind.FIELD);
  const isPlain =
    fields.length === selections.length && fields.every(({ directives }) => !directives?.length);
  return isPlain ? fields : null;
}

function isStored(
  type: GraphQLObjectType,
  { selections }: SelectionSetNode,
  document: DocumentNode,
): boolean {
  return selections.every((selection) => {
    if (selection.directives?.length) return false;
    if (selection.kind === Kind.INLINE_FRAGMENT) return false;
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = document.definitions.find(
        (node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === selection.name.value,
      );
      return (
        fragment?.kind === Kind.FRAGMENT_DEFINITION &&
        fragment.typeCondition.name.value === type.name &&
        isStored(type, fragment.selectionSet, document)
      );
    }
    const field = type.getFields()[selection.name.value];
    // Without its arguments a list is what is stored.
    const isComputed = field?.resolve && !(field.extensions['onlyNarrows'] && !selection.arguments?.length);
    if (!field || isComputed || selection.alias || isAbstractType(getNamedType(field.type))) return false;
    const nested = typeOf(type, selection);
    return !nested || isStored(nested, selection.selectionSet!, document);
  });
}

/** The object type that a field returns, or undefined for a leaf and for what `type` does not have. */
function typeOf(type: GraphQLObjectType, { name }: FieldNode): GraphQLObjectType | undefined {
  const field = type.getFields()[name.value];
  const named = field && getNamedType(field.type);
  return isObjectType(named) ? named : undefined;
}
