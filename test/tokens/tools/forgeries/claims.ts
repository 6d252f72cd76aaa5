// Tokens that the issuer itself has signed and that say what must not count: its clients lie to it, or it makes mistakes.
import { jws, now } from '../jws.js';
import { partsOf, tokenOf, type TokenChange } from '../issuer.js';
import { AUDIENCE } from '../../../support/api.js';
import { CLIENT, certificate, forge, send, type World } from '../world.js';
import type { Forgeries, Forgery } from './forgeries.js';

const claims =
  (change: object | ((world: World) => object)): Forgery =>
  (world) =>
    send(
      world,
      forge(world, {
        claims: typeof change === 'function' ? (change as (world: World) => object)(world) : change,
      }),
    );

/** A payload that is whatever text it is, signed by the issuer. */
const payload =
  (make: (text: string, world: World) => string | Buffer): Forgery =>
  (world) => {
    const { holder, issuer } = world;
    const { header, claims } = partsOf(issuer, CLIENT, { claims: { cnf: { jkt: holder.thumbprint } } });
    return send(world, jws(issuer.key, header, make(JSON.stringify(claims), world)));
  };

/** Another claim beside the right one of the same name, before or behind it. */
const doubled = (name: string, value: unknown): Forgery =>
  payload((text) => `${text.slice(0, -1)},"${name}":${JSON.stringify(value)}}`);
const doubledBefore = (name: string, value: unknown): Forgery =>
  payload((text) => `{"${name}":${JSON.stringify(value)},${text.slice(1)}`);

const of =
  (change: (world: World) => TokenChange & { client?: string }): Forgery =>
  (world) => {
    const { client = CLIENT, ...rest } = change(world);
    return send(world, forge(world, rest, client));
  };

const TYPES: Readonly<Record<string, unknown>> = {
  'is missing': undefined,
  'is null': null,
  'is empty': '',
  'is true': true,
  'is an object': {},
  'is a list': [],
};
const everyType = (claim: string): Forgeries =>
  Object.fromEntries(
    Object.entries(TYPES).map(([what, value]) => [`${claim} ${what}`, claims({ [claim]: value })]),
  );

export const CLAIMS: Forgeries = {
  ...(Object.assign(
    {},
    ...['iss', 'sub', 'aud', 'exp', 'iat', 'jti', 'client_id'].map(everyType),
  ) as Forgeries),
  'sub is a number': claims({ sub: 7 }),
  'jti is a number': claims({ jti: 7 }),

  'iss with a slash': claims(({ issuer }) => ({ iss: `${issuer.issuer}/` })),
  'iss with a space': claims(({ issuer }) => ({ iss: `${issuer.issuer} ` })),
  'iss with a null character': claims(({ issuer }) => ({ iss: `${issuer.issuer}\0` })),
  'iss in capitals': claims(({ issuer }) => ({ iss: issuer.issuer.toUpperCase() })),
  'iss with a letter of another alphabet': claims(({ issuer }) => ({
    iss: issuer.issuer.replace('http', 'һttp'),
  })),
  'iss with a character that is not seen': claims(({ issuer }) => ({ iss: `${issuer.issuer}\u200b` })),
  'iss in wide letters': claims(({ issuer }) => ({ iss: issuer.issuer.replace('1', '１') })),
  'iss encoded': claims(({ issuer }) => ({ iss: issuer.issuer.replace(':', '%3A') })),
  'iss in a list': claims(({ issuer }) => ({ iss: [issuer.issuer] })),
  'iss that is not registered': claims(({ stranger }) => ({ iss: stranger.issuer })),
  'iss of another issuer': claims(({ other }) => ({ iss: other.issuer })),
  'iss of another issuer, and its client': of(({ other }) => ({
    claims: { iss: other.issuer },
    client: 'client-of-police',
  })),
  'a client that only another issuer has': of(() => ({ client: 'client-of-police' })),
  'another issuer that claims our client': (world) =>
    send(
      world,
      tokenOf(world.other, 'client-only-here', { claims: { cnf: { jkt: world.holder.thumbprint } } }),
    ),
  'an issuer that was revoked': (world) =>
    send(world, tokenOf(world.revoked, CLIENT, { claims: { cnf: { jkt: world.holder.thumbprint } } })),
  'an issuer that was never registered': (world) =>
    send(world, tokenOf(world.stranger, CLIENT, { claims: { cnf: { jkt: world.holder.thumbprint } } })),

  'a client that was revoked': of(() => ({ client: 'revoked-client' })),
  'a client of an organisation that has left': of(() => ({ client: 'client-of-farsta' })),
  'a client that nobody registered': of(() => ({ client: 'nobody' })),
  'a client with a space': of(() => ({ client: `${CLIENT} ` })),
  'a client in capitals': of(() => ({ client: CLIENT.toUpperCase() })),
  'a client with a letter of another alphabet': of(() => ({ client: CLIENT.replace('c', 'с') })),
  'a client in a list': claims({ client_id: [CLIENT] }),
  'a client as azp alone': claims({ client_id: undefined, azp: CLIENT }),
  'an organisation instead of a client': claims({
    client_id: undefined,
    organisation: 'rfsu',
    party: 'RFSU',
  }),
  'a client that every object has': of(() => ({ client: '__proto__' })),

  'aud of others': claims({ aud: 'https://other.example/graphql' }),
  'aud among others': claims({ aud: [AUDIENCE, 'https://other.example'] }),
  'aud in a list': claims({ aud: [AUDIENCE] }),
  'aud twice': claims({ aud: [AUDIENCE, AUDIENCE] }),
  'aud with a slash': claims({ aud: `${AUDIENCE}/` }),
  'aud that ends sooner': claims({ aud: AUDIENCE.slice(0, -1) }),
  'aud that is our host alone': claims({ aud: new URL(AUDIENCE).origin }),
  'aud that goes on': claims({ aud: `${AUDIENCE}.example` }),
  'aud with a query': claims({ aud: `${AUDIENCE}?` }),
  'aud in capitals': claims({ aud: AUDIENCE.toUpperCase() }),
  'aud with a space': claims({ aud: ` ${AUDIENCE}` }),
  'several aud in one text': claims({ aud: `${AUDIENCE} https://other.example` }),
  'aud over http': claims({ aud: AUDIENCE.replace('https', 'http') }),

  'expired a minute ago': claims({ iat: now() - 400, exp: now() - 60 }),
  'expired six seconds ago': claims(() => ({ iat: now() - 100, exp: now() - 6 })),
  'expires before it is issued': claims(() => ({ exp: now() - 300 })),
  'exp as text': claims(() => ({ exp: String(now() + 300) })),
  'exp in milliseconds': claims(() => ({ exp: Date.now() + 300_000 })),
  'exp in ten years': claims(() => ({ exp: now() + 315_360_000 })),
  'exp a second later than ten minutes': claims(() => ({ iat: now(), exp: now() + 601 })),
  'exp without end': payload((text) => text.replace(/"exp":\d+/, '"exp":1e999')),
  'exp below zero': claims({ exp: -1 }),
  'iat as text': claims(() => ({ iat: String(now()) })),
  'iat in milliseconds': claims(() => ({ iat: Date.now() })),
  'iat in a minute': claims(() => ({ iat: now() + 60 })),
  'iat in seven seconds': claims(() => ({ iat: now() + 7 })),
  'iat eleven minutes ago': claims(() => ({ iat: now() - 660, exp: now() + 60 })),
  'iat without beginning': payload((text) => text.replace(/"iat":\d+/, '"iat":-1e999')),
  'iat zero': claims({ iat: 0 }),
  'nbf in a minute': claims(() => ({ nbf: now() + 60 })),
  'nbf as text': claims(() => ({ nbf: String(now()) })),
  'nbf null': claims({ nbf: null }),

  'client_id twice, ours last': doubledBefore('client_id', 'client-of-police'),
  'client_id twice, ours first': doubled('client_id', CLIENT),
  'client_id twice, once disguised': doubled('client\\u005fid', CLIENT),
  'aud twice, ours last': doubledBefore('aud', 'https://other.example'),
  'exp twice': doubled('exp', now() + 500),
  'iss twice': payload((text, { issuer }) => `{"iss":"${issuer.issuer}",${text.slice(1)}`),
  'cnf twice': payload((text, { holder }) => `${text.slice(0, -1)},"cnf":{"jkt":"${holder.thumbprint}"}}`),
  'claims in a list': payload((text) => `[${text}]`),
  'claims as a text': payload((text) => JSON.stringify(text)),
  'claims that are null': payload(() => 'null'),
  'no claims': payload(() => '{}'),
  'claims that are no JSON': payload((text) => text.slice(0, -1)),
  'claims with something behind them': payload((text) => `${text}{}`),
  'claims behind a byte order mark': payload((text) => `\ufeff${text}`),
  'claims in bytes that are no text': payload((text) =>
    Buffer.concat([
      Buffer.from(text.slice(0, -1)),
      Buffer.from(',"x":"'),
      Buffer.from([0xff]),
      Buffer.from('"}'),
    ]),
  ),
  'claims in UTF-16': payload((text) => Buffer.from(text, 'utf16le')),
  'claims under another prototype': payload((text) => `{"__proto__":${text}}`),

  'bound to nothing': claims({ cnf: undefined }),
  'bound to nothing, as a bearer': (world) => ({
    headers: { authorization: `Bearer ${forge(world, { claims: { cnf: undefined } })}` },
  }),
  'bound to null': claims({ cnf: null }),
  'bound to a text': claims(({ holder }) => ({ cnf: holder.thumbprint })),
  'bound by an empty confirmation': claims({ cnf: {} }),
  'bound to a number': claims({ cnf: { jkt: 1 } }),
  'bound to an empty thumbprint': claims({ cnf: { jkt: '' } }),
  'bound to another key': claims(({ thief }) => ({ cnf: { jkt: thief.thumbprint } })),
  'bound to half a thumbprint': claims(({ holder }) => ({ cnf: { jkt: holder.thumbprint.slice(0, 20) } })),
  'bound to a key by value': claims(({ holder }) => ({ cnf: { jwk: holder.jwk } })),
  'bound in a way that we do not know': claims(({ holder }) => ({
    cnf: { jkt: holder.thumbprint, kid: 'x' },
  })),
  'bound to a certificate that is not shown': claims({ cnf: { 'x5t#S256': certificate('rfsu').thumbprint } }),
  'bound to a key and a certificate, with the key alone': claims(({ holder }) => ({
    cnf: { jkt: holder.thumbprint, 'x5t#S256': certificate('rfsu').thumbprint },
  })),
};
