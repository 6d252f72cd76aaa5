// Tokens whose header says what it must not: algorithms, keys of one's own, types, extensions.
import { createHmac } from 'node:crypto';
import { base64, jws, part } from '../jws.js';
import { partsOf } from '../issuer.js';
import { CLIENT, forge, send, type World } from '../world.js';
import type { Forgeries } from './forgeries.js';

/** A token with another header, signed as the issuer signs. */
const header = (change: object) => (world: World) => send(world, forge(world, { header: change }));
/** The same, signed by a key that nobody has registered. */
const strange = (change: (world: World) => object) => (world: World) =>
  send(world, forge(world, { header: change(world), signer: world.stranger.key }));

/** A token under a keyed hash, with something public as its secret. */
const hashed =
  (algorithm: string, digest: string, secret: (world: World) => string | Buffer) => (world: World) => {
    const { holder, issuer } = world;
    const { header, claims } = partsOf(issuer, CLIENT, {
      header: { alg: algorithm },
      claims: { cnf: { jkt: holder.thumbprint } },
    });
    const signed = `${part(header)}.${part(claims)}`;
    return send(world, `${signed}.${createHmac(digest, secret(world)).update(signed).digest('base64url')}`);
  };

const unsigned = (alg: string, signature: string) => (world: World) => {
  const [, payload] = forge(world).split('.');
  return send(world, `${part({ typ: 'at+jwt', alg, kid: world.issuer.kid })}.${payload}.${signature}`);
};

const pem = ({ issuer }: World) => issuer.key.publicKey.export({ type: 'spki', format: 'pem' });
const der = ({ issuer }: World) => issuer.key.publicKey.export({ type: 'spki', format: 'der' });

export const HEADERS: Forgeries = {
  'alg none without a signature': unsigned('none', ''),
  'alg none with a signature': unsigned('none', 'AAAA'),
  'alg None': unsigned('None', 'AAAA'),
  'alg NONE': unsigned('NONE', 'AAAA'),
  'alg none with the signature of another token': (world) => {
    const [, payload, signature] = forge(world).split('.');
    return send(
      world,
      `${part({ typ: 'at+jwt', alg: 'none', kid: world.issuer.kid })}.${payload}.${signature}`,
    );
  },
  'HS256 with the public key as PEM': hashed('HS256', 'sha256', pem),
  'HS256 with the public key as PEM without its last line break': hashed('HS256', 'sha256', (world) =>
    String(pem(world)).trimEnd(),
  ),
  'HS256 with the public key as DER': hashed('HS256', 'sha256', der),
  'HS256 with the public key as JWK': hashed('HS256', 'sha256', ({ issuer }) =>
    JSON.stringify(issuer.key.jwk),
  ),
  'HS256 with the number of the public key': hashed(
    'HS256',
    'sha256',
    ({ issuer: { key } }) => key.jwk.x ?? key.jwk.n!,
  ),
  'HS256 with an empty secret': hashed('HS256', 'sha256', () => ''),
  'HS256 with the key identifier': hashed('HS256', 'sha256', ({ issuer }) => issuer.kid),
  'HS384 with the public key as PEM': hashed('HS384', 'sha384', pem),
  'HS512 with the public key as PEM': hashed('HS512', 'sha512', pem),
  'no alg': header({ alg: undefined }),
  'alg null': header({ alg: null }),
  'an empty alg': header({ alg: '' }),
  'alg as a number': header({ alg: 256 }),
  'alg as a list': (world) => header({ alg: [world.issuer.key.algorithm] })(world),
  'alg in small letters': (world) => header({ alg: world.issuer.key.algorithm.toLowerCase() })(world),
  'alg with a space': (world) => header({ alg: `${world.issuer.key.algorithm} ` })(world),
  ...Object.fromEntries(
    [
      'ES384',
      'ES512',
      'ES256K',
      'PS384',
      'PS512',
      'RS384',
      'RS512',
      'Ed448',
      'ML-DSA-44',
      'dir',
      'constructor',
    ].map((alg) => [`alg ${alg}`, header({ alg })]),
  ),
  'another algorithm that the same key could sign with': (world) => {
    const { key } = world.issuer;
    if (key.algorithm === 'PS256' || key.algorithm === 'RS256') {
      const algorithm = key.algorithm === 'PS256' ? 'RS256' : 'PS256';
      return send(world, forge(world, { header: { alg: algorithm }, signer: { ...key, algorithm } }));
    }
    return header({ alg: key.algorithm === 'EdDSA' ? 'Ed25519' : 'ES256K' })(world);
  },

  'no kid': header({ kid: undefined }),
  'an empty kid': header({ kid: '' }),
  'kid null': header({ kid: null }),
  'kid as a number': header({ kid: 1 }),
  'kid as a list': (world) => header({ kid: [world.issuer.kid] })(world),
  'a kid of nobody': header({ kid: 'nobody' }),
  'kid in other letters': (world) =>
    header({ kid: world.issuer.kid.toUpperCase().replace(/-.*/, '') })(world),
  'kid with a space': (world) => header({ kid: `${world.issuer.kid} ` })(world),
  'kid with a null character': (world) => header({ kid: `${world.issuer.kid}\0` })(world),
  'a kid that is a path': header({ kid: '../../../../dev/null' }),
  'a kid that is SQL': header({ kid: "' union select 'key' --" }),
  'a kid that is an address': (world) => header({ kid: world.stranger.jwksUri })(world),
  'a kid that every object has': header({ kid: '__proto__' }),
  'the kid of another issuer': (world) => header({ kid: world.other.kid })(world),
  'the kid and the key of another issuer': (world) =>
    send(
      world,
      forge(world, {
        header: { kid: world.other.kid, alg: world.other.key.algorithm },
        signer: world.other.key,
      }),
    ),
  'the key of another issuer under our kid': (world) =>
    send(world, forge(world, { header: { alg: world.other.key.algorithm }, signer: world.other.key })),

  "a stranger's key": strange(() => ({})),
  "a stranger's key and kid": strange(({ stranger }) => ({ kid: stranger.kid })),
  'a key of its own as jwk': strange(({ stranger }) => ({ jwk: stranger.key.jwk })),
  'a key of its own as jwk, without kid': strange(({ stranger }) => ({
    jwk: stranger.key.jwk,
    kid: undefined,
  })),
  'a key of its own as jwk that claims our kid': strange(({ stranger, issuer }) => ({
    jwk: { ...stranger.key.jwk, kid: issuer.kid },
  })),
  'a symmetric key as jwk': strange(() => ({ jwk: { kty: 'oct', k: base64('secret') } })),
  "jku to a stranger's keys": strange(({ stranger }) => ({ jku: stranger.jwksUri, kid: stranger.kid })),
  "jku to a stranger's keys, under our kid": strange(({ stranger }) => ({ jku: stranger.jwksUri })),
  "jku to a stranger's keys, without kid": strange(({ stranger }) => ({
    jku: stranger.jwksUri,
    kid: undefined,
  })),
  'jku that begins as our issuer does': strange(({ stranger, issuer }) => ({
    jku: `${issuer.issuer}@${new URL(stranger.jwksUri).host}/jwks`,
    kid: stranger.kid,
  })),
  "x5u to a stranger's server": strange(({ stranger }) => ({ x5u: stranger.jwksUri })),
  'x5c of its own': strange(({ stranger }) => ({
    x5c: [stranger.key.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')],
  })),
  'x5t of its own': strange(({ stranger }) => ({ 'x5t#S256': stranger.key.thumbprint })),

  'no typ': header({ typ: undefined }),
  'typ null': header({ typ: null }),
  'typ as a list': header({ typ: ['at+jwt'] }),
  'typ as a number': header({ typ: 1 }),
  ...Object.fromEntries(
    [
      '',
      'JWT',
      'jwt',
      'id_token+jwt',
      'dpop+jwt',
      'logout+jwt',
      'secevent+jwt',
      'at',
      'at+jwt ',
      'at+jwtx',
      'x-at+jwt',
    ].map((typ) => [`typ "${typ}"`, header({ typ })]),
  ),
  'typ application/jwt': header({ typ: 'application/jwt' }),
  'typ text/at+jwt': header({ typ: 'text/at+jwt' }),
  'typ application/application/at+jwt': header({ typ: 'application/application/at+jwt' }),

  'an extension that is critical and unknown': header({ crit: ['exp2'], exp2: 1 }),
  'an extension that is critical and absent': header({ crit: ['absent'] }),
  'a critical extension that the standard itself defines': header({ crit: ['alg'] }),
  'an empty list of critical extensions': header({ crit: [] }),
  'critical extensions that are no list': header({ crit: 'exp' }),
  'a payload that is not encoded': header({ crit: ['b64'], b64: false }),
  'a critical b64 that is true': header({ crit: ['b64'], b64: true }),
  'an algorithm that stands twice': (world) => {
    const { alg, ...rest } = partsOf(world.issuer, CLIENT).header;
    const text = JSON.stringify(rest).replace('{', `{"alg":"none","alg":"${alg}",`);
    return send(
      world,
      jws(
        world.issuer.key,
        text,
        partsOf(world.issuer, CLIENT, { claims: { cnf: { jkt: world.holder.thumbprint } } }).claims,
      ),
    );
  },
  'a header that is a list': (world) =>
    send(
      world,
      jws(world.issuer.key, [partsOf(world.issuer, CLIENT).header], partsOf(world.issuer, CLIENT).claims),
    ),
  'a header that is no JSON': (world) =>
    send(world, jws(world.issuer.key, '{"alg"', partsOf(world.issuer, CLIENT).claims)),
};
