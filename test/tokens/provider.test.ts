// A real authorization server, real clients, a proxy in front: what a partner's program does in production.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import * as oauth from 'openid-client';
import { withBoundTokens } from '../../clients/typescript/possession.js';
import { readManifest } from '../../src/commands/document-manifest.js';
import { appendLine } from '../../src/store/audit-trail.js';
import { registerDocuments } from '../../src/store/documents.js';
import { AUDIT_VERIFIER_TEXT, seal } from '../api/tools/audit.js';
import { VERIFIER } from '../clients/tools/audit-verifier.js';
import { AUDIENCE } from '../support/api.js';
import type { TestDatabase } from '../support/database.js';
import { compileKit, run } from '../clients/tools/typescript.js';
import { newKey, privateJwk } from './tools/jws.js';
import { startProvider, type RunningProvider } from './tools/provider.js';
import { startProxy, type Proxy } from './tools/proxy.js';
import { CLIENT, databaseWith, startNode, type Node } from './tools/world.js';

let provider: RunningProvider;
let proxy: Proxy;
let database: TestDatabase;
let node: Node;
let folder: string;
let keys: string;
beforeAll(async () => {
  [provider, proxy, folder] = await Promise.all([startProvider(), startProxy(), compileKit()]);
  database = await databaseWith([provider]);
  // At once: a node looks for new documents every few seconds.
  for (const manifest of [
    await readFile('clients/typescript/generated/rfsu.json', 'utf8'),
    await run(process.execPath, [VERIFIER, 'manifest'], {}),
  ])
    await registerDocuments(
      database.owner,
      { issuer: provider.issuer, client: CLIENT },
      readManifest(manifest),
      false,
    );
  node = await startNode(database, proxy.address);
  proxy.target = node.address;
  keys = await mkdtemp(join(tmpdir(), 'samverkan-client-'));
  await writeFile(
    join(keys, 'client.jwk'),
    JSON.stringify({ ...privateJwk(provider.clientKey), kid: provider.clientKid }),
  );
});
afterAll(async () => {
  await node?.close();
  await Promise.all([proxy.close(), provider.close(), database?.drop()]);
  await Promise.all([rm(dirname(folder), { recursive: true }), rm(keys, { recursive: true })]);
});

/** The client as its issuer knows it. */
async function connect(): Promise<oauth.Configuration> {
  const { privateKey } = provider.clientKey;
  const der = privateKey.export({ type: 'pkcs8', format: 'der' });
  const key = await crypto.subtle.importKey('pkcs8', der, { name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
  ]);
  const authentication = oauth.PrivateKeyJwt({ key, kid: provider.clientKid });
  return oauth.discovery(new URL(provider.issuer), CLIENT, undefined, authentication, {
    execute: [oauth.allowInsecureRequests],
  });
}

const BODY = JSON.stringify({ query: '{ viewer { organisation { code } scopes } }' });

test('the stock client gets a token by its key, and is answered with each request proven', async () => {
  const configuration = await connect();
  const DPoP = oauth.getDPoPHandle(configuration, await oauth.randomDPoPKeyPair('ES256'));
  const { access_token: token } = await oauth.clientCredentialsGrant(
    configuration,
    { resource: AUDIENCE, scope: 'trends:read' },
    { DPoP },
  );
  expect(decodeProtectedHeader(token)).toMatchObject({ typ: 'at+jwt', alg: 'ES256', kid: provider.kid });
  expect(decodeJwt(token)).toMatchObject({ iss: provider.issuer, aud: AUDIENCE, client_id: CLIENT });

  const ask = (handle: oauth.DPoPHandle) =>
    oauth.fetchProtectedResource(
      configuration,
      token,
      new URL(`${proxy.address}/graphql`),
      'POST',
      BODY,
      new Headers({ 'content-type': 'application/json' }),
      { DPoP: handle },
    );
  for (let times = 0; times < 3; times += 1)
    expect(await (await ask(DPoP)).json()).toEqual({
      data: { viewer: { organisation: { code: 'rfsu' }, scopes: ['trends:read'] } },
    });

  // Whoever has stolen the token has not the key.
  const thief = oauth.getDPoPHandle(configuration, await oauth.randomDPoPKeyPair('ES256'));
  await expect(ask(thief)).rejects.toMatchObject({
    status: 401,
    cause: [
      { scheme: 'dpop', parameters: { algs: 'ES256 PS256 EdDSA Ed25519' } },
      { scheme: 'bearer', parameters: {} },
    ],
  });
});

test('without a key for its tokens the client gets none', async () => {
  const configuration = await connect();
  await expect(
    oauth.clientCredentialsGrant(configuration, { resource: AUDIENCE, scope: 'trends:read' }),
  ).rejects.toMatchObject({ error: expect.stringMatching(/^invalid_/) });
});

/** What a partner's program is told. */
const environment = () => ({
  SAMVERKAN_URL: proxy.address,
  SAMVERKAN_ISSUER: provider.issuer,
  SAMVERKAN_CLIENT: CLIENT,
  SAMVERKAN_KEY_FILE: join(keys, 'client.jwk'),
  SAMVERKAN_AUDIENCE: AUDIENCE,
});

test("the kit's program runs in production with nothing but its registration", async () => {
  const scope = { SAMVERKAN_SCOPE: 'trends:read' };
  const printed = await run(process.execPath, [join(folder, 'rfsu.js')], { ...environment(), ...scope });
  expect(JSON.parse(printed)).toEqual([]);
});

test('the program that verifies the audit does too, and gets no further without its key', async () => {
  const rfsu = await database.sources.of('rfsu');
  const [{ id }] = await rfsu.query<[{ id: string }]>('select directory.session_organisation() as id');
  const trail = {
    organisationId: id,
    client: CLIENT,
    subject: 'somebody',
    operation: null,
    action: 'referral',
  };
  await appendLine(rfsu, trail, { objects: [], guarded: [], outcome: 'DONE' });
  await seal(database);
  const env = {
    ...environment(),
    SAMVERKAN_AUDIT_KEYS: AUDIT_VERIFIER_TEXT,
    SAMVERKAN_CHECKPOINT: join(keys, 'checkpoint.note'),
  };
  const verify = (command: string, more = {}) =>
    run(process.execPath, [VERIFIER, command], { ...env, ...more });
  expect(await verify('checkpoint')).toMatch(/^\d+ events, as signed/);
  expect(await verify('events')).toMatch(/^[1-9]\d* events are what was sealed/);
  const stranger = join(keys, 'stranger.jwk');
  await writeFile(
    stranger,
    JSON.stringify({ ...privateJwk(await newKey('ES256')), kid: provider.clientKid }),
  );
  await expect(verify('checkpoint', { SAMVERKAN_KEY_FILE: stranger })).rejects.toThrow(
    'The issuer gives no bound token: invalid_client',
  );
});

test("the kit's way of asking opens a stream, and ends it", async () => {
  const ask = await withBoundTokens({
    ...{ issuer: provider.issuer, client: CLIENT, keyFile: join(keys, 'client.jwk') },
    ...{ audience: AUDIENCE, scope: 'trends:read' },
  });
  const ending = new AbortController();
  const response = await ask(`${proxy.address}/graphql/stream`, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'subscription { changed { cursor } }' }),
    signal: ending.signal,
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
  ]);
  ending.abort();
  await expect(response.text()).rejects.toMatchObject({ name: 'AbortError' });
});
