// How a program asks in production: with an access token of its organisation's issuer, which it gets by proving its own key
// (private_key_jwt), and which is bound to a second key, made for this run, that every request proves (DPoP). Needs openid-client.
import { readFile } from 'node:fs/promises';
import * as oauth from 'openid-client';
import type { Ask } from './samverkan.js';

export interface Registration {
  /** The issuer of the organisation's tokens. */
  readonly issuer: string;
  readonly client: string;
  /** A file with the client's private key as a JWK for ES256; the issuer knows its public half, and its `kid`. */
  readonly keyFile: string;
  /** The `aud` that the API's operator has named. */
  readonly audience: string;
  readonly scope: string;
}

/** A token is renewed this long before it expires, so that none expires on its way. */
const RENEW_MS = 30_000;
/** How long a request may take that is no stream. */
const LONGEST_MS = 30_000;

/** Asks with bound tokens. */
export async function withBoundTokens(registration: Registration): Promise<Ask> {
  const { issuer, client, keyFile, audience, scope } = registration;
  const jwk = JSON.parse(await readFile(keyFile, 'utf8')) as oauth.JWK & { kid: string };
  const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
  ]);
  // Without TLS only on this machine, for trials.
  const execute = new URL(issuer).hostname === '127.0.0.1' ? [oauth.allowInsecureRequests] : [];
  const authentication = oauth.PrivateKeyJwt({ key, kid: jwk.kid });
  const configuration = await oauth.discovery(new URL(issuer), client, undefined, authentication, {
    execute,
  });
  const DPoP = oauth.getDPoPHandle(configuration, await oauth.randomDPoPKeyPair('ES256'));
  let token = '';
  let renewAt = 0;
  return async (url, { method, headers, body, signal = AbortSignal.timeout(LONGEST_MS) }) => {
    if (Date.now() >= renewAt) {
      const wanted = { resource: audience, scope };
      const issued = await oauth.clientCredentialsGrant(configuration, wanted, { DPoP });
      token = issued.access_token;
      renewAt = Date.now() + (issued.expires_in ?? 60) * 1_000 - RENEW_MS;
    }
    // openid-client ends whatever takes half a minute, and a stream goes on: this request has an end of its own.
    const asking = new oauth.Configuration(configuration.serverMetadata(), client);
    asking.timeout = undefined;
    asking[oauth.customFetch] = (address, options) => fetch(address, { ...options, signal } as RequestInit);
    for (const allow of execute) allow(asking);
    return oauth
      .fetchProtectedResource(asking, token, new URL(url), method, body, new Headers(headers), { DPoP })
      .catch((error: unknown) => {
        // A refusal of the API is an answer like others.
        if (error instanceof oauth.WWWAuthenticateChallengeError) return error.response;
        throw error;
      });
  };
}
