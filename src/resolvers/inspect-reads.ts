// Holds the arguments of every read against the bounds of inputs, before anything is looked for.
import { isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { inspectArguments } from './inspect-input.js';
import { badInput } from '../schema/errors.js';

type Resolver = GraphQLFieldResolver<unknown, unknown, Record<string, unknown>>;

/** Has every field of a schema that is read with arguments refuse those that are beyond their bounds. */
export function inspectReads(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type === schema.getMutationType() || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.args.length === 0) continue;
      const inspected =
        (resolve: Resolver): Resolver =>
        (source, given, context, info) => {
          const [mistake] = inspectArguments(field.args, given);
          if (mistake) throw badInput(inPlace(mistake.path, mistake.message));
          return resolve(source, given, context, info);
        };
      if (field.subscribe) field.subscribe = inspected(field.subscribe);
      else if (field.resolve) field.resolve = inspected(field.resolve);
    }
  }
}

/** A rule with the whole path for the name of the field: `filter.topics.0: at most 50 characters.` */
function inPlace(path: readonly string[], message: string): string {
  return `${path.join('.')}${message.slice(message.indexOf(':'))}`;
}
