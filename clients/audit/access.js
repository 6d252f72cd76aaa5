// How this program is let in where tokens are bound: with an access token of its organisation's issuer, which it gets by proving its own
// key (private_key_jwt, RFC 7523), and which is bound to a second key, made for this run, that every request proves (DPoP, RFC 9449).
import { createHash, createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

const SCOPE = 'audit:read';
/** A token is renewed this long before it expires, so that none expires on its way. */
const RENEW_SECONDS = 30;
const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const seconds = () => Math.floor(Date.now() / 1000);
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JSON Web Token, signed with an ES256 key. */
function signed(header, claims, key) {
  const text = `${part({ alg: 'ES256', ...header })}.${part({ jti: randomUUID(), iat: seconds(), ...claims })}`;
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}

/** The headers that let a request in. SAMVERKAN_KEY_FILE is the client's private key as a JWK for ES256, with its `kid`. */
export function boundTokens({
  SAMVERKAN_ISSUER: issuer,
  SAMVERKAN_CLIENT: client,
  SAMVERKAN_KEY_FILE: keyFile,
  SAMVERKAN_AUDIENCE: audience,
}) {
  const jwk = JSON.parse(readFileSync(keyFile, 'utf8'));
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  const bound = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const header = { typ: 'dpop+jwt', jwk: bound.publicKey.export({ format: 'jwk' }) };
  const prove = (htm, url, claims) => {
    const { origin, pathname } = new URL(url);
    return signed(header, { htm, htu: origin + pathname, ...claims }, bound.privateKey);
  };

  let endpoint;
  let token = '';
  let renewAt = 0;

  async function renew(nonce) {
    endpoint ??= await tokenEndpointOf(issuer);
    const now = seconds();
    const assertion = { iss: client, sub: client, aud: issuer, nbf: now, exp: now + 60 };
    const response = await fetch(endpoint, {
      method: 'POST',
      redirect: 'error',
      headers: { dpop: prove('POST', endpoint, nonce && { nonce }) },
      body: new URLSearchParams({
        ...{ grant_type: 'client_credentials', client_id: client, scope: SCOPE, resource: audience },
        ...{ client_assertion_type: ASSERTION, client_assertion: signed({ kid: jwk.kid }, assertion, key) },
      }),
    });
    const answer = await response.json();
    const wanted = response.headers.get('dpop-nonce');
    if (answer.error === 'use_dpop_nonce' && !nonce && wanted) return renew(wanted);
    if (!response.ok || answer.token_type?.toLowerCase() !== 'dpop')
      throw new Error(
        `The issuer gives no bound token: ${answer.error ?? answer.token_type} ${answer.error_description ?? ''}`,
      );
    token = answer.access_token;
    renewAt = now + (answer.expires_in ?? 60) - RENEW_SECONDS;
  }

  return async (method, url) => {
    if (seconds() >= renewAt) await renew();
    const ath = createHash('sha256').update(token).digest('base64url');
    return { authorization: `DPoP ${token}`, dpop: prove(method, url, { ath }) };
  };
}

/** Where an issuer gives tokens, as its metadata says (OpenID Connect Discovery). */
async function tokenEndpointOf(issuer) {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    redirect: 'error',
  });
  if (!response.ok) throw new Error(`SAMVERKAN_ISSUER: its metadata are answered with ${response.status}.`);
  const { issuer: named, token_endpoint: endpoint } = await response.json();
  if (named !== issuer) throw new Error('SAMVERKAN_ISSUER: its metadata name another issuer.');
  // Without TLS only on this machine, for trials.
  const { protocol, hostname } = new URL(endpoint);
  if (protocol !== 'https:' && hostname !== '127.0.0.1')
    throw new Error('SAMVERKAN_ISSUER: not under https.');
  return endpoint;
}
