// What the operator does with issuers and clients, by the real command line, and a real node of production that knows nothing else.
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AUDIENCE } from '../support/api.js';
import { cloneDatabase, cluster, type TestDatabase } from '../support/database.js';
import { attempt } from '../tokens/tools/asking.js';
import { startIssuer, tokenOf, type RunningIssuer } from '../tokens/tools/issuer.js';
import { newKey, proofOf } from '../tokens/tools/jws.js';
import { run } from './tools/command-line.js';

const PUBLIC_URL = 'https://samverkan.test';
const CLIENT = 'rfsu-web';

let database: TestDatabase;
let issuer: RunningIssuer;
let env: Record<string, string>;
beforeAll(async () => {
  [database, issuer] = await Promise.all([cloneDatabase(), startIssuer('PS256')]);
  env = {
    MODE: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_URL: database.url,
    LOGIN_SECRET: cluster.loginSecret,
    SUBJECT_SECRET: 'the secret behind the pseudonyms of a test',
    AUDIENCE,
    PUBLIC_URL,
    DATA_DIR: '/nowhere',
  };
});
afterAll(async () => {
  await Promise.all([database.drop(), issuer.close()]);
});

const command = (name: string, options: Record<string, string> = {}) =>
  run([name, ...Object.entries(options).flatMap(([option, value]) => [`--${option}`, value])], env);

describe('before anything is registered', () => {
  const here = { issuer: 'https://issuer.example', 'jwks-uri': 'https://issuer.example/jwks' };
  test.each([
    [
      'register-issuer',
      { ...here, 'jwks-uri': 'http://issuer.example/jwks' },
      '--jwks-uri: https, except to the loopback interface',
    ],
    [
      'register-issuer',
      { ...here, 'jwks-uri': 'http://127.0.0.1.example/jwks' },
      '--jwks-uri: https, except',
    ],
    ['register-issuer', { ...here, issuer: 'issuer' }, '--issuer: '],
    [
      'register-issuer',
      { ...here, algorithms: 'HS256' },
      '--algorithms: of ES256, PS256, EdDSA, Ed25519, RS256',
    ],
    ['register-issuer', { ...here, algorithms: 'none' }, '--algorithms: of '],
    [
      'register-client',
      { issuer: here.issuer, client: CLIENT, organisation: 'rfsu' },
      '--issuer: not registered; run `register-issuer` first.',
    ],
    [
      'register-client',
      { issuer: here.issuer, client: CLIENT, organisation: 'rfsv' },
      '--organisation: no organisation has this code.',
    ],
    ['revoke-client', { issuer: here.issuer, client: CLIENT }, '--client: not registered for this issuer.'],
    ['revoke-issuer', { issuer: here.issuer }, '--issuer: not registered.'],
  ])('%s %j is refused', async (name, options, rule) => {
    const { code, stdout, stderr } = await command(name, options);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(rule);
  });
});

test('issuer, client, another organisation, revocation: each says what it did, and the list shows it', async () => {
  const { issuer: name, jwksUri } = issuer;
  expect(await command('register-issuer', { issuer: name, 'jwks-uri': jwksUri })).toMatchObject({
    stdout: `Tokens of ${name} count, signed with ES256 or PS256 or EdDSA, of the clients that are registered for it.\n`,
  });
  expect(
    await command('register-client', { issuer: name, client: CLIENT, organisation: 'rfsu' }),
  ).toMatchObject({
    stdout: `${CLIENT} of ${name} speaks for rfsu.\n`,
  });
  const moved = await command('register-client', { issuer: name, client: CLIENT, organisation: 'rfsl' });
  expect(moved.stderr).toBe(
    '--client: it speaks for rfsu. Another organisation needs a client of its own.\n',
  );
  const line = async () =>
    (await command('list-registrations')).stdout.split('\n').find((text) => text.includes(CLIENT));
  expect(await line()).toMatch(new RegExp(`^${name}\tES256,PS256,EdDSA\t${CLIENT}\trfsu\t20\\S+Z\tactive$`));
  await command('revoke-client', { issuer: name, client: CLIENT });
  const revoked = await line();
  expect(revoked).toMatch(/\trevoked 20\S+Z$/);
  // Said twice, it keeps its moment.
  await command('revoke-client', { issuer: name, client: CLIENT });
  expect(await line()).toBe(revoked);
  await command('register-client', { issuer: name, client: CLIENT, organisation: 'rfsu' });
  expect(await line()).toMatch(/\tactive$/);
});

test('a node of production: bound tokens only, and no part of any token in what it says', async () => {
  const node = spawn(process.execPath, ['dist/main.js', 'api'], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env },
  });
  const ended = new Promise((resolve) => node.once('exit', resolve));
  let said = '';
  for (const stream of [node.stdout, node.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  while (!said.includes('/graphql')) await new Promise((resolve) => setTimeout(resolve, 20));
  const address = /(http:\S+)\/graphql/.exec(said)![1]!;
  const holder = await newKey('ES256');
  const tokens: string[] = [];
  const body = JSON.stringify({ query: '{ viewer { subject } }' });
  const ask = async (claims: object, key = holder, scheme = 'DPoP') => {
    const token = tokenOf(issuer, CLIENT, { claims: { cnf: { jkt: holder.thumbprint }, ...claims } });
    const dpop = proofOf(key, { token, url: `${PUBLIC_URL}/graphql` });
    tokens.push(token, dpop);
    return attempt(address, { headers: { authorization: `${scheme} ${token}`, dpop }, body });
  };
  try {
    // A document that nobody has registered for it: the token held.
    expect((await ask({})).body).toContain('"FORBIDDEN"');
    const thief = await newKey('ES256');
    const refused = [
      await ask({}, thief),
      await ask({}, holder, 'Bearer'),
      await ask({ cnf: undefined }, holder, 'Bearer'),
      await ask({ iss: 'https://issuer.example/secret-of-a-token' }),
      await ask({ client_id: 'secret-of-a-token' }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
    // What goes wrong beside tokens is told, without them.
    issuer.answer = { status: 500, body: '' };
    await database.owner.query('revoke insert (key) on directory.used_proof from samverkan_proofs');
    expect((await ask({})).status).toBe(500);
  } finally {
    node.kill('SIGTERM');
    await ended;
  }
  expect(said).toMatch(/"level":50/);
  for (const token of tokens)
    for (const piece of token.split('.')) {
      expect(said).not.toContain(piece);
      expect(said).not.toContain(piece.slice(0, 20));
    }
  expect(said).not.toContain('secret-of-a-token');
});
