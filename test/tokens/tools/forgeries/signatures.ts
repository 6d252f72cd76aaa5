// Tokens whose parts do not belong together, and signatures that only a careless verifier takes.
import { base64, part } from '../jws.js';
import { forge, send, type World } from '../world.js';
import type { Forgeries, Forgery } from './forgeries.js';

/** The order of the curve P-256 and of Ed25519's base point. */
const P256_ORDER = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex');
const ED25519_ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

const split = (token: string) => token.split('.') as [string, string, string];

/** A token with another signature. */
const signed =
  (change: (signature: Buffer, world: World) => Buffer): Forgery =>
  (world) => {
    const [header, payload, signature] = split(forge(world));
    return send(world, `${header}.${payload}.${base64(change(Buffer.from(signature, 'base64url'), world))}`);
  };

/** A token as text, changed. */
const written =
  (change: (token: string) => string): Forgery =>
  (world) =>
    send(world, change(forge(world)));

/** The bytes of a number in the length that a signature of the kind has. */
const filled = (first: Buffer, second: Buffer) => (signature: Buffer) => {
  const half = signature.length / 2;
  const padded = (bytes: Buffer) => Buffer.concat([Buffer.alloc(half - bytes.length), bytes]);
  return Buffer.concat([padded(first), padded(second)]);
};
const ZERO = Buffer.alloc(0);
const ONE = Buffer.from([1]);

/** ECDSA as ASN.1, which is not how tokens carry it. */
function asDer(signature: Buffer): Buffer {
  const number = (bytes: Buffer) => {
    const plain = bytes[0]! >= 0x80 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes;
    return Buffer.concat([Buffer.from([0x02, plain.length]), plain]);
  };
  const half = signature.length / 2;
  const body = Buffer.concat([number(signature.subarray(0, half)), number(signature.subarray(half))]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

/** The same signature with its second half beyond the order of the group: another text for the same number. */
function beyondOrder(signature: Buffer): Buffer {
  const scalar = [...signature.subarray(32)].reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const bytes = Buffer.from((scalar + ED25519_ORDER).toString(16).padStart(64, '0'), 'hex').reverse();
  return Buffer.concat([signature.subarray(0, 32), bytes]);
}

/** The last character holds bits that belong to no byte. */
const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const otherSpelling = (token: string) =>
  token.slice(0, -1) + CHARACTERS[CHARACTERS.indexOf(token.at(-1)!) ^ 1]!;

export const SIGNATURES: Forgeries = {
  'no signature': written((token) => token.replace(/[^.]+$/, '')),
  'a signature of zeros': signed((signature) => Buffer.alloc(signature.length)),
  'a signature of ones': signed((signature) => Buffer.alloc(signature.length, 0xff)),
  'a signature of nothing but one': signed(filled(ZERO, ONE)),
  'both halves one': signed(filled(ONE, ONE)),
  'the first half zero': signed((signature) => Buffer.concat([Buffer.alloc(32), signature.subarray(32)])),
  'the second half zero': signed((signature) =>
    Buffer.concat([signature.subarray(0, -32), Buffer.alloc(32)]),
  ),
  'both halves the order of the curve': signed(filled(P256_ORDER, P256_ORDER)),
  'the order of the curve and one': signed(filled(P256_ORDER, ONE)),
  'as ASN.1': signed((signature, { issuer }) =>
    issuer.key.algorithm === 'ES256'
      ? asDer(signature)
      : Buffer.concat([Buffer.from([0x30, 0x45]), signature]),
  ),
  'beyond the order of the group': signed((signature, { issuer }) =>
    issuer.key.algorithm === 'EdDSA' ? beyondOrder(signature) : Buffer.concat([Buffer.from([1]), signature]),
  ),
  'with a zero before it': signed((signature) => Buffer.concat([Buffer.alloc(1), signature])),
  'with a zero behind it': signed((signature) => Buffer.concat([signature, Buffer.alloc(1)])),
  twice: signed((signature) => Buffer.concat([signature, signature])),
  backwards: signed((signature) => Buffer.from(signature).reverse()),
  'without its first byte': signed((signature) => signature.subarray(1)),
  'without its last byte': signed((signature) => signature.subarray(0, -1)),
  'its first half alone': signed((signature) => signature.subarray(0, signature.length / 2)),
  'its first bit turned': signed((signature) => Buffer.from(signature).fill(signature[0]! ^ 0x80, 0, 1)),
  'its last bit turned': signed((signature) =>
    Buffer.from(signature).fill(signature.at(-1)! ^ 1, signature.length - 1),
  ),
  'of one byte': signed(() => ONE),
  'written with other bits that nobody reads': written(otherSpelling),
  'with padding': written((token) => `${token}==`),
  'one character longer': written((token) => `${token}A`),
  'four characters longer': written((token) => `${token}AAAA`),
  'one character shorter': written((token) => token.slice(0, -1)),
  'with a line break behind it': (world) => send(world, `${forge(world)}%0A`),
  'of another token': (world) => {
    const [header, payload] = split(forge(world));
    return send(world, `${header}.${payload}.${split(forge(world))[2]}`);
  },
  'under another payload': (world) => {
    const [header, , signature] = split(forge(world));
    const [, payload] = split(forge(world, { claims: { scope: 'trends:publish' } }));
    return send(world, `${header}.${payload}.${signature}`);
  },
  'under a payload with one more claim': (world) => {
    const [header, payload, signature] = split(forge(world));
    const claims = { ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object), admin: true };
    return send(world, `${header}.${part(claims)}.${signature}`);
  },
  'under the same payload written otherwise': (world) => {
    const [header, payload, signature] = split(forge(world));
    const text = Buffer.from(payload, 'base64url').toString().replace('{', '{ ');
    return send(world, `${header}.${part(text)}.${signature}`);
  },
  'under another header': (world) => {
    const [, payload, signature] = split(forge(world));
    const header = { alg: world.issuer.key.algorithm, typ: 'at+jwt', kid: world.issuer.kid };
    return send(world, `${part(header)}.${payload}.${signature}`);
  },
  'a payload that travels apart': written((token) => token.replace(/\.[^.]+\./, '..')),
  'one part': written((token) => split(token)[0]),
  'two parts': written((token) => token.slice(0, token.lastIndexOf('.'))),
  'four parts': written((token) => `${token}.AAAA`),
  'five parts, as an encrypted token has': (world) =>
    send(
      world,
      `${part({ alg: 'dir', enc: 'A256GCM', typ: 'at+jwt', kid: world.issuer.kid })}..AAAA.AAAA.AAAA`,
    ),
  'as JSON': (world) => {
    const [header, payload, signature] = split(forge(world));
    return send(world, JSON.stringify({ protected: header, payload, signature }).replaceAll('"', "'"));
  },
  'a token within a token': (world) =>
    send(world, forge(world).replace(/\.[^.]+\./, `.${part(JSON.stringify(forge(world)))}.`)),
  'the alphabet of ordinary Base64': written((token) => {
    const [header, payload, signature] = split(token);
    return `${header}.${payload}.+/${signature.slice(2)}`;
  }),
};
