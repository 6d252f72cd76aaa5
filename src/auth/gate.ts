// Whom the API answers: a token that holds, sent by whoever it is bound to, of a client that speaks for an organisation now.
import { accessTokenVerifier } from './access-token.js';
import { actorOf, type Actor } from './actor.js';
import { provePossession, type Credentials, type PossessionRules } from './possession.js';
import { rememberTokens } from './token-cache.js';
import type { Trust } from './trust.js';

export interface GateOptions extends PossessionRules {
  readonly trust: Trust;
  readonly audience: string;
  readonly subjectSecret: string;
}

export interface Gate {
  /** The actor who sent a request; the same refusal for everything that does not hold. */
  admit(credentials: Credentials): Promise<Actor>;
  /** Holds a token that was admitted before against issuer and registrations again. Answers with the moment at which it expires. */
  holdAgain(token: string): Promise<number>;
}

/** Opens for tokens of registered issuers. */
export function openGate({ trust, audience, subjectSecret, ...possession }: GateOptions): Gate {
  const verify = rememberTokens(accessTokenVerifier(trust, audience, subjectSecret));
  return {
    async admit(credentials) {
      const token = await verify(credentials.token);
      const actor = await actorOf(token, trust);
      await provePossession(token, credentials, possession);
      return actor;
    },
    async holdAgain(text) {
      const token = await verify(text);
      await actorOf(token, trust);
      return token.expiresAt;
    },
  };
}
