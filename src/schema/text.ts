// Every free text that a client may send is declared with @Text, and every text that a read looks for with @Condition: length and
// screening then apply by declaration, and the boot check refuses an input string without it. Nobody can forget to screen a field.
import { Arg, Field, getMetadataStorage, type ParameterDecorator } from 'type-graphql';
import { isInputObjectType, type GraphQLSchema } from 'graphql';
import type { TextRule } from '../domain/text-rule.js';

interface TextOptions {
  max: number;
  description: string;
  nullable?: boolean;
}

/** Rules by the prototype that declares the field; type-graphql's own extensions are lost on inherited input fields. */
const declared = new WeakMap<object, Map<string, TextRule>>();

function textField(rule: TextRule, description: string, nullable = false, list = false): PropertyDecorator {
  return (target, property) => {
    Field(() => (list ? [String] : String), { description, nullable })(target, property as string);
    const name = property as string;
    declared.set(target, (declared.get(target) ?? new Map<string, TextRule>()).set(name, rule));
  };
}

/** A free text: at most `max` characters, screened for identifiers, refused when one is suspected. */
export function Text({ max, description, nullable }: TextOptions): PropertyDecorator {
  return textField(
    { max, screened: true },
    `${description} At most ${max} characters. Screened: a text that seems to identify a person is refused.`,
    nullable,
  );
}

/** A list of free texts, each under the same rule. */
export function Texts({ max, description, nullable }: TextOptions): PropertyDecorator {
  return textField(
    { max, screened: true },
    `${description} Each at most ${max} characters. Screened: a text that seems to identify a person is refused.`,
    nullable,
    true,
  );
}

/** A code or opaque token: at most `max` characters of printable text, not screened. */
export function Code({ max, description, nullable }: TextOptions): PropertyDecorator {
  return textField({ max, screened: false }, `${description} At most ${max} characters.`, nullable);
}

/** A list of codes, each under the same rule. */
export function Codes({ max, description, nullable }: TextOptions): PropertyDecorator {
  return textField({ max, screened: false }, `${description} Each at most ${max} characters.`, nullable, true);
}

const sought = (max: number): TextRule => ({ max, screened: false, mayBeEmpty: true });

/** What a read looks for: at most `max` characters. */
export function Condition({ max, description }: TextOptions): PropertyDecorator {
  return textField(sought(max), `${description} At most ${max} characters.`, true);
}

/** Any of which a read looks for: at most `max` characters each. */
export function Conditions({ max, description }: TextOptions): PropertyDecorator {
  return textField(sought(max), `${description} Each at most ${max} characters.`, true, true);
}

/** Rules of arguments of root fields, by `field.argument`. */
const ofArguments = new Map<string, TextRule>();

/** The same as an argument. */
export function ConditionArg(name: string, { max, description, nullable = false }: TextOptions): ParameterDecorator {
  return (target, field, index) => {
    Arg(name, () => String, { description: `${description} At most ${max} characters.`, nullable })(target, field, index);
    ofArguments.set(`${String(field)}.${name}`, sought(max));
  };
}

/** Puts the declared rules on the input fields of a built schema, inherited fields included, and on arguments. */
export function attachTextRules(schema: GraphQLSchema): void {
  for (const { name, target } of getMetadataStorage().inputTypes) {
    const type = schema.getType(name);
    if (!isInputObjectType(type)) continue;
    for (let owner = target.prototype as object; owner !== Object.prototype; owner = Object.getPrototypeOf(owner) as object) {
      for (const [property, rule] of declared.get(owner) ?? []) {
        const field = type.getFields()[property];
        if (field) field.extensions = { text: rule, ...field.extensions };
      }
    }
  }
  for (const { name: field, args } of Object.values(schema.getQueryType()!.getFields())) {
    for (const arg of args) {
      const rule = ofArguments.get(`${field}.${arg.name}`);
      if (rule) arg.extensions = { text: rule };
    }
  }
}
