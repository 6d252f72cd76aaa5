// Proofs of possession (RFC 9449) that prove nothing, beside a token that holds.
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { base64, now, part, privateJwk, proofOf, type KeyPair } from '../jws.js';
import { ADDRESS, forge, type World } from '../world.js';
import type { Forgeries, Forgery } from './forgeries.js';

type Change = Parameters<typeof proofOf>[2];

const proof =
  (
    change: Change | ((world: World, token: string) => Change),
    key = ({ holder }: World): KeyPair => holder,
  ): Forgery =>
  (world) => {
    const token = forge(world);
    const made = typeof change === 'function' ? change(world, token) : change;
    return sent(token, proofOf(key(world), { token, url: ADDRESS }, made));
  };

const sent = (token: string, dpop: string | string[]) => ({
  headers: { authorization: `DPoP ${token}`, dpop },
});

/** The proof as text, changed. */
const written =
  (change: (proof: string) => string | string[]): Forgery =>
  (world) => {
    const token = forge(world);
    return sent(token, change(proofOf(world.holder, { token, url: ADDRESS })));
  };

const claims = (change: object) => proof({ claims: change });
const header = (change: object) => proof({ header: change });
const sha256 = (text: string) => createHash('sha256').update(text).digest();

export const PROOFS: Forgeries = {
  'no proof': (world) => ({ headers: { authorization: `DPoP ${forge(world)}` } }),
  'an empty proof': written(() => ''),
  'garbage as a proof': written(() => 'a.b.c'),
  'two proofs': (world) => {
    const token = forge(world);
    return sent(
      token,
      [1, 2].map(() => proofOf(world.holder, { token, url: ADDRESS })),
    );
  },
  'the same proof twice': written((text) => [text, text]),
  'a proof and garbage': written((text) => [text, 'x']),
  'a proof without a signature': written((text) => text.replace(/[^.]+$/, '')),
  'a proof with a shorter signature': written((text) => text.slice(0, -4)),
  'a proof with another signature': written((text) => text.replace(/[^.]+$/, base64(Buffer.alloc(64)))),
  'a proof beyond any length': claims({ note: 'x'.repeat(8_192) }),
  'a proof of the thief': proof({}, ({ thief }) => thief),
  'a proof of the thief that shows our key': proof(({ thief }) => ({ signer: thief })),
  'a proof of the thief that shows our key as kid': proof(({ holder, thief }) => ({
    signer: thief,
    header: { kid: holder.thumbprint },
  })),
  'a proof without a key': header({ jwk: undefined }),
  'a proof whose key is null': header({ jwk: null }),
  'a proof whose key is a text': header({ jwk: 'key' }),
  'a proof that shows the private key': proof(({ holder }) => ({ header: { jwk: privateJwk(holder) } })),
  'a proof under a symmetric key': (world) => {
    const token = forge(world, { claims: { cnf: { jkt: base64(sha256('{"k":"c2VjcmV0","kty":"oct"}')) } } });
    const [, payload] = proofOf(world.holder, { token, url: ADDRESS }).split('.');
    const signed = `${part({ typ: 'dpop+jwt', alg: 'HS256', jwk: { kty: 'oct', k: 'c2VjcmV0' } })}.${payload}`;
    return sent(token, `${signed}.${createHmac('sha256', 'secret').update(signed).digest('base64url')}`);
  },
  'a proof under RS256': (world) => {
    const token = forge(world, { claims: { cnf: { jkt: world.rsa.thumbprint } } });
    return sent(token, proofOf(world.rsa, { token, url: ADDRESS }));
  },
  'a proof under alg none': written((text) => {
    const [, payload] = text.split('.');
    return `${part({ typ: 'dpop+jwt', alg: 'none' })}.${payload}.AAAA`;
  }),
  'a proof whose algorithm is another': header({ alg: 'ES384' }),
  'a proof without typ': header({ typ: undefined }),
  'a proof that is typed as a token': header({ typ: 'at+jwt' }),
  'a proof that is typed JWT': header({ typ: 'JWT' }),
  'a proof with a critical extension': header({ crit: ['x'], x: 1 }),

  'a proof without jti': claims({ jti: undefined }),
  'a proof with an empty jti': claims({ jti: '' }),
  'a proof whose jti is a number': claims({ jti: 7 }),
  'a proof without htm': claims({ htm: undefined }),
  'a proof for another method': claims({ htm: 'GET' }),
  'a proof for the method in small letters': claims({ htm: 'post' }),
  'a proof for every method': claims({ htm: '*' }),
  'a proof without htu': claims({ htu: undefined }),
  'a proof whose htu is null': claims({ htu: null }),
  'a proof whose htu is a list': claims({ htu: [ADDRESS] }),
  'a proof for another host': claims({ htu: 'https://other.example/graphql' }),
  'a proof for a host that begins as ours': claims({ htu: ADDRESS.replace('.test', '.test.example') }),
  'a proof for another port': claims({ htu: ADDRESS.replace('.test', '.test:8443') }),
  'a proof over http': claims({ htu: ADDRESS.replace('https', 'http') }),
  'a proof for the host alone': claims({ htu: new URL(ADDRESS).origin }),
  'a proof for another path': claims({ htu: `${ADDRESS}/stream` }),
  'a proof for the path in capitals': claims({ htu: ADDRESS.replace('graphql', 'GRAPHQL') }),
  'a proof for the path alone': claims({ htu: '/graphql' }),
  'a proof with a user in its address': claims({ htu: ADDRESS.replace('//', '//user@') }),
  'a proof for the node behind the proxy': proof(({ address }) => ({
    claims: { htu: `${address}/graphql` },
  })),
  'a proof for the host that the request names': (world) => {
    const token = forge(world);
    const dpop = proofOf(world.holder, { token, url: 'https://evil.example/graphql' });
    return {
      headers: {
        authorization: `DPoP ${token}`,
        dpop,
        host: 'evil.example',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
      },
    };
  },
  'a proof without iat': claims({ iat: undefined }),
  'a proof whose iat is a text': claims({ iat: String(now()) }),
  'a proof in milliseconds': proof(() => ({ claims: { iat: Date.now() } })),
  'a proof of a minute and ten seconds ago': proof(() => ({ claims: { iat: now() - 70 } })),
  'a proof of yesterday': proof(() => ({ claims: { iat: now() - 86_400 } })),
  'a proof of in ten seconds': proof(() => ({ claims: { iat: now() + 10 } })),
  'a proof that has expired': proof(() => ({ claims: { exp: now() - 10 } })),
  'a proof without ath': claims({ ath: undefined }),
  'a proof whose ath is empty': claims({ ath: '' }),
  'a proof for another token': proof((world) => ({ claims: { ath: base64(sha256(forge(world))) } })),
  'a proof for the token in hexadecimal': proof((_world, token) => ({
    claims: { ath: sha256(token).toString('hex') },
  })),
  'a proof for the header of the token': proof((_world, token) => ({
    claims: { ath: base64(sha256(`DPoP ${token}`)) },
  })),
  'a proof that the issuer would take': claims({ ath: undefined, nonce: randomUUID() }),
};
