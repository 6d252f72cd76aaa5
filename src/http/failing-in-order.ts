// When two fields of a query fail of which neither may be null, an executor answers with whichever failed first. Which that was would tell
// which of two things was the quicker to look for, and so perhaps whether there is one (error-order.ts says the same of lists of errors).
import { defaultFieldResolver, type GraphQLSchema } from 'graphql';

/** The root fields of one query, in the order of its document. */
interface Fields {
  readonly answers: Promise<unknown>[];
  /** The same as the executor hears of them. */
  readonly told: Promise<unknown>[];
}

/** Has the failure of a root field of a query wait for all others, and those of several come in the order of the document. */
export function failingInOrder(schema: GraphQLSchema): GraphQLSchema {
  const queries = new WeakMap<object, Fields>();
  for (const field of Object.values(schema.getQueryType()!.getFields())) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (source, args, context: object, info) => {
      const { answers, told } = queries.get(context) ?? { answers: [], told: [] };
      queries.set(context, { answers, told });
      const answer = (async () => resolve(source, args, context, info))();
      const earlier = told.slice();
      answers.push(answer);
      const turn = async () => {
        await Promise.allSettled(answers);
        await Promise.allSettled(earlier);
      };
      // graphql-shield answers with the error where it refuses, and throws the others.
      const heard = answer.then(
        async (value) => {
          if (value instanceof Error) await turn();
          return value;
        },
        async (error: unknown) => {
          await turn();
          throw error;
        },
      );
      told.push(heard);
      return heard;
    };
  }
  return schema;
}
