// The checks of graphql-cop (github.com/dolevf/graphql-cop), each as it asks and as it judges the answer.

export interface Target {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Body {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { message: string; extensions?: Readonly<Record<string, unknown>> }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

async function send({ address, headers }: Target, path: string, init: RequestInit = {}) {
  const response = await fetch(address + path, {
    ...init,
    headers: { 'user-agent': 'graphql-cop', ...headers, ...(init.headers as Record<string, string>) },
  });
  const text = await response.text();
  const parse = (): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      return {};
    }
  };
  return { text, body: parse() as Body };
}

const post = async (target: Target, payload: object) =>
  send(target, '/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  });

const ask = async (target: Target, query: string) => (await post(target, { query })).body;

const get = async (target: Target, query: string) =>
  (await send(target, `/graphql?${new URLSearchParams({ query }).toString()}`)).body;

const PAGES = ['/graphiql', '/playground', '/console', '/graphql'];
const PAGE = /graphiql\.min\.css|GraphiQL|GraphQL Playground|GraphQL Console|graphql-playground/;

/** By name; each is true when the target has the weakness. */
export const CHECKS: Readonly<Record<string, (target: Target) => Promise<boolean>>> = {
  async 'alias overloading'(target) {
    const aliases = Array.from({ length: 101 }, (_, index) => `alias${index}:__typename`);
    const { data } = await ask(target, `query cop { ${aliases.join(' ')} }`);
    return data?.['alias100'] !== undefined;
  },
  async 'batch query'(target) {
    const { body } = await post(target, Array(10).fill({ query: 'query cop { __typename }' }));
    return Array.isArray(body) && body.length >= 10;
  },
  async 'directive overloading'(target) {
    const { errors } = await ask(target, `query cop { __typename ${'@aa'.repeat(10)} }`);
    return (errors?.length ?? 0) >= 10;
  },
  async 'circular introspection'(target) {
    const { data } = await ask(
      target,
      'query cop { __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }',
    );
    return Array.isArray((data?.['__schema'] as { types?: unknown } | undefined)?.types);
  },
  async 'field duplication'(target) {
    const { data } = await ask(target, `query cop { ${'__typename \n'.repeat(500)} }`);
    return data?.['__typename'] === 'Query';
  },
  async introspection(target) {
    const { data } = await ask(target, 'query cop { __schema { types { name fields { name } } } }');
    return data?.['__schema'] !== undefined;
  },
  async 'field suggestions'(target) {
    const { errors = [] } = await ask(target, 'query cop { __schema { directive } vieer }');
    return errors.some(({ message }) => message.includes('Did you mean'));
  },
  async 'GraphiQL or a playground'(target) {
    const pages = await Promise.all(
      PAGES.map((path) => send(target, path, { headers: { accept: 'text/html' } })),
    );
    return pages.some(({ text }) => PAGE.test(text));
  },
  async 'queries by GET without a sign of a client'(target) {
    return (await get(target, 'query cop { __typename }')).data?.['__typename'] !== undefined;
  },
  async 'mutations by GET'(target) {
    return (await get(target, 'mutation cop { __typename }')).data?.['__typename'] !== undefined;
  },
  async 'queries in forms of other sites'(target) {
    const body = new URLSearchParams({ query: 'query cop { __typename }' });
    const answer = await send(target, '/graphql', { method: 'POST', body });
    return answer.body.data?.['__typename'] !== undefined;
  },
  async tracing(target) {
    return (await ask(target, 'query cop { __typename }')).extensions?.['tracing'] !== undefined;
  },
  async 'errors that tell where they arose'(target) {
    const { errors = [] } = await ask(target, 'qwerty cop { abc }');
    return errors.some(({ extensions }) => /exception|stacktrace/.test(JSON.stringify(extensions ?? {})));
  },
};
