// Boot refuses a schema that the agreement does not cover, and a row of the agreement that nothing serves.
import {
  isEnumType,
  isInputObjectType,
  isObjectType,
  getNamedType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
} from 'graphql';
import { SUBJECTS, isSubject } from './agreement.js';
import { isCarrier } from './carriers.js';
import { ARGUMENT_REVEALS, FIELD_REVEALS, VALUE_REVEALS } from './reveals.js';
import { textRuleOf } from '../domain/text-rule.js';

const PAGING = new Set(['first', 'after']);

/** Every disagreement between a full schema and the agreement, in words; empty when they agree. */
export function disagreements(full: GraphQLSchema): string[] {
  const served = new Set(fieldsOf(full));
  return [
    ...[...served]
      .filter((name) => !isSubject(name))
      .map((name) => `${name} is served but has no row in the agreement`),
    ...SUBJECTS.filter((name) => !served.has(name)).map((name) => `${name} has a row but is not served`),
    ...unexplainedInputs(full),
  ];
}

/** Every `Type.field` of a schema that needs a row. */
export function fieldsOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__') && !isCarrier(name))
    .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
}

function unexplainedInputs(schema: GraphQLSchema): string[] {
  const types = Object.values(schema.getTypeMap());
  const filters = types.filter(isInputObjectType).filter(({ name }) => name.endsWith('Filter'));
  const commands = types.filter(isInputObjectType).filter(({ name }) => name.endsWith('Input'));
  const choices = types.filter(isEnumType).filter(({ name }) => /(Order|Field|Event)$/.test(name));
  const readable = types.filter(isObjectType).filter((type) => type !== schema.getMutationType());
  return [
    ...filters
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`))
      .filter((name) => !(name in FIELD_REVEALS))
      .map((name) => `${name} narrows a read but does not say what it reveals`),
    ...choices
      .flatMap((type) => type.getValues().map((value) => `${type.name}.${value.name}`))
      .filter((name) => !(name in VALUE_REVEALS))
      .map((name) => `${name} orders, narrows or selects a read but does not say what it reveals`),
    ...readable
      .filter(({ name }) => !name.startsWith('__'))
      .flatMap((type) =>
        Object.values(type.getFields()).flatMap(({ name, args }) =>
          args.filter((arg) => !PAGING.has(arg.name)).map((arg) => `${type.name}.${name}.${arg.name}`),
        ),
      )
      .filter((name) => !(name in ARGUMENT_REVEALS))
      .map((name) => `${name} chooses rows but does not say what it reveals`),
    ...[...filters, ...commands].flatMap((type) => unruled(type.name, Object.values(type.getFields()))),
    ...readable
      .filter(({ name }) => !name.startsWith('__'))
      .flatMap((type) =>
        Object.values(type.getFields()).flatMap(({ name, args }) =>
          unruled(
            `${type.name}.${name}`,
            args.filter((arg) => !PAGING.has(arg.name)), // cursors are bounded where they are read
          ),
        ),
      ),
  ];
}

function unruled(owner: string, inputs: readonly (GraphQLInputField | GraphQLArgument)[]): string[] {
  return inputs
    .filter((input) => getNamedType(input.type).name === 'String' && !textRuleOf(input))
    .map(({ name }) => `${owner}.${name} is a text without a rule for its length and screening`);
}
