// A development server takes tokens that whoever has them may use; what is bound must be shown there too, and production takes none of it.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SignJWT, importJWK, type JWK } from 'jose';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEVELOPMENT_ISSUER, developmentClient } from '../../src/auth/development-issuer.js';
import { AUDIENCE, startTestApi, type TestApi } from '../support/api.js';
import { attempt } from './tools/asking.js';
import { newKey, now, proofOf } from './tools/jws.js';
import { ADDRESS, startNode } from './tools/world.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const ask = async (headers: Record<string, string>, address = api.address) =>
  (await attempt(address, { headers })).status;

/** A token of the development issuer's own key. */
async function signed(claims: object): Promise<string> {
  const key = JSON.parse(await readFile(join(api.keys, 'issuer.jwk'), 'utf8')) as JWK;
  const all = {
    iss: DEVELOPMENT_ISSUER,
    sub: 'test',
    aud: AUDIENCE,
    jti: randomUUID(),
    client_id: developmentClient('rfsu'),
  };
  return new SignJWT({ ...all, iat: now(), exp: now() + 300, ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.kid! })
    .sign(await importJWK(key, 'ES256'));
}

test('a token of twelve hours is ready, for anyone who has it', async () => {
  expect(await ask({ authorization: `Bearer ${await api.token('rfsu')}` })).toBe(200);
  expect(await ask({ authorization: `bearer ${await signed({ iat: now() - 11 * 3_600 })}` })).toBe(200);
  expect(await ask({ authorization: `Bearer ${await signed({ iat: now() - 13 * 3_600 })}` })).toBe(401);
  expect(await ask({ authorization: `DPoP ${await api.token('rfsu')}` })).toBe(401);
});

test('a token that is bound to a key asks for its proof', async () => {
  const key = await newKey('ES256');
  const token = await signed({ cnf: { jkt: key.thumbprint } });
  const dpop = proofOf(key, { token, url: ADDRESS });
  expect(await ask({ authorization: `Bearer ${token}` })).toBe(401);
  expect(await ask({ authorization: `DPoP ${token}` })).toBe(401);
  expect(await ask({ authorization: `DPoP ${token}`, dpop })).toBe(200);
  expect(await ask({ authorization: `DPoP ${token}`, dpop })).toBe(401);
});

test('production knows nothing of the development issuer, though its clients stand in the database', async () => {
  const production = await startNode(api.database);
  try {
    const key = await newKey('ES256');
    const token = await signed({ cnf: { jkt: key.thumbprint } });
    const dpop = proofOf(key, { token, url: ADDRESS });
    expect(await ask({ authorization: `DPoP ${token}`, dpop }, production.address)).toBe(401);
    expect(await ask({ authorization: `Bearer ${await api.token('rfsu')}` }, production.address)).toBe(401);
  } finally {
    await production.close();
  }
});
