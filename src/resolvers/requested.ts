// Which fields an operation asks for, as a selection that the store can turn into SQL.
import {
  visit,
  BREAK,
  Kind,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { parseResolveInfo, type FieldsByTypeName, type ResolveTree } from 'graphql-parse-resolve-info';
import type { Selection } from '../store/select.js';

/**
 * The fields requested of `type` below the current root field, at `path` (`nodes` and `edges.node` of a connection, the object of
 * a payload, or nothing for the field itself). Fields requested twice under different aliases count once.
 */
export function requested(info: GraphQLResolveInfo, type: string, ...paths: string[]): Selection {
  const place = `${info.path.key} ${type}`;
  const known = remembered.get(info.operation)?.get(place);
  if (known) return known;
  const tree = parseResolveInfo(asValidated(info)) as ResolveTree;
  const merged = new Map<string, Selection | null>();
  for (const path of paths.length === 0 ? [''] : paths) {
    for (const place of follow(tree, path ? path.split('.') : []))
      addFields(merged, place.fieldsByTypeName, type);
  }
  if (!isConditional(info)) {
    const places = remembered.get(info.operation) ?? new Map<string, Selection>();
    remembered.set(info.operation, places.set(place, merged));
  }
  return merged;
}

/** Per root field of an operation that a client keeps sending: the server keeps the parsed document, so it can be the key. */
const remembered = new WeakMap<OperationDefinitionNode, Map<string, Selection>>();

/** An operation that is executed on the schema for direct answers was written for the one that this was made from. */
function asValidated(info: GraphQLResolveInfo): GraphQLResolveInfo {
  const schema = info.parentType.extensions['madeFrom'] as GraphQLSchema | undefined;
  if (!schema) return info;
  const parentType = schema.getType(info.parentType.name) as GraphQLObjectType;
  return { ...info, schema, parentType, returnType: parentType.getFields()[info.fieldName]!.type };
}

function follow(tree: ResolveTree, path: string[]): ResolveTree[] {
  return path.reduce<ResolveTree[]>(
    (trees, name) =>
      trees.flatMap(({ fieldsByTypeName }) =>
        Object.values(fieldsByTypeName).flatMap((fields) =>
          Object.values(fields).filter((field) => field.name === name),
        ),
      ),
    [tree],
  );
}

function addFields(into: Map<string, Selection | null>, byType: FieldsByTypeName, type: string): void {
  for (const [typeName, fields] of Object.entries(byType)) {
    if (typeName !== type && typeName !== 'Node') continue;
    for (const field of Object.values(fields)) {
      const nested = Object.keys(field.fieldsByTypeName);
      const known = into.get(field.name) as Map<string, Selection | null> | null | undefined;
      const selection = known ?? new Map<string, Selection | null>();
      // What narrows a nested list is decided by its resolver, which must know of each item what the argument is about.
      for (const argument of Object.keys(field.args)) selection.set(argument, null);
      for (const nestedType of nested) addFields(selection, field.fieldsByTypeName, nestedType);
      into.set(field.name, nested.length > 0 ? selection : null);
    }
  }
}

/** With @skip, @include or a variable in a nested field the selection depends on variables and must be read anew. */
function isConditional({ operation, fragments }: GraphQLResolveInfo): boolean {
  let found = false;
  for (const definition of [operation, ...Object.values(fragments)]) {
    const roots = definition === operation ? 1 : 0;
    visit(definition, {
      Directive() {
        found = true;
        return BREAK;
      },
      Variable(_variable, _key, _parent, _path, ancestors) {
        const fields = ancestors.filter((ancestor) => 'kind' in ancestor && ancestor.kind === Kind.FIELD);
        if (fields.length <= roots) return undefined;
        found = true;
        return BREAK;
      },
    });
  }
  return found;
}
