// graphql-cop finds nothing in a server as production runs it, and everything in a careless one.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { startCarelessServer } from './tools/careless-server.js';
import { UNIT } from './tools/entries.js';
import { CHECKS, type Target } from './tools/graphql-cop.js';

let api: TestApi;
let careless: Awaited<ReturnType<typeof startCarelessServer>>;
let production: Target;
beforeAll(async () => {
  api = await startTestApi({ introspection: false });
  careless = await startCarelessServer();
  production = {
    address: api.address,
    headers: { authorization: `Bearer ${await api.token(UNIT)}` },
  };
});
afterAll(async () => {
  careless.close();
  await api.close();
});

test('the server answers what a client asks', async () => {
  const response = await fetch(`${production.address}/graphql`, {
    method: 'POST',
    headers: { ...production.headers, 'content-type': 'application/json' },
    body: '{"query":"query cop { __typename }"}',
  });
  expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
});

describe.each(Object.entries(CHECKS))('%s', (_name, check) => {
  test('is found in a careless server', async () => {
    expect(await check({ address: careless.address, headers: {} })).toBe(true);
  });
  test('is not found here, with a token or without', async () => {
    expect(await check(production)).toBe(false);
    expect(await check({ ...production, headers: {} })).toBe(false);
  });
});
