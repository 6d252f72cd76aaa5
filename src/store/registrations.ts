// Who a token's client speaks for, as registered (directory.issuer, directory.client).
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import type { Sources } from './sources.js';
import { ClientRow, IssuerRow } from '../entities/registration.js';
import { OrganisationRow } from '../entities/organisation.js';
import type { Actor, Trust, TrustedIssuer } from '../auth/actor.js';

const LONGEST_TOKEN_SECONDS = 600;

/** Trust in the registered issuers; `local` are issuers whose keys this process holds itself. */
export function registeredTrust(sources: Sources, local: ReadonlyMap<string, TrustedIssuer>): Trust {
  const keySets = new Map<string, JWTVerifyGetKey>();
  return {
    async issuer(issuer) {
      const own = local.get(issuer);
      if (own) return own;
      const service = await sources.service();
      const row = await service
        .createQueryBuilder(IssuerRow, 'i')
        .where('i.issuer = :issuer and i.active', { issuer })
        .getOne();
      if (!row) return undefined;
      const keys = keySets.get(row.jwksUri) ?? createRemoteJWKSet(new URL(row.jwksUri));
      keySets.set(row.jwksUri, keys);
      return { algorithms: row.algorithms, keys, maxTokenAge: LONGEST_TOKEN_SECONDS };
    },
    async organisation(issuer, client) {
      const service = await sources.service();
      return service
        .createQueryBuilder(ClientRow, 'c')
        .innerJoin(OrganisationRow, 'o', 'o.id = c.organisation_id and o.active')
        .select(['o.id as id', 'o.code as code', 'o.party as party'])
        .where('c.issuer = :issuer and c.client_id = :client and c.active', { issuer, client })
        .getRawOne<Actor['organisation']>();
    },
  };
}
