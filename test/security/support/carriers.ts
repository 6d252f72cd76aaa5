import { isObjectType, type GraphQLSchema } from 'graphql';

/** Types that only carry others (Relay, payloads); the agreement says nothing of them. */
export const CARRIER = /^(\w+(Connection|Edge|Payload)|PageInfo|UserError)$/;

/** Every `Type.field` of a schema that the agreement must speak of. */
export function subjectsOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__') && !CARRIER.test(name))
    .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
}
