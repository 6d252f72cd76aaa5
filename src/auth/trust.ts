// Whose tokens count, and for whom: what is registered, as the verifying of tokens asks for it.
import type { JWTVerifyGetKey } from 'jose';
import type { Party } from '../domain/parties.js';

/** An issuer whose tokens are accepted, with its own keys: a key of one issuer never verifies a token of another. */
export interface TrustedIssuer {
  readonly algorithms: readonly string[];
  readonly keys: JWTVerifyGetKey;
  /** Longest age, and longest life, of a token in seconds. */
  readonly maxTokenAge: number;
}

/** The organisation that a client speaks for. */
export interface ActingOrganisation {
  readonly id: string;
  readonly code: string;
  readonly party: Party;
}

export interface Trust {
  issuer(issuer: string): Promise<TrustedIssuer | undefined>;
  /** The active organisation that a client of an issuer speaks for, while neither is revoked. */
  organisation(issuer: string, client: string): Promise<ActingOrganisation | undefined>;
}
