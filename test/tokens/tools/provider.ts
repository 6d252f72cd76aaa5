// A real authorization server as an organisation would run one: oidc-provider, which gives a client that proves its key (private_key_jwt)
// access tokens as RFC 9068 has them, bound to a second key (DPoP), for the API that it names (RFC 8707).
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { AUDIENCE } from '../../support/api.js';
import type { Issuer } from './issuer.js';
import { newKey, privateJwk, type KeyPair } from './jws.js';
import { CLIENT } from './world.js';

export interface RunningProvider extends Issuer {
  /** The key that its client authenticates with. */
  readonly clientKey: KeyPair;
  readonly clientKid: string;
  close(): Promise<void>;
}

const SCOPES = 'trends:read statistics:read';

/** Starts the server with one client. */
export async function startProvider(client = CLIENT): Promise<RunningProvider> {
  const [key, clientKey] = [await newKey('ES256'), await newKey('ES256')];
  const [kid, clientKid] = [`oidc-${randomUUID()}`, `client-${randomUUID()}`];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    jwks: { keys: [{ ...privateJwk(key), kid, alg: 'ES256', use: 'sig' }] },
    clients: [
      {
        client_id: client,
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: 'ES256',
        id_token_signed_response_alg: 'ES256',
        dpop_bound_access_tokens: true,
        jwks: { keys: [{ ...clientKey.jwk, kid: clientKid, alg: 'ES256', use: 'sig' }] },
      },
    ],
    scopes: SCOPES.split(' '),
    features: {
      clientCredentials: { enabled: true },
      dPoP: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({
          audience: AUDIENCE,
          scope: SCOPES,
          accessTokenTTL: 300,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));
  return {
    ...{ issuer, jwksUri: `${issuer}/jwks`, algorithms: ['ES256'], kid, key, clientKey, clientKid },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
