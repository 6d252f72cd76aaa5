// From an access token to who is asking. The organisation is the one that (issuer, client) is registered for; no claim of
// the token can say otherwise. Every failure is the same refusal.
import { createHmac } from 'node:crypto';
import { decodeJwt, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { scopesOf } from './agreement.js';
import { isScope, type Scope } from './scopes.js';
import type { Party } from '../domain/parties.js';

export interface Actor {
  readonly organisation: { readonly id: string; readonly code: string; readonly party: Party };
  /** Who issued the token. */
  readonly issuer: string;
  readonly client: string;
  /** Keyed pseudonym of the token's subject. */
  readonly subject: string;
  readonly scopes: ReadonlySet<Scope>;
}

/** An issuer whose tokens are accepted, with its own keys: a key of one issuer never verifies a token of another. */
export interface TrustedIssuer {
  readonly algorithms: readonly string[];
  readonly keys: JWTVerifyGetKey;
  /** Longest age of a token in seconds. */
  readonly maxTokenAge: number;
}

export interface Trust {
  issuer(issuer: string): Promise<TrustedIssuer | undefined>;
  /** The active organisation that a client of an issuer speaks for. */
  organisation(issuer: string, client: string): Promise<Actor['organisation'] | undefined>;
}

/** Thrown for every token that does not hold, whatever the reason. */
export class Unauthenticated extends Error {}

const CLOCK_TOLERANCE_SECONDS = 5;

export function actorReader(
  trust: Trust,
  audience: string,
  subjectSecret: string,
): (token: string) => Promise<Actor> {
  return async (token) => {
    const payload = await verified(token, trust, audience);
    const { iss = '', client_id: client, sub = '', scope } = payload;
    const organisation = typeof client === 'string' ? await trust.organisation(iss, client) : undefined;
    if (!organisation) throw new Unauthenticated();
    const useful = new Set<string>(scopesOf(organisation.party));
    const scopes = (typeof scope === 'string' ? scope : '')
      .split(' ')
      .filter((word) => useful.has(word))
      .filter(isScope);
    const subject = createHmac('sha256', subjectSecret)
      .update(`${iss}|${sub}`)
      .digest('base64url')
      .slice(0, 22);
    return { organisation, issuer: iss, client: client as string, subject, scopes: new Set(scopes) };
  };
}

async function verified(token: string, trust: Trust, audience: string): Promise<JWTPayload> {
  try {
    const { iss } = decodeJwt(token);
    const issuer = iss === undefined ? undefined : await trust.issuer(iss);
    if (iss === undefined || !issuer) throw new Unauthenticated();
    const { payload, protectedHeader } = await jwtVerify(token, issuer.keys, {
      issuer: iss,
      audience,
      algorithms: [...issuer.algorithms],
      typ: 'at+jwt',
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      maxTokenAge: issuer.maxTokenAge,
      requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat', 'jti', 'client_id'],
    });
    // jose accepts a token without `kid` when one key fits, and one audience among several; RFC 9068 tokens for us have neither.
    if (!protectedHeader.kid || payload.aud !== audience) throw new Unauthenticated();
    return payload;
  } catch (error) {
    const isBadToken = error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout);
    throw isBadToken ? new Unauthenticated() : error;
  }
}
