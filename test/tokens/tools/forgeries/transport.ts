// Tokens that come where they do not count, twice, or from somebody whom they were not made for.
import { proofOf } from '../jws.js';
import { ADDRESS, PROXY, certificate, forge, send, type World } from '../world.js';
import type { Forgeries, Forgery } from './forgeries.js';

const authorization =
  (make: (token: string, world: World) => string | string[] | undefined): Forgery =>
  (world) => {
    const token = forge(world);
    const value = make(token, world);
    const { dpop } = send(world, token).headers;
    return {
      headers: { ...(value !== undefined && { authorization: value }), ...(dpop !== undefined && { dpop }) },
    };
  };

const { header: shown, thumbprint } = certificate('rfsu');

/** A token that is bound to a certificate. */
const certified = (world: World) => forge(world, { claims: { cnf: { 'x5t#S256': thumbprint } } });
const withCertificate =
  (value: string | string[], from?: string, scheme = 'Bearer'): Forgery =>
  (world) => ({
    headers: { authorization: `${scheme} ${certified(world)}`, 'client-cert': value },
    ...(from !== undefined && { from }),
  });

export const TRANSPORT: Forgeries = {
  'no header': authorization(() => undefined),
  'an empty header': authorization(() => ''),
  'a scheme and nothing': authorization(() => 'DPoP'),
  'a scheme and a space': authorization(() => 'Bearer '),
  'no scheme': authorization((token) => token),
  Basic: authorization((token) => `Basic ${token}`),
  'a scheme of another kind': authorization((token) => `Token ${token}`),
  'two spaces': authorization((token) => `DPoP  ${token}`),
  'a tab': authorization((token) => `DPoP\t${token}`),
  'a space within': authorization((token) => `DPoP ${token.replace('.', ' .')}`),
  'quotation marks': authorization((token) => `DPoP "${token}"`),
  'a parameter': authorization((token) => `DPoP token=${token}`),
  'a second token behind the first': authorization((token) => `DPoP ${token} ${token}`),
  'a second token behind a comma': authorization((token) => `DPoP ${token}, DPoP ${token}`),
  'two headers': authorization((token) => [`DPoP ${token}`, `DPoP ${token}`]),
  'two headers, the first one garbage': authorization((token) => ['DPoP a.b.c', `DPoP ${token}`]),
  'two headers, the second one garbage': authorization((token) => [`DPoP ${token}`, 'Bearer a.b.c']),
  garbage: authorization(() => 'DPoP a.b.c'),
  'a token beyond any length': authorization((token) => `DPoP ${token}${'A'.repeat(8_192)}`),
  'as a bearer, with its proof': authorization((token) => `Bearer ${token}`),
  'as a bearer, without its proof': (world) => ({ headers: { authorization: `Bearer ${forge(world)}` } }),
  'in the query': (world) => ({ path: `/graphql?access_token=${forge(world)}`, headers: {} }),
  'in the query of a GET': (world) => ({
    ...{ path: `/schema.graphql?access_token=${forge(world)}`, method: 'GET', headers: {} },
  }),
  'in the body': (world) => ({
    headers: {},
    body: JSON.stringify({ access_token: forge(world), query: '{ __typename }' }),
  }),
  'in a cookie': (world) => ({ headers: { cookie: `access_token=${forge(world)}` } }),
  'in another header': (world) => ({ headers: { 'x-authorization': `DPoP ${forge(world)}` } }),
  'for a proxy': (world) => ({ headers: { 'proxy-authorization': `DPoP ${forge(world)}` } }),
  'as its own proof': (world) => {
    const token = forge(world);
    return { headers: { authorization: `DPoP ${token}`, dpop: token } };
  },
  'its proof as a token': (world) => {
    const proof = proofOf(world.holder, { token: forge(world), url: ADDRESS });
    return { headers: { authorization: `DPoP ${proof}`, dpop: proof } };
  },

  'a certificate that did not come from the proxy': withCertificate(shown),
  'a certificate that a neighbour of the proxy brought': withCertificate(shown, '127.0.0.4'),
  'a certificate that somebody says a proxy brought': (world) => ({
    headers: {
      ...{ authorization: `Bearer ${certified(world)}`, 'client-cert': shown },
      ...{ 'x-forwarded-for': PROXY, 'x-real-ip': PROXY, forwarded: `for=${PROXY};by=${PROXY}` },
    },
  }),
  'the certificate of another client': withCertificate(certificate('rfsl').header, PROXY),
  'two certificates': withCertificate([shown, shown], PROXY),
  'two certificates, the other one first': withCertificate([certificate('rfsl').header, shown], PROXY),
  'a certificate without colons': withCertificate(shown.slice(1, -1), PROXY),
  'a certificate as a thumbprint': withCertificate(`:${thumbprint}:`, PROXY),
  'a certificate that is empty': withCertificate('::', PROXY),
  'a certificate with parameters': withCertificate(`${shown};x=1`, PROXY),
  'a certificate under the scheme of keys': withCertificate(shown, PROXY, 'DPoP'),
  'no certificate, from the proxy': (world) => ({
    headers: { authorization: `Bearer ${certified(world)}` },
    from: PROXY,
  }),
};
