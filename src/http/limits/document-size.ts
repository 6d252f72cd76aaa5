// How much an operation asks for: one walk over it, before anything else looks at it.
import {
  Kind,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { PAGE_SIZE } from '../../schema/paging.js';
import { ITEMS_OF_A_LIST } from './limits.js';

/** What a definition asks for, with its fragments laid out. */
interface Size {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly fields: number;
  /** Values that the answer may hold: fields times the lengths of the lists that they are in. */
  readonly cost: number;
}

type Definition = OperationDefinitionNode | FragmentDefinitionNode;
type Type = GraphQLCompositeType | undefined;
type Variables = Readonly<Record<string, unknown>>;

const NOTHING: Size = { depth: 0, aliases: 0, directives: 0, fields: 0, cost: 0 };
const CONNECTION = /Connection$/;

/**
 * Sizes the operations and fragments of a document. A page size that is a variable counts as the largest page, unless
 * `variables` say otherwise.
 */
export function sizesOf(
  schema: GraphQLSchema,
  { definitions }: DocumentNode,
  variables?: Variables,
): (definition: Definition) => Size {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  // A fragment is walked once: fragments within fragments cost no more than they are long.
  const walked = new Map<string, Size>();

  const inside = ({ selections }: SelectionSetNode, type: Type): Size =>
    selections.reduce((size, node) => together(size, inOne(node, type)), NOTHING);

  const inOne = (node: SelectionNode, type: Type): Size => {
    const own = { ...NOTHING, directives: node.directives?.length ?? 0 };
    if (node.kind === Kind.FIELD) return together(own, inField(node, type));
    if (node.kind === Kind.FRAGMENT_SPREAD) return together(own, inFragment(node.name.value));
    return together(own, inside(node.selectionSet, typeNamed(node.typeCondition?.name.value) ?? type));
  };

  const inFragment = (name: string): Size => {
    const known = walked.get(name);
    if (known) return known;
    walked.set(name, NOTHING); // a circle adds nothing here: validation refuses it
    const fragment = fragments.get(name);
    const size = fragment
      ? inside(fragment.selectionSet, typeNamed(fragment.typeCondition.name.value))
      : NOTHING;
    walked.set(name, size);
    return size;
  };

  const inField = (node: FieldNode, type: Type): Size => {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    const { selectionSet } = node;
    const inner = selectionSet ? inside(selectionSet, compositeOf(field)) : NOTHING;
    return {
      depth: inner.depth + 1,
      aliases: inner.aliases + (node.alias ? 1 : 0),
      directives: inner.directives,
      fields: inner.fields + 1,
      cost: 1 + inner.cost * (selectionSet && field ? lengthOf(field, node, type, variables) : 1),
    };
  };

  const typeNamed = (name: string | undefined): Type => {
    const type = name === undefined ? undefined : schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  };

  return (definition) => {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) return inFragment(definition.name.value);
    const { operation, selectionSet, directives } = definition;
    const size = inside(selectionSet, schema.getRootType(operation) ?? undefined);
    return { ...size, directives: size.directives + (directives?.length ?? 0) };
  };
}

function together(a: Size, b: Size): Size {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    fields: a.fields + b.fields,
    cost: a.cost + b.cost,
  };
}

function compositeOf(field: GraphQLField<unknown, unknown> | undefined): Type {
  const type = field && getNamedType(field.type);
  return isCompositeType(type) ? type : undefined;
}

/** How many items a field may answer with: the page size that it is asked for, or a usual length where no page size limits it. */
function lengthOf(
  { type, args }: GraphQLField<unknown, unknown>,
  node: FieldNode,
  parent: Type,
  variables: Variables | undefined,
): number {
  if (args.some(({ name }) => name === 'first')) return pageOf(node, variables);
  if (!isListType(getNullableType(type)) || CONNECTION.test(parent!.name)) return 1;
  return ITEMS_OF_A_LIST;
}

function pageOf({ arguments: given = [] }: FieldNode, variables: Variables | undefined): number {
  const value = given.find(({ name }) => name.value === 'first')?.value;
  if (!value || value.kind === Kind.NULL) return PAGE_SIZE.default;
  if (value.kind === Kind.INT) return Math.min(Math.max(Number(value.value), 1), PAGE_SIZE.max);
  const asked = value.kind === Kind.VARIABLE ? variables?.[value.name.value] : undefined;
  return typeof asked === 'number' && asked >= 1 && asked <= PAGE_SIZE.max ? asked : PAGE_SIZE.max;
}
