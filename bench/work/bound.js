// What it costs that whoever sends a token proves to hold its key (DPoP): the same requests with bound tokens and without, on the same
// server code. A proof is verified and written down before anything is done, so the smallest question shows it most.
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SignJWT, calculateJwkThumbprint, importJWK } from 'jose';
import { line } from '../harness/report.js';
import { OPERATION } from './read-entries.js';
import {
  DEVELOPMENT_ISSUER,
  developmentClient,
  openDevelopmentIssuer,
} from '../../dist/auth/development-issuer.js';
import { SCOPES } from '../../dist/auth/scopes.js';

const ADDRESS = 'https://samverkan.bench/graphql';
const QUESTIONS = { 'read 50 entries': OPERATION, 'the smallest question': '{ viewer { subject } }' };
const bearer = (work) => work;
const bound = (work) => `${work}, bound`;

export async function boundTokens(database, { connections }) {
  const { url, loginSecret, dataDir } = database;
  const config = { url, loginSecret, dataDir, poolSize: connections, organisation: 'rfsu' };
  const prove = await prover(dataDir);
  const contenders = Object.entries(QUESTIONS).flatMap(([work, query]) => {
    const body = JSON.stringify({ query });
    return [
      { name: bound(work), file: 'ours.js', config, next: () => ({ body, headers: prove() }) },
      { name: bearer(work), file: 'ours.js', config, next: () => body },
    ];
  });
  return { name: 'bound', contenders, check, rows };
}

async function check(running) {
  for (const { contender, client } of running) {
    const { json } = await client.ask(contender.next());
    if (json.errors) throw new Error(`${contender.name}: ${json.errors[0].message}`);
  }
}

function rows(results) {
  return Object.keys(QUESTIONS).map((work) =>
    line(bound(work), 'ours, any holder', results.get(bound(work)), results.get(bearer(work)), {}),
  );
}

/** A token of the development issuer that is bound to a new key, and a proof of that key for each request. */
async function prover(dataDir) {
  await openDevelopmentIssuer(dataDir);
  const issuer = JSON.parse(await readFile(join(dataDir, 'issuer.jwk'), 'utf8'));
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' });
  const claims = {
    client_id: developmentClient('rfsu'),
    scope: SCOPES.join(' '),
    cnf: { jkt: await calculateJwkThumbprint(jwk) },
  };
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: issuer.kid })
    .setIssuer(DEVELOPMENT_ISSUER)
    .setSubject('benchmark')
    .setAudience(ADDRESS)
    .setIssuedAt()
    .setExpirationTime('12h')
    .setJti(randomUUID())
    .sign(await importJWK(issuer, 'ES256'));
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = part({ typ: 'dpop+jwt', alg: 'ES256', jwk });
  const ath = createHash('sha256').update(token).digest('base64url');
  return () => {
    const iat = Math.floor(Date.now() / 1_000);
    const signed = `${header}.${part({ jti: randomUUID(), htm: 'POST', htu: ADDRESS, iat, ath })}`;
    const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return { authorization: `DPoP ${token}`, dpop: `${signed}.${signature.toString('base64url')}` };
  };
}
