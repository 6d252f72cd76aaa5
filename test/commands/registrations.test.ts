// What the operator does with issuers and clients, by the real command line where it says something, and a real node of production that knows nothing else.
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { listRegistrationsCommand } from '../../src/commands/list-registrations.js';
import { registerClientCommand } from '../../src/commands/register-client.js';
import { registerIssuerCommand } from '../../src/commands/register-issuer.js';
import { revokeCommand } from '../../src/commands/revoke.js';
import { readConfig } from '../../src/config.js';
import { AUDIENCE } from '../support/api.js';
import { cloneDatabase, cluster, type TestDatabase } from '../support/database.js';
import { namePostgres, type NamedPostgres } from '../support/named-postgres.js';
import { attempt } from '../tokens/tools/asking.js';
import { startIssuer, tokenOf, type RunningIssuer } from '../tokens/tools/issuer.js';
import { newKey, proofOf } from '../tokens/tools/jws.js';
import { run } from './tools/command-line.js';

const PUBLIC_URL = 'https://samverkan.test';
const CLIENT = 'rfsu-web';

let database: TestDatabase;
let server: NamedPostgres;
let issuer: RunningIssuer;
let env: Record<string, string>;
beforeAll(async () => {
  [database, issuer] = await Promise.all([cloneDatabase(), startIssuer('PS256')]);
  server = await namePostgres(database.url, '18.7');
  env = {
    MODE: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_URL: server.urlOf(database.url),
    LOGIN_SECRET: cluster.loginSecret,
    SUBJECT_SECRET: 'the secret behind the pseudonyms of a test',
    WEBHOOK_KEY: 'the key of the webhooks of a test, long enough',
    AUDIENCE,
    PUBLIC_URL,
    DATA_DIR: '/nowhere',
  };
});
afterAll(async () => {
  await server.close();
  await Promise.all([database.drop(), issuer.close()]);
});

const command = (name: string, options: Record<string, string> = {}) =>
  run([name, ...Object.entries(options).flatMap(([option, value]) => [`--${option}`, value])], env);

test('what is refused, and why', async () => {
  const config = readConfig(env);
  const jwksUri = 'https://issuer.example/jwks';
  const here = { issuer: 'https://issuer.example', jwksUri, algorithms: 'ES256' };
  const client = { issuer: here.issuer, client: CLIENT };
  const { issuer: name } = here;
  const refusals: [refused: Promise<string>, rule: string][] = [
    [
      registerIssuerCommand(config, { ...here, jwksUri: 'http://issuer.example/jwks' }),
      '--jwks-uri: https, except to the loopback interface',
    ],
    [
      registerIssuerCommand(config, { ...here, jwksUri: 'http://127.0.0.1.example/jwks' }),
      '--jwks-uri: https, except',
    ],
    [
      registerIssuerCommand(config, { ...here, jwksUri: 'http://127.0.0.1@issuer.example/jwks' }),
      '--jwks-uri: https, except',
    ],
    [registerIssuerCommand(config, { ...here, issuer: 'issuer' }), '--issuer: '],
    [
      registerIssuerCommand(config, { ...here, algorithms: 'HS256' }),
      '--algorithms: of ES256, PS256, EdDSA, Ed25519, RS256',
    ],
    [registerIssuerCommand(config, { ...here, algorithms: 'none' }), '--algorithms: of '],
    [registerIssuerCommand(config, { ...here, algorithms: '' }), '--algorithms: of '],
    [
      registerClientCommand(config, { ...client, organisation: 'rfsu' }),
      '--issuer: not registered; run `register-issuer` first.',
    ],
    [
      registerClientCommand(config, { ...client, organisation: 'rfsv' }),
      '--organisation: no organisation has this code.',
    ],
    [revokeCommand(config, client), '--client: not registered for this issuer.'],
    [revokeCommand(config, { issuer: name }), '--issuer: not registered.'],
  ];
  for (const [refused, rule] of refusals) await expect(refused).rejects.toThrow(rule);
  // The database refuses what no command would write.
  const { owner } = database;
  for (const [keys, algorithm] of [
    ['http://issuer.example/jwks', 'ES256'],
    ['https://issuer.example/jwks', 'HS256'],
  ])
    await expect(
      owner.query('insert into directory.issuer (issuer, jwks_uri, algorithms) values ($1, $2, $3)', [
        name,
        keys,
        [algorithm],
      ]),
    ).rejects.toMatchObject({ driverError: { code: '23514' } });
});

test('issuer, client, another organisation, revocation: each says what it did, and the list shows it', async () => {
  const config = readConfig(env);
  const { issuer: name, jwksUri } = issuer;
  const client = { issuer: name, client: CLIENT };
  expect(await command('register-issuer', { issuer: name, 'jwks-uri': jwksUri })).toMatchObject({
    stdout: `Tokens of ${name} count, signed with ES256 or PS256 or EdDSA, of the clients that are registered for it.\n`,
  });
  expect(await command('register-client', { ...client, organisation: 'rfsu' })).toMatchObject({
    stdout: `${CLIENT} of ${name} speaks for rfsu.\n`,
  });
  await expect(registerClientCommand(config, { ...client, organisation: 'rfsl' })).rejects.toThrow(
    '--client: it speaks for rfsu. Another organisation needs a client of its own.',
  );
  const line = async () =>
    (await listRegistrationsCommand(config)).split('\n').find((text) => text.includes(CLIENT));
  expect(await line()).toMatch(new RegExp(`^${name}\tES256,PS256,EdDSA\t${CLIENT}\trfsu\t20\\S+Z\tactive$`));
  await command('revoke-client', client);
  const revoked = await line();
  expect(revoked).toMatch(/\trevoked 20\S+Z$/);
  // Said twice, it keeps its moment.
  await revokeCommand(config, client);
  expect(await line()).toBe(revoked);
  await registerClientCommand(config, { ...client, organisation: 'rfsu' });
  expect(await line()).toMatch(/\tactive$/);
  await command('revoke-issuer', { issuer: name });
  expect((await command('list-registrations')).stdout).toMatch(
    new RegExp(`\t${CLIENT}\trfsu\t\\S+\trevoked `),
  );
  await command('register-issuer', { issuer: name, 'jwks-uri': jwksUri });
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
  while (!said.includes('/graphql') && node.exitCode === null)
    await new Promise((resolve) => setTimeout(resolve, 20));
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
  expect(said).toContain('"level":"error"');
  for (const token of tokens)
    for (const piece of token.split('.')) {
      expect(said).not.toContain(piece);
      expect(said).not.toContain(piece.slice(0, 20));
    }
  expect(said).not.toContain('secret-of-a-token');
});
