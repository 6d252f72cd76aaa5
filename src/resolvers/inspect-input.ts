// Checks every text and list of an input by the rule that its field was declared with. It walks the types of the schema, so a new
// field is checked because it exists. A failing detector refuses the write: nothing is caught here.
import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
} from 'graphql';
import { CONFIRMABLE, type IdentifierKind } from '../domain/screening/kinds.js';
import { screenText } from '../domain/screening/screen.js';
import { textRuleOf, type TextRule } from '../domain/text-rule.js';
import { mostItemsOf } from '../schema/list-bounds.js';
import type { UserError } from '../domain/user-error.js';

/** The kinds of identifier that the writer says are none. */
type Lifted = ReadonlySet<IdentifierKind>;
const NOTHING: Lifted = new Set();

type Field = GraphQLInputField | GraphQLArgument;
type Values = Readonly<Record<string, unknown>>;

/** Every rule of length, size and screening that the input of a mutation breaks. */
export function inspectInput(type: GraphQLInputType, input: { confirmsNoNames?: unknown }): UserError[] {
  return inspectObject(type, input, [], input.confirmsNoNames === true ? CONFIRMABLE : NOTHING);
}

/** Every rule of length and size that the arguments of a read break. */
export function inspectArguments(args: readonly GraphQLArgument[], given: Values): UserError[] {
  return args.flatMap((arg) => inspectField(arg, given[arg.name], [arg.name], NOTHING));
}

function inspectObject(type: GraphQLInputType, input: unknown, path: string[], lifted: Lifted): UserError[] {
  const named = getNamedType(type);
  if (input == null || !isInputObjectType(named)) return [];
  return Object.values(named.getFields()).flatMap((field) =>
    inspectField(field, (input as Values)[field.name], [...path, field.name], lifted),
  );
}

function inspectField(field: Field, value: unknown, path: string[], lifted: Lifted): UserError[] {
  if (value == null) return [];
  if (isListType(getNullableType(field.type))) {
    const items = value as unknown[];
    const most = mostItemsOf(field);
    if (items.length > most) return [invalid(`${field.name}: at most ${most} items.`, path)];
    return items.flatMap((item, index) => inspectValue(field, item, [...path, String(index)], lifted));
  }
  return inspectValue(field, value, path, lifted);
}

function inspectValue(field: Field, value: unknown, path: string[], lifted: Lifted): UserError[] {
  const rule = textRuleOf(field);
  return rule
    ? inspectText(field.name, rule, value as string, path, lifted)
    : inspectObject(field.type, value, path, lifted);
}

// Control characters have no place in a text; line breaks and tabs do.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

function inspectText(
  name: string,
  rule: TextRule,
  text: string,
  path: string[],
  lifted: Lifted,
): UserError[] {
  if (text.trim() === '' && !rule.mayBeEmpty)
    return [invalid(`${name}: not empty; leave it out instead.`, path)];
  if (text.length > rule.max) return [invalid(`${name}: at most ${rule.max} characters.`, path)];
  if (CONTROL.test(text)) return [invalid(`${name}: no control characters.`, path)];
  const kinds = rule.screened ? screenText(text).filter((kind) => !lifted.has(kind)) : [];
  return kinds.length === 0 ? [] : [suspected(name, kinds, path)];
}

function suspected(name: string, kinds: IdentifierKind[], path: string[]): UserError {
  const way = kinds.every((kind) => CONFIRMABLE.has(kind))
    ? ' If it names no one, send it again with confirmsNoNames: true.'
    : '';
  const message = `${name}: seems to identify a person (${kinds.join(', ')}).${way}`;
  return { code: 'IDENTIFIER_SUSPECTED', message, path };
}

function invalid(message: string, path: string[]): UserError {
  return { code: 'INVALID_VALUE', message, path };
}
