// A stolen token is worth nothing to whoever lacks the key or the certificate that it is bound to.
import type { AccessToken } from './access-token.js';
import { verifyProof } from './dpop.js';
import { Unauthenticated } from './unauthenticated.js';

/** What a request brought to say who sends it. */
export interface Credentials {
  readonly scheme: 'bearer' | 'dpop';
  readonly token: string;
  /** The DPoP proof that came along. */
  readonly proof: string | undefined;
  /** Thumbprint of the certificate that the client showed to the proxy. */
  readonly certificate: string | undefined;
  readonly method: string;
  /** The public address that was asked, without query. */
  readonly url: string;
}

/** What possession is held against. */
export interface PossessionRules {
  /** Whether a token is accepted that is bound to nothing: in development. */
  readonly acceptsUnbound: boolean;
  /** True for the first who uses a proof, on whatever node. */
  readonly useProof: (proof: Buffer) => Promise<boolean>;
}

/** Refuses a token whose sender does not show what it is bound to. */
export async function provePossession(
  { boundTo }: AccessToken,
  { scheme, token, proof, certificate, method, url }: Credentials,
  { acceptsUnbound, useProof }: PossessionRules,
): Promise<void> {
  // The scheme says what the token is: a bound token passed off as another is refused (RFC 9449, section 7.1).
  if ((scheme === 'dpop') !== (boundTo?.key !== undefined)) throw new Unauthenticated();
  if (!boundTo) {
    if (!acceptsUnbound) throw new Unauthenticated();
    return;
  }
  if (boundTo.certificate !== undefined && boundTo.certificate !== certificate) throw new Unauthenticated();
  if (boundTo.key === undefined) return;
  if (proof === undefined) throw new Unauthenticated();
  const used = await verifyProof(proof, { method, url, token, key: boundTo.key });
  if (!(await useProof(used))) throw new Unauthenticated();
}
