// What a request brought to say who sends it: one token in the Authorization header (RFC 6750, RFC 9449), a proof, a certificate.
import { createHash } from 'node:crypto';
import type { BlockList } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { plainly } from '../auth/dpop.js';
import type { Credentials } from '../auth/possession.js';
import { Unauthenticated } from '../auth/unauthenticated.js';

const AUTHORIZATION = /^(bearer|dpop) ([\w-]+\.[\w-]+\.[\w-]+)$/i;
const PROOF = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** A byte sequence of structured fields, as RFC 9440 carries a certificate. */
const CERTIFICATE = /^:([A-Za-z0-9+/]+={0,2}):$/;
const LONGEST_HEADER = 8_192;

/** Where this API stands. */
export interface Surroundings {
  /** The address that clients ask, before a proxy in front; proofs name it. */
  readonly publicUrl: string;
  /** Who may say which certificate a client has shown: the proxies that end TLS. */
  readonly proxies: BlockList;
}

/** Reads the credentials of a request. */
export function credentialsReader({
  publicUrl,
  proxies,
}: Surroundings): (request: FastifyRequest) => Credentials {
  const base = plainly(publicUrl).replace(/\/$/, '');
  return (request) => {
    const { authorization = '', dpop, 'client-cert': certificate } = request.headers;
    const [, scheme = '', token] =
      authorization.length <= LONGEST_HEADER ? (AUTHORIZATION.exec(authorization) ?? []) : [];
    if (token === undefined || namesTwice(request.raw.rawHeaders, 'authorization'))
      throw new Unauthenticated();
    return {
      scheme: scheme.toLowerCase() as Credentials['scheme'],
      token,
      proof: isProof(dpop) ? dpop : undefined,
      certificate: certificate && isFromProxy(request, proxies) ? thumbprintOf(certificate) : undefined,
      method: request.method,
      url: base + request.routeOptions.url,
    };
  };
}

/** Node joins two DPoP headers, which is then no proof, but of two Authorization headers it keeps the first without a word. */
function namesTwice(rawHeaders: readonly string[], name: string): boolean {
  let times = 0;
  for (let index = 0; index < rawHeaders.length; index += 2)
    if (rawHeaders[index]!.toLowerCase() === name) times += 1;
  return times > 1;
}

function isProof(header: unknown): header is string {
  return typeof header === 'string' && header.length <= LONGEST_HEADER && PROOF.test(header);
}

/** Whether the connection itself comes from a proxy; what a request says of its way is nothing. */
function isFromProxy({ raw }: FastifyRequest, proxies: BlockList): boolean {
  const { remoteAddress = '', remoteFamily } = raw.socket;
  return proxies.check(remoteAddress, remoteFamily === 'IPv6' ? 'ipv6' : 'ipv4');
}

function thumbprintOf(header: unknown): string | undefined {
  const [, certificate] = typeof header === 'string' ? (CERTIFICATE.exec(header) ?? []) : [];
  if (certificate === undefined) return undefined;
  return createHash('sha256').update(Buffer.from(certificate, 'base64')).digest('base64url');
}
