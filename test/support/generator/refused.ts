// Inputs of mutations that cannot have an effect: about what is hidden or does not exist, decided on a version that never was, or with
// a text that is refused. Whatever is answered then was found out by asking alone.
import { getNamedType, type GraphQLField, type GraphQLInputObjectType } from 'graphql';
import type { Chance } from './chance.js';
import { valueOf, type Known } from './values.js';

const NEVER = 999_999;
/** A number that the authorities set aside for examples: texts with it are refused. */
const REFUSED_TEXT = 'Ring 070-174 06 05 nu';
/** Of what is made anew, a text that every such input has or may have. */
const TEXT_OF: Readonly<Record<string, string>> = {
  contribute: 'text',
  createWebhook: 'url',
  draftTrendEntry: 'title',
  importObservations: 'source',
  publishRelease: 'notes',
  reportActivity: 'note',
  submitReferralFlag: 'note',
  updateOrganisation: 'mandate',
};

/** An input of a mutation that is refused. `hidden` are identifiers of objects that the caller may not see. */
export function refusedInput(
  chance: Chance,
  known: Known,
  hidden: readonly string[],
  { name, args }: GraphQLField<unknown, unknown>,
): unknown {
  const type = args.find((argument) => argument.name === 'input')!.type;
  const input = valueOf(chance, known, type, name);
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  const fields = (getNamedType(type) as GraphQLInputObjectType).getFields();
  const text = TEXT_OF[name];
  if (text) return { ...input, [text]: REFUSED_TEXT };
  if ('expectedVersion' in fields) return { ...input, expectedVersion: NEVER };
  if (!('id' in fields)) throw new Error(`it is not known what keeps ${name} from having an effect`);
  return { ...input, id: chance.one(hidden) };
}
