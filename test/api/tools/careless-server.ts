// A GraphQL server with every weakness that the checks of graphql-cop look for: what finds nothing here, finds nothing anywhere.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  GraphQLError,
  MaxIntrospectionDepthRule,
  buildSchema,
  execute,
  parse,
  specifiedRules,
  validate,
} from 'graphql';

const schema = buildSchema('type Query { viewer: String } type Mutation { viewer: String }');

interface Asked {
  readonly query?: string;
}

const RULES = specifiedRules.filter((rule) => rule !== MaxIntrospectionDepthRule);

async function run(query: string) {
  try {
    const document = parse(query);
    const errors = validate(schema, document, RULES);
    return errors.length > 0 ? { data: undefined, errors } : await execute({ schema, document });
  } catch (error) {
    return { data: undefined, errors: [error as GraphQLError] };
  }
}

async function answer({ query = '' }: Asked): Promise<object> {
  const { data, errors } = await run(query);
  const told = errors?.map(({ message, stack }) => ({
    message,
    extensions: { exception: { stacktrace: stack?.split('\n') } },
  }));
  return { data, ...(told && { errors: told }), extensions: { tracing: { version: 1 } } };
}

/** Starts it on a free port of the loopback interface. */
export async function startCarelessServer(): Promise<{ address: string; close: () => void }> {
  const server = createServer((request, response) => {
    void (async () => {
      const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
      if (pathname === '/graphiql' || request.headers.accept?.includes('text/html')) {
        response.setHeader('content-type', 'text/html');
        return response.end('<title>GraphiQL</title><link href="graphiql.min.css">');
      }
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const isForm = request.headers['content-type']?.includes('urlencoded');
      const form = isForm ? new URLSearchParams(body) : searchParams;
      const asked: Asked | Asked[] =
        body && !isForm ? (JSON.parse(body) as Asked) : { query: form.get('query') ?? '' };
      const answers = Array.isArray(asked) ? await Promise.all(asked.map(answer)) : await answer(asked);
      response.setHeader('content-type', 'application/json');
      return response.end(JSON.stringify(answers));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => void server.close(),
  };
}
