// Every answer tells a browser to do nothing with it but show it, whatever it is and whoever asked.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';

let api: TestApi;
let authorization: string;
beforeAll(async () => {
  api = await startTestApi({ page: async () => '<!doctype html><script>let a = 1;</script>' });
  authorization = `Bearer ${await api.token('rfsu')}`;
});
afterAll(() => api.close());

const EVERYWHERE = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
};
const NOTHING = "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'";

test.each([
  [200, 'POST', '/graphql', '{"query":"{ viewer { subject } }"}'],
  [400, 'POST', '/graphql', '{"query":"{"}'],
  [400, 'POST', '/graphql', '{"query":'],
  [413, 'POST', '/graphql', ' '.repeat(300_000)],
  [400, 'GET', '/graphql', undefined],
  [200, 'GET', '/schema.graphql', undefined],
  [200, 'GET', '/health/live', undefined],
  [200, 'GET', '/metrics', undefined],
  [404, 'GET', '/nowhere', undefined],
  [404, 'DELETE', '/graphql', undefined],
  [400, 'GET', '/%E0%A4%A', undefined],
])('%d to %s %s', async (status, method, path, body) => {
  const response = await fetch(api.address + path, {
    method,
    headers: { authorization, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body }),
  });
  expect(response.status).toBe(status);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    ...EVERYWHERE,
    'content-security-policy': NOTHING,
  });
  for (const name of ['server', 'x-powered-by', 'access-control-allow-origin'])
    expect([name, response.headers.get(name)]).toEqual([name, null]);
});

test('without a token', async () => {
  const response = await fetch(`${api.address}/schema.graphql`);
  expect(response.status).toBe(401);
  expect(Object.fromEntries(response.headers)).toMatchObject(EVERYWHERE);
});

test('a page may run its own scripts and no other, and ask this server alone', async () => {
  const response = await fetch(`${api.address}/graphql`, { headers: { accept: 'text/html' } });
  expect(Object.fromEntries(response.headers)).toMatchObject(EVERYWHERE);
  const policy = response.headers.get('content-security-policy')!.split('; ');
  // openssl dgst -sha256 -binary | base64, of `let a = 1;`
  expect(policy).toContain("script-src 'sha256-xY6QKfH9PRsQnLz56nj6MBwiK5oHg+im1Jkpdp1x/Ck='");
  expect(policy).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "connect-src 'self'",
      "frame-ancestors 'none'",
      "form-action 'none'",
    ]),
  );
});
