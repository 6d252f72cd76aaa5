// A real authorization server as an organisation would run one: oidc-provider, which gives a client that proves its key (private_key_jwt)
// access tokens as RFC 9068 has them, bound to a second key (DPoP), for the API that it names (RFC 8707).
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
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

/** Starts the server with one client. */
export async function startProvider(): Promise<RunningProvider> {
  const [key, clientKey] = [await newKey('ES256'), await newKey('ES256')];
  const [kid, clientKid] = [`oidc-${randomUUID()}`, `client-${randomUUID()}`];
  const child = fork('test/tokens/tools/provider-process.js', {
    // It warns that it keeps everything in memory, which is what a test wants.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
    env: { PATH: process.env['PATH']!, NODE_ENV: 'production' },
  });
  child.send({
    ...{ audience: AUDIENCE, scope: 'trends:read statistics:read audit:read', alg: 'ES256' },
    jwks: { keys: [{ ...privateJwk(key), kid, alg: 'ES256', use: 'sig' }] },
    clients: [
      {
        client_id: CLIENT,
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
  });
  const [issuer] = (await once(child, 'message')) as [string];
  return {
    ...{ issuer, jwksUri: `${issuer}/jwks`, algorithms: ['ES256'], kid, key, clientKey, clientKid },
    async close() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
