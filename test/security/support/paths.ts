// Every way to reach a type in a schema, as steps from a root: through lists, connections, nested objects, payloads and the
// Node interface. No path takes the same field twice, so `revisions` of a revision is the only repetition of a type.
import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { CARRIER } from './carriers.js';

export interface Step {
  /** `Type.field`. */
  readonly subject: string;
  readonly field: GraphQLField<unknown, unknown>;
  /** The object type behind an interface. */
  readonly on: string | null;
}

export interface Path {
  readonly operation: 'query' | 'mutation' | 'subscription';
  readonly steps: readonly Step[];
  /** The object type that the path ends in. */
  readonly type: GraphQLObjectType;
}

const MOST_STEPS = 7;

/** Every path of a schema to an object type that says something, and to the roots themselves. */
export function pathsOf(schema: GraphQLSchema): Path[] {
  const query = schema.getQueryType()!;
  const mutation = schema.getMutationType();
  const subscription = schema.getSubscriptionType();
  return [
    ...walk(schema, { operation: 'query', steps: [], type: query }),
    ...(mutation ? walk(schema, { operation: 'mutation', steps: [], type: mutation }) : []),
    ...(subscription ? walk(schema, { operation: 'subscription', steps: [], type: subscription }) : []),
  ].filter(({ type }) => !CARRIER.test(type.name));
}

function walk(schema: GraphQLSchema, path: Path): Path[] {
  if (path.steps.length === MOST_STEPS) return [path];
  const taken = new Set(path.steps.map(({ subject }) => subject));
  const further = Object.values(path.type.getFields()).flatMap((field): Path[] => {
    const subject = `${path.type.name}.${field.name}`;
    const named = getNamedType(field.type);
    if (taken.has(subject) || named.name === 'PageInfo' || named.name === 'UserError') return [];
    const next = (type: GraphQLObjectType, on: string | null) =>
      walk(schema, { ...path, steps: [...path.steps, { subject, field, on }], type });
    if (isObjectType(named)) return next(named, null);
    if (isInterfaceType(named))
      return schema.getPossibleTypes(named).flatMap((type) => next(type, type.name));
    return [];
  });
  return [path, ...further];
}

/** Argument values by `Type.field.argument`, as GraphQL literals; an `input` becomes a variable named after its mutation. */
export type Literals = Readonly<Record<string, string>>;

/** Arguments that a call cannot do without; identifiers are of objects that do not exist. */
export const NOWHERE: Literals = {
  'Query.node.id': '"trend_00000000-0000-4000-8000-000000000000"',
  'Query.organisation.code': '"rfsu"',
  'Query.auditProof.sequence': '0',
  'Query.trendEntry.id': '"trend_00000000-0000-4000-8000-000000000000"',
  'Query.referral.id': '"ref_00000000-0000-4000-8000-000000000000"',
};

export type Form = 'direct' | 'alias' | 'inline fragment' | 'named fragment';
type Field = GraphQLField<unknown, unknown>;

/** A document that asks for fields at the end of a path, in one of the ways in which GraphQL lets a client ask. */
export function documentAt(
  { operation, steps, type }: Path,
  fields: readonly Field[],
  { form = 'direct', literals = NOWHERE }: { form?: Form; literals?: Literals } = {},
): string {
  const asked = fields.map((field, index) => {
    const named = getNamedType(field.type);
    const nested = named.name === 'Organisation' ? ' { __typename id }' : ' { __typename }';
    const alias = form === 'alias' ? `asked${index}: ` : '';
    return `${alias}${field.name}${argumentsOf(`${type.name}.${field.name}`, field, literals)}${isLeafType(named) ? '' : nested}`;
  });
  const selection = asked.join(' ');
  const leaf = {
    direct: selection,
    alias: selection,
    'inline fragment': `... on ${type.name} { ${selection} }`,
    'named fragment': '...Asked',
  }[form];
  const body = steps.reduceRight((inner, { subject, field, on }) => {
    const nested = on ? `... on ${on} { ${inner} }` : inner;
    return `${field.name}${argumentsOf(subject, field, literals)} { ${nested} }`;
  }, leaf);
  const variables = [...steps.map(({ field }) => field), ...fields].flatMap(({ name, args }) =>
    args.filter(isInput).map((input) => `$${name}: ${String(input.type)}`),
  );
  const fragment = form === 'named fragment' ? ` fragment Asked on ${type.name} { ${selection} }` : '';
  return `${operation} Asking${variables.length > 0 ? `(${variables.join(', ')})` : ''} { ${body} }${fragment}`;
}

function argumentsOf(subject: string, { name, args }: Field, literals: Literals): string {
  const given = args.flatMap((argument) => {
    const literal = isInput(argument) ? `$${name}` : literals[`${subject}.${argument.name}`];
    return literal === undefined ? [] : [`${argument.name}: ${literal}`];
  });
  return given.length > 0 ? `(${given.join(', ')})` : '';
}

function isInput({ name }: { name: string }): boolean {
  return name === 'input';
}
