// How much an operation asks for: one walk over it, before anything else looks at it.
import {
  Kind,
  getArgumentValues,
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
  type ValueNode,
} from 'graphql';
import { lengthsOf, type Length } from '../../schema/length.js';
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
  /** Values of each cell of the tables below, whose length only the field above knows that answers with the table. */
  readonly perCell: number;
}

type Definition = OperationDefinitionNode | FragmentDefinitionNode;
type Type = GraphQLCompositeType | undefined;
type Field = GraphQLField<unknown, unknown>;

/** The variables of an operation, coerced; or, while nobody knows them, whether what hangs on them counts as its least or its most. */
export type Variables = Readonly<Record<string, unknown>> | 'least' | 'most';

const NOTHING: Size = { depth: 0, aliases: 0, directives: 0, fields: 0, cost: 0, perCell: 0 };
const CONNECTION = /Connection$/;

/** Sizes the operations and fragments of a document. */
export function sizesOf(
  schema: GraphQLSchema,
  { definitions }: DocumentNode,
  variables: Variables,
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
      ...(selectionSet && field ? valuesOf(field, node, type, inner) : { cost: 1, perCell: 0 }),
    };
  };

  /** The values of a field: its own, and as often as it has items those within. */
  const valuesOf = (field: Field, node: FieldNode, type: Type, { cost, perCell }: Size) => {
    const { items = usualLength(field, type), cells, isCells } = lengthsOf(field);
    if (isCells) return { cost: 1, perCell: cost };
    const length = lengthFor(items, field, node);
    if (!cells) return { cost: 1 + cost * length, perCell: perCell * length };
    return { cost: 1 + (cost + perCell * lengthFor(cells, field, node)) * length, perCell: 0 };
  };

  const lengthFor = (length: Length | number, field: Field, node: FieldNode): number => {
    if (typeof length === 'number') return length;
    const args = argumentsOf(field, node, variables);
    return args || variables !== 'least' ? length(args) : 1;
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
    perCell: a.perCell + b.perCell,
  };
}

function compositeOf(field: Field | undefined): Type {
  const type = field && getNamedType(field.type);
  return isCompositeType(type) ? type : undefined;
}

/** The length of what says nothing of it: a page's is what it is asked for, a list's a usual one. */
function usualLength({ type, args }: Field, parent: Type): Length | number {
  if (args.some(({ name }) => name === 'first')) return pageOf;
  return isListType(getNullableType(type)) && !CONNECTION.test(parent!.name) ? ITEMS_OF_A_LIST : 1;
}

const pageOf: Length = (args) => {
  const first = args ? (args['first'] ?? PAGE_SIZE.default) : PAGE_SIZE.max;
  return typeof first === 'number' && first >= 1 && first <= PAGE_SIZE.max ? first : PAGE_SIZE.max;
};

/** The arguments of a field; undefined when they hang on variables that nobody knows, or are mistaken, which is refused elsewhere. */
function argumentsOf(field: Field, node: FieldNode, variables: Variables) {
  const isKnown = typeof variables !== 'string';
  if (!isKnown && node.arguments?.some(({ value }) => hasVariable(value))) return undefined;
  try {
    return getArgumentValues(field, node, isKnown ? variables : {});
  } catch {
    return undefined;
  }
}

function hasVariable(value: ValueNode): boolean {
  if (value.kind === Kind.LIST) return value.values.some(hasVariable);
  if (value.kind === Kind.OBJECT) return value.fields.some((field) => hasVariable(field.value));
  return value.kind === Kind.VARIABLE;
}
