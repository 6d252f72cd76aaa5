// Requests that nobody in his right mind would send, and between them such as anybody would: documents of the schema with any variables,
// mutations that may well succeed, bytes that were changed on the way, bodies, headers, methods and addresses of any kind.
import type { GraphQLSchema } from 'graphql';
import type { Chance } from '../../support/generator/chance.js';
import { mutationFrom, queryFrom, variablesFor } from '../../support/generator/documents.js';
import { ODD, WRONG, type Known } from '../../support/generator/values.js';

export interface FuzzedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string | Buffer;
}

export interface Fuzzer {
  readonly chance: Chance;
  readonly known: Known;
  readonly schema: GraphQLSchema;
  readonly full: GraphQLSchema;
  /** The Authorization header of whoever sends these. */
  readonly authorization: string;
}

const OWN_WORDS = [
  'ord',
  'rubrik',
  'iakttagelse',
  'Ring 070-174 06 05 nu',
  'Flickan heter Ros',
  'x'.repeat(6_000),
];
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];
const TYPES = [
  ...[
    'application/json',
    'application/json; charset=utf-16',
    'application/graphql',
    'text/plain',
    'application/xml',
  ],
  ...[
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'message/rfc822',
    '',
    'x',
    'application/json;;',
  ],
];
const ACCEPTS = [
  ...[
    'application/json',
    'application/graphql-response+json',
    'text/html',
    'text/event-stream',
    '*/*',
    'x/y;q=7',
    '',
  ],
  ...['multipart/mixed;deferSpec=20220824', 'image/png'],
];
const PATHS = [
  ...[
    '/graphql',
    '/graphql/',
    '/graphql/stream',
    '/statistics.csv',
    '/schema.graphql',
    '/metrics',
    '/health/ready',
  ],
  ...[
    '/%00',
    '/%',
    '/%c0%af',
    '//',
    '/../../etc/passwd',
    '/graphql?query=%7B',
    '/graphql?',
    '/.env',
    '/graphql%2fstream',
    '/*',
  ],
];

/** The next request. Streams that would go on are not among them. */
export function fuzzedRequest(fuzzer: Fuzzer): FuzzedRequest {
  const { chance } = fuzzer;
  const kinds = [
    ...Array<typeof asked>(8).fill(asked),
    ...[changing, changing, garbled, garbled, anyBody, anyHeaders, anywhere, asParameters, files, streamed],
  ];
  return chance.one(kinds)(fuzzer);
}

const jsonHeaders = ({ authorization }: Fuzzer) => ({ authorization, 'content-type': 'application/json' });
const post = (fuzzer: Fuzzer, payload: string | Buffer, url = '/graphql'): FuzzedRequest => ({
  ...{ method: 'POST', url, headers: jsonHeaders(fuzzer), payload },
});

function documentOf({ chance, known, schema, full }: Fuzzer) {
  const template = queryFrom(chance, schema, full);
  return { query: template.query, variables: variablesFor(chance, known, template) };
}

function asked(fuzzer: Fuzzer): FuzzedRequest {
  return post(fuzzer, JSON.stringify(documentOf(fuzzer)));
}

function changing(fuzzer: Fuzzer): FuzzedRequest {
  const { chance, known, schema, full } = fuzzer;
  const { name } = chance.one(Object.values(schema.getMutationType()!.getFields()));
  const template = mutationFrom(chance, schema, full, name);
  // What it writes it may read again, so nothing that it writes is a secret.
  const variables = variablesFor(chance, { ...known, words: OWN_WORDS }, template);
  return post(fuzzer, JSON.stringify({ query: template.query, variables }));
}

/** A request whose bytes were changed, lost or doubled on the way. */
function garbled(fuzzer: Fuzzer): FuzzedRequest {
  const { chance } = fuzzer;
  const bytes = Buffer.from(JSON.stringify(documentOf(fuzzer)));
  for (let left = 1 + chance.below(4); left > 0; left -= 1)
    bytes[chance.below(bytes.length)] = chance.below(256);
  const cut = chance.below(bytes.length);
  const all = [bytes, bytes.subarray(0, cut), bytes.subarray(cut), Buffer.concat([bytes, bytes])];
  return post(fuzzer, chance.onceIn(2) ? bytes : chance.one(all));
}

function anyValue(chance: Chance, depth = 0): unknown {
  if (depth > 4 || chance.onceIn(2)) return chance.one([...WRONG, ...ODD]);
  if (chance.onceIn(2)) return Array.from({ length: chance.below(4) }, () => anyValue(chance, depth + 1));
  const keys = [
    ...['query', 'variables', 'operationName', 'extensions', 'documentId', 'id', '__proto__'],
    ...ODD,
  ];
  return Object.fromEntries(
    Array.from({ length: chance.below(4) }, () => [chance.one(keys), anyValue(chance, depth + 1)]),
  );
}

function anyBody(fuzzer: Fuzzer): FuzzedRequest {
  const { chance } = fuzzer;
  const { query, variables } = documentOf(fuzzer);
  const bodies: (() => unknown)[] = [
    () => anyValue(chance),
    () => ({ query, variables: anyValue(chance) }),
    () => ({ query: anyValue(chance) }),
    () => ({ query, variables, operationName: anyValue(chance), extensions: anyValue(chance) }),
    () => ({ query, documentId: anyValue(chance) }),
    () => Array(3).fill({ query, variables }),
    () => ({ query: `${'{ a '.repeat(chance.below(3_000))}` }),
    () => ({ query: `{ ${'__typename '.repeat(chance.below(3_000))}}` }),
    () => ({ query: `{ ...${'f'.repeat(chance.below(300))} } fragment f on Query { ...f }` }),
  ];
  return post(fuzzer, JSON.stringify(chance.one(bodies)()) ?? 'undefined');
}

function anyHeaders(fuzzer: Fuzzer): FuzzedRequest {
  const { chance, authorization } = fuzzer;
  const token = authorization.slice('Bearer '.length);
  const at = chance.below(token.length);
  const authorizations = [
    ...[
      '',
      'Bearer',
      'Bearer ',
      'Basic eDp5',
      'Bearer a.b.c',
      `bearer ${token}`,
      `Bearer ${token}.x`,
      `DPoP ${token}`,
    ],
    ...[`Bearer ${token.slice(0, at)}${token.slice(at + 1)}`, `Bearer ${'a'.repeat(9_000)}`, authorization],
  ];
  const headers = {
    authorization: chance.one(authorizations),
    'content-type': chance.one(TYPES),
    accept: chance.one(ACCEPTS),
    ...(chance.onceIn(4) && { 'content-encoding': 'gzip' }),
    ...(chance.onceIn(4) && { 'last-event-id': chance.one(['x', '', '9'.repeat(500)]) }),
    ...(chance.onceIn(4) && {
      'x-forwarded-for': '1.2.3.4',
      host: 'other.invalid',
      'x-http-method-override': 'DELETE',
    }),
  };
  return { method: 'POST', url: '/graphql', headers, payload: JSON.stringify(documentOf(fuzzer)) };
}

function anywhere(fuzzer: Fuzzer): FuzzedRequest {
  const { chance } = fuzzer;
  const method = chance.one(METHODS);
  const url = chance.one([...PATHS, `/${encodeURIComponent(chance.one(fuzzer.known.words))}`]);
  const accept = url.includes('stream') ? 'application/json' : chance.one(ACCEPTS);
  return {
    method,
    url,
    headers: { ...jsonHeaders(fuzzer), accept },
    ...(/P/.test(method) && { payload: '{}' }),
  };
}

function asParameters(fuzzer: Fuzzer): FuzzedRequest {
  const { chance } = fuzzer;
  const { query, variables } = documentOf(fuzzer);
  const parameters = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  if (chance.onceIn(3)) parameters.append('query', chance.one(ODD));
  if (chance.onceIn(3)) parameters.set('variables', chance.one(ODD));
  if (chance.onceIn(3)) parameters.set('documentId', chance.one(fuzzer.known.words));
  const headers = { ...jsonHeaders(fuzzer), ...(chance.onceIn(2) && { 'apollo-require-preflight': '1' }) };
  return { method: 'GET', url: `/graphql?${parameters.toString()}`, headers };
}

function files(fuzzer: Fuzzer): FuzzedRequest {
  const { chance, known } = fuzzer;
  const names = [
    'measure',
    'granularity',
    'groupBy',
    'period',
    'county',
    'arena',
    'release',
    '__proto__',
    'constructor',
  ];
  const values = [
    'ADVERTS',
    'YEAR',
    'PERIOD,COUNTY',
    '2025',
    '01',
    ...known.ids['rel_']!.slice(0, 2),
    ...ODD,
  ];
  const parameters = new URLSearchParams({ measure: 'ADVERTS', granularity: 'YEAR' });
  for (let left = chance.below(5); left > 0; left -= 1)
    parameters.append(chance.one(names), chance.one(values));
  return { method: 'GET', url: `/statistics.csv?${parameters.toString()}`, headers: jsonHeaders(fuzzer) };
}

/** Whatever is no subscription: what is one is answered without end. */
function streamed(fuzzer: Fuzzer): FuzzedRequest {
  const { chance } = fuzzer;
  const body = chance.onceIn(2)
    ? documentOf(fuzzer)
    : { query: chance.one(['subscription { x }', 'subscription', ...ODD]) };
  const headers = { ...jsonHeaders(fuzzer), accept: chance.one(['text/event-stream', ...ACCEPTS]) };
  return { method: 'POST', url: '/graphql/stream', headers, payload: JSON.stringify(body) };
}
