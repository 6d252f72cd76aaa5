// Documents made from a schema: any fields, arguments, aliases, fragments, directives and depths that it allows, and now and then a
// field that only others have, or a slip of the pen. Arguments are variables, so that one document asks many things.
import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Chance } from './chance.js';
import { valueOf, type Known } from './values.js';

const MOST_FIELDS = 40;
const MOST_DEPTH = 6;

interface Slot {
  readonly name: string;
  /** The field that takes the argument. */
  readonly field: string;
  readonly argument: string;
  readonly type: GraphQLInputType;
}

/** A document whose variables are drawn anew for every question. */
export interface Template {
  readonly query: string;
  readonly slots: readonly Slot[];
  /** Whether it is refused whatever its variables are. */
  readonly isRefused: boolean;
}

/** Variables for a document. */
export function variablesFor(chance: Chance, known: Known, { slots }: Template): Record<string, unknown> {
  return Object.fromEntries(
    slots.map(({ name, field, argument, type }) => [name, valueOf(chance, known, type, argument, field)]),
  );
}

/** Root fields that answer everybody the same. */
const PLAIN = /^(viewer|permissions|organisations?)$/;

type Field = GraphQLField<unknown, unknown>;
type Composite = GraphQLObjectType | GraphQLInterfaceType;

/** A query of one to three root fields, of those that fit. `full` holds what others may ask. */
export function queryFrom(chance: Chance, schema: GraphQLSchema, full: GraphQLSchema, roots = /./): Template {
  return new Writer(chance, schema, full).query(roots);
}

/** A mutation of one field with whatever its payload can show. */
export function mutationFrom(
  chance: Chance,
  schema: GraphQLSchema,
  full: GraphQLSchema,
  name: string,
): Template {
  return new Writer(chance, schema, full).mutation(name);
}

class Writer {
  private readonly slots: Slot[] = [];
  private readonly fragments: string[] = [];
  private left = MOST_FIELDS;
  private names = 0;
  private isRefused = false;

  constructor(
    private readonly chance: Chance,
    private readonly schema: GraphQLSchema,
    private readonly full: GraphQLSchema,
  ) {}

  query(among: RegExp): Template {
    const all = Object.values(this.schema.getQueryType()!.getFields());
    const fields = all.filter(({ name }) => among.test(name));
    const count = this.chance.onceIn(4) ? 1 + this.chance.below(3) : 1;
    const others = fields.filter(({ name }) => !PLAIN.test(name));
    const roots = Array.from({ length: count }, () =>
      this.field(this.chance.one(this.chance.onceIn(8) ? fields : others), 0, true),
    );
    return this.finished('query', roots);
  }

  mutation(name: string): Template {
    const field = this.schema.getMutationType()!.getFields()[name]!;
    return this.finished('mutation', [this.field(field, 0, true)]);
  }

  private finished(operation: string, roots: readonly string[]): Template {
    const variables = this.slots.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
    const head =
      variables || this.chance.onceIn(3)
        ? `${operation} Q${variables && `(${variables})`} `
        : operation === 'query'
          ? ''
          : operation;
    const document = `${head}{ ${roots.join(' ')} } ${this.fragments.join(' ')}`.trim();
    if (!this.chance.onceIn(50)) return { query: document, slots: this.slots, isRefused: this.isRefused };
    const at = this.chance.below(document.length);
    const slip = this.chance.one(['', '{', '}', '"', '$', '@', '!', '#', '\u0000', 'x', '...', '|']);
    return {
      query: document.slice(0, at) + slip + document.slice(at + 1),
      slots: this.slots,
      isRefused: true,
    };
  }

  private field(field: Field, depth: number, isRoot: boolean): string {
    this.left -= 1;
    const { chance } = this;
    const given = field.args.filter(
      ({ name, type }) => isNonNullType(type) || chance.onceIn(2) || (name === 'first' && chance.onceIn(2)),
    );
    const values = given.map(({ name, type }) => `${name}: $${this.slot(field.name, name, type)}`);
    // Two calls of one field with other arguments need other names.
    const alias = isRoot || given.length > 0 || chance.onceIn(15) ? `a${(this.names += 1)}: ` : '';
    const directive = chance.onceIn(30)
      ? ` @${chance.one(['include', 'skip'])}(if: $${this.slot('', 'if', this.schema.getDirective('include')!.args[0]!.type)})`
      : '';
    const call = `${alias}${field.name}${values.length > 0 ? `(${values.join(', ')})` : ''}${directive}`;
    const named = getNamedType(field.type);
    return isLeafType(named) ? call : `${call} ${this.selection(named as Composite, depth + 1)}`;
  }

  private slot(field: string, argument: string, type: GraphQLInputType): string {
    const name = `v${this.slots.length}`;
    this.slots.push({ name, field, argument, type });
    return name;
  }

  private selection(type: Composite, depth: number): string {
    const { chance } = this;
    if (isInterfaceType(type)) return this.choice(type, depth);
    const fields = Object.values(type.getFields());
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
    const branches = fields.filter((field) => !isLeafType(getNamedType(field.type)));
    const chosen = chance.some(leaves, 2).map((field) => this.field(field, depth, false));
    if (depth < MOST_DEPTH && this.left > 0) {
      const isCarrier = leaves.length === 0 || type.name.endsWith('Edge');
      const some = chance.some(branches, isCarrier ? 2 : 3);
      const further = isCarrier && some.length === 0 && branches.length > 0 ? [chance.one(branches)] : some;
      chosen.push(...further.map((field) => this.field(field, depth, false)));
    }
    if (chance.onceIn(150)) chosen.push(...this.foreign(type));
    if (chosen.length === 0 || chance.onceIn(15)) chosen.push('__typename');
    const body = chosen.join(' ');
    if (chance.onceIn(20)) return `{ ... on ${type.name} { ${body} } }`;
    if (!chance.onceIn(20)) return `{ ${body} }`;
    const name = `F${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${type.name} { ${body} }`);
    return `{ ...${name} }`;
  }

  /** An object of an interface: some of the types that it may have. */
  private choice(type: GraphQLInterfaceType, depth: number): string {
    const types = this.schema.getPossibleTypes(type);
    const some = this.chance.some(types, 4);
    const chosen = some.length > 0 ? some : [this.chance.one(types)];
    const parts = chosen.map((one) => `... on ${one.name} ${this.selection(one, depth)}`);
    return `{ __typename id ${parts.join(' ')} }`;
  }

  /** A field that only others have. */
  private foreign(type: Composite): string[] {
    const theirs = (this.full.getType(type.name) as Composite).getFields();
    const names = Object.keys(theirs).filter((name) => !(name in type.getFields()));
    if (names.length === 0) return [];
    this.isRefused = true;
    const name = this.chance.one(names);
    return [isLeafType(getNamedType(theirs[name]!.type)) ? name : `${name} { __typename }`];
  }
}
