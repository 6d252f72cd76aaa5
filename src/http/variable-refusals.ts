// Why a variable is refused, in words that hold nothing of what was sent. graphql-js repeats the value, and an object's keys as they
// were written, which may read like anything; so of its message only the ends are read, whose words are its own.
import { GraphQLError, type VariableDefinitionNode } from 'graphql';
import { SCALAR_RULES } from '../schema/scalars.js';

/** No path is as long, and patterns would take the square of a longer text to read it. */
const LONGEST_PATH = 1_000;
const LONGEST_RULE = 2_000;

/** What is said of a refused variable: its name, where in it, and the rule. */
export function variableRefusal({ message, originalError, nodes }: GraphQLError): string {
  if (!originalError) return message; // it is missing, or of no type that there is: names of the document
  const { name } = (nodes![0] as VariableDefinitionNode).variable;
  const before = message.slice(0, -originalError.message.length - '; '.length).slice(-LONGEST_PATH);
  const path = / at "(\w+[\w.[\]]+)"$/.exec(before)?.[1];
  return `Variable "$${name.value}"${path ? ` at "${path}"` : ''}: ${ruleIn(originalError.message)}`;
}

const SUGGESTION = '(?: Did you mean [\\w", ]+\\?)?';
// What the client wrote stands within these, unescaped: each is read from both ends, and of several readings the last is the true one.
const UNDEFINED = new RegExp(`^Field "[^]*" is not defined by type "(\\w+)"\\.${SUGGESTION}$`);
const NO_VALUE = new RegExp(`^Value [^]* does not exist in "(\\w+)" enum\\.${SUGGESTION}$`);
const NO_NAME = /^Enum "(\w+)" cannot represent /;
const MISSING = /^Field "\w+" of required type "[\w[\]!]+" was not provided\.$/;
const EXPECTED = /^(Expected (?:non-nullable )?type "[\w[\]!]+")(?: (?:not )?to be [a-z ]+)?\.$/;

function ruleIn(text: string): string {
  const rule = text.length <= LONGEST_RULE ? text : '';
  const list = (NO_VALUE.exec(rule) ?? NO_NAME.exec(rule))?.[1];
  if (list) return `not a value of the enum ${list}.`;
  const type = UNDEFINED.exec(rule)?.[1];
  if (type) return `has a field that ${type} does not define.`;
  if (MISSING.test(rule) || SCALAR_RULES.some((one) => rule === `${one}.`)) return rule;
  const expected = EXPECTED.exec(rule)?.[1];
  return expected ? `${expected}.` : 'the value does not fit its type.';
}
