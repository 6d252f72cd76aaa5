// Who is asking. The organisation is the one that (issuer, client) is registered for; no claim of the token can say otherwise.
import type { AccessToken } from './access-token.js';
import { isGranted, scopeOf, scopesOf } from './agreement.js';
import type { Subject } from './matrix.js';
import { isScope, type Scope } from './scopes.js';
import type { ActingOrganisation, Trust } from './trust.js';
import { Unauthenticated } from './unauthenticated.js';

export interface Actor {
  readonly organisation: ActingOrganisation;
  /** Who issued the token. */
  readonly issuer: string;
  readonly client: string;
  /** Keyed pseudonym of the token's subject. */
  readonly subject: string;
  readonly scopes: ReadonlySet<Scope>;
}

// A token comes with many requests, and its scopes are found among hundreds of rows. The organisation is looked up each time all the same.
const known = new WeakMap<AccessToken, Actor>();

/** The actor behind a token that holds, with the scopes that are of any use to its party. */
export async function actorOf(token: AccessToken, trust: Trust): Promise<Actor> {
  const { issuer, client } = token;
  const organisation = await trust.organisation(issuer, client);
  if (!organisation) throw new Unauthenticated();
  const hit = known.get(token);
  if (hit?.organisation === organisation) return hit;
  const actor = actorFor(token, organisation);
  known.set(token, actor);
  return actor;
}

function actorFor({ issuer, client, subject, scope }: AccessToken, organisation: ActingOrganisation): Actor {
  const useful = new Set<string>(scopesOf(organisation.party));
  const scopes = scope
    .split(' ')
    .filter((word) => useful.has(word))
    .filter(isScope);
  return { organisation, issuer, client, subject, scopes: new Set(scopes) };
}

/** Whether the agreement and its token let an actor call an operation. */
export function mayCall({ organisation, scopes }: Actor, operation: Subject): boolean {
  const scope = scopeOf(operation);
  return isGranted(operation, organisation.party) && (scope === null || scopes.has(scope));
}
