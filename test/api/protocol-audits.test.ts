// GraphQL over HTTP by its own audit (graphql-http): whole in the conformance profile; else with listed, reasoned deviations.
import { afterEach, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import type { ApiOptions } from '../../src/server.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { UNIT } from './tools/entries.js';

let api: TestApi;
afterEach(() => api.close());

/** The audits that do not pass, by identifier; and how many there are. */
async function audit(options: Partial<ApiOptions>) {
  api = await startTestApi(options);
  const authorization = `Bearer ${await api.token(UNIT)}`;
  const fetchFn = (url: string, init: RequestInit = {}) =>
    fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), authorization } });
  const results = await Promise.all(
    serverAudits({ url: `${api.address}/graphql`, fetchFn }).map(({ fn }) => fn()),
  );
  const deviations = results.filter(({ status }) => status !== 'ok');
  return {
    count: results.length,
    deviations: Object.fromEntries(deviations.map(({ id, name }) => [id, name])),
  };
}

/**
 * A mistake in a document or its variables has the status 400 whatever the client accepts, so that whoever watches statuses sees
 * it. The audit would rather have 200 for clients of `application/json`; Apollo Server has decided the same way.
 */
const STATUS = {
  '572B': 'SHOULD use 200 status code on document parsing failure when accepting application/json',
  FDE2: 'SHOULD use 200 status code on document validation failure when accepting application/json',
  '7B9B': 'SHOULD use a status code of 200 on variable coercion failure when accepting application/json',
};

/** A GET that a page of another site could make is refused (CSRF): a client shows with a header that it is none. */
const CROSS_SITE = {
  '5A70': 'MAY accept application/x-www-form-urlencoded formatted GET requests',
  D6D5: 'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/graphql-response+json',
  '6A70': 'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/json',
};

/** The audit asks for `__type` to see whether variables and UTF-8 arrive; without introspection that is refused. */
const INTROSPECTION = {
  BF61: 'MUST accept utf-8 encoded request',
  '28B9': 'MUST allow map {variables} parameter when accepting application/json',
  '2EA1': 'SHOULD allow map {variables} parameter when accepting application/graphql-response+json',
};

test('the conformance profile passes all 61', async () => {
  const result = await audit({ conformance: true, introspection: true });
  expect(result).toEqual({ count: 61, deviations: {} });
});

test('otherwise a development server deviates in these', async () => {
  const result = await audit({ introspection: true });
  expect(result).toEqual({ count: 61, deviations: { ...STATUS, ...CROSS_SITE } });
});

test('a server in production deviates also in what needs introspection', async () => {
  const result = await audit({ introspection: false });
  expect(result).toEqual({ count: 61, deviations: { ...STATUS, ...CROSS_SITE, ...INTROSPECTION } });
});

test('variables and UTF-8 arrive in production too', async () => {
  api = await startTestApi({ introspection: false });
  const document = 'query ($code: String!) { organisation(code: $code) { code } }';
  const { data } = await api.as(UNIT)(document, { code: UNIT });
  expect(data).toEqual({ organisation: { code: UNIT } });
  const { status, errors } = await api.as(UNIT)('{ organisation(code: "Run🏃Swim🏊") { code } }');
  expect([status, errors[0]!.extensions.code]).toEqual([200, 'NOT_FOUND']);
});
