// Every token that does not hold gets one and the same answer, which tells nothing about why.
import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT, createLocalJWKSet, exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose';
import type { FastifyInstance } from 'fastify';
import { DEVELOPMENT_ISSUER, developmentClient } from '../../src/auth/development-issuer.js';
import { createApi } from '../../src/server.js';
import { AUDIENCE, testOptions } from '../support/api.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

const KID = 'the-key';

let database: TestDatabase;
let app: FastifyInstance;
let key: CryptoKey;
let publicKey: JWK;
let stranger: CryptoKey;
beforeAll(async () => {
  database = await cloneDatabase();
  const pair = await generateKeyPair('ES256', { extractable: true });
  key = pair.privateKey;
  publicKey = { ...(await exportJWK(pair.publicKey)), kid: KID, alg: 'ES256' };
  stranger = (await generateKeyPair('ES256')).privateKey;
  app = await createApi({
    ...testOptions(database.url),
    localIssuers: new Map([
      [
        DEVELOPMENT_ISSUER,
        { algorithms: ['ES256'], keys: createLocalJWKSet({ keys: [publicKey] }), maxTokenAge: 600 },
      ],
    ]),
  });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

interface Change {
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  readonly key?: CryptoKey;
}

const now = () => Math.floor(Date.now() / 1000);

/** A token that holds, but for what is changed; undefined takes a claim out. */
function token({ header = {}, claims = {}, key: signer = key }: Change = {}): Promise<string> {
  const payload = {
    iss: DEVELOPMENT_ISSUER,
    sub: 'somebody',
    aud: AUDIENCE,
    iat: now(),
    exp: now() + 300,
    jti: randomUUID(),
    client_id: developmentClient('rfsu'),
    scope: 'trends:read',
    ...claims,
  };
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: KID, ...header })
    .sign(signer);
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token whose signature is made in another way. */
async function withSignature(header: object, sign: (signed: string) => string): Promise<string> {
  const [, payload = ''] = (await token()).split('.');
  const signed = `${part({ typ: 'at+jwt', kid: KID, ...header })}.${payload}`;
  return `${signed}.${sign(signed)}`;
}

function ask(authorization: string | undefined, url = '/graphql') {
  return app.inject({
    method: url === '/graphql' ? 'POST' : 'GET',
    url,
    headers: authorization === undefined ? {} : { authorization },
    ...(url === '/graphql' && { payload: { query: '{ viewer { organisation { code } } }' } }),
  });
}

const bearer = async (value: string | Promise<string>) => `Bearer ${await value}`;

test('a token that holds is answered, whatever else it claims', async () => {
  for (const claims of [
    {},
    { organisation: 'prostitutionsenheten', party: 'UNIT', org: 'x' },
    { scope: '' },
    { scope: 7 },
  ]) {
    const answer = await ask(await bearer(token({ claims })));
    expect(answer.json()).toEqual({ data: { viewer: { organisation: { code: 'rfsu' } } } });
  }
});

const FORGED: Record<string, () => Promise<string | undefined>> = {
  'no header': async () => undefined,
  'an empty header': async () => '',
  'no token': async () => 'Bearer ',
  'another scheme': async () => `Basic ${await token()}`,
  'two tokens': async () => `Bearer ${await token()} ${await token()}`,
  garbage: async () => 'Bearer a.b.c',
  'two parts': async () => bearer((await token()).split('.').slice(0, 2).join('.')),
  'an endless token': async () => bearer(token({ claims: { note: 'x'.repeat(8_192) } })),
  'a shorter signature': async () => bearer((await token()).slice(0, -4)),
  'no signature': async () => bearer((await token()).replace(/[^.]+$/, '')),
  'another payload': async () => {
    const [header, , signature] = (await token()).split('.');
    const payload = (await token({ claims: { client_id: developmentClient('prostitutionsenheten') } })).split(
      '.',
    )[1];
    return `Bearer ${header}.${payload}.${signature}`;
  },
  'the key of a stranger': async () => bearer(token({ key: stranger })),
  'alg none': async () => bearer(withSignature({ alg: 'none' }, () => '')),
  'alg none with a signature': async () => bearer(withSignature({ alg: 'none' }, () => 'AAAA')),
  'alg HS256 with the public key as secret': async () =>
    bearer(
      withSignature({ alg: 'HS256' }, (signed) =>
        createHmac('sha256', JSON.stringify(publicKey)).update(signed).digest('base64url'),
      ),
    ),
  'no kid': async () => bearer(token({ header: { kid: undefined } })),
  'an empty kid': async () => bearer(token({ header: { kid: '' } })),
  'another kid': async () => bearer(token({ header: { kid: 'another' } })),
  'a key of its own in the header': async () =>
    bearer(token({ key: stranger, header: { kid: undefined, jwk: publicKey } })),
  'the type of an identity token': async () => bearer(token({ header: { typ: 'JWT' } })),
  'no type': async () => bearer(token({ header: { typ: undefined } })),
  expired: async () => bearer(token({ claims: { iat: now() - 400, exp: now() - 60 } })),
  'not valid yet': async () => bearer(token({ claims: { nbf: now() + 60 } })),
  'issued in the future': async () => bearer(token({ claims: { iat: now() + 60 } })),
  'too old': async () => bearer(token({ claims: { iat: now() - 700 } })),
  'another audience': async () => bearer(token({ claims: { aud: 'https://other.example/graphql' } })),
  'our audience among others': async () =>
    bearer(token({ claims: { aud: [AUDIENCE, 'https://other.example'] } })),
  'an issuer that is not registered': async () =>
    bearer(token({ claims: { iss: 'https://issuer.example' } })),
  'our issuer with a slash': async () => bearer(token({ claims: { iss: `${DEVELOPMENT_ISSUER}/` } })),
  'a client that is not registered': async () =>
    bearer(token({ claims: { client_id: 'development-nobody' } })),
  'a client that is no text': async () => bearer(token({ claims: { client_id: ['development-rfsu'] } })),
  ...Object.fromEntries(
    ['iss', 'sub', 'aud', 'iat', 'exp', 'jti', 'client_id'].map((claim) => [
      `no ${claim}`,
      async () => bearer(token({ claims: { [claim]: undefined } })),
    ]),
  ),
};

describe('a request is refused with the one answer for all when it comes with', () => {
  test.each(Object.entries(FORGED))('%s', async (_name, forge) => {
    for (const url of ['/graphql', '/schema.graphql']) {
      const answer = await ask(await forge(), url);
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
      const { requestId } = answer.json<{ errors: [{ extensions: { requestId: string } }] }>().errors[0]
        .extensions;
      expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
      expect(answer.body.replace(requestId, 'ID')).toBe(
        '{"errors":[{"message":"A valid access token is required.","extensions":{"code":"UNAUTHENTICATED","requestId":"ID"}}]}',
      );
    }
  });

  test('a token in the address', async () => {
    const answer = await ask(undefined, `/schema.graphql?access_token=${await token()}`);
    expect(answer.statusCode).toBe(401);
  });

  test('a token of an organisation, a client or an issuer that was switched off', async () => {
    const off = [
      `update directory.organisation set active = $1 where code = 'rfsu'`,
      `update directory.client set active = $1 where client_id = 'development-rfsu'`,
    ];
    for (const sql of off) {
      await database.owner.query(sql, [false]);
      expect((await ask(await bearer(token()))).statusCode).toBe(401);
      await database.owner.query(sql, [true]);
      expect((await ask(await bearer(token()))).statusCode).toBe(200);
    }
  });
});
