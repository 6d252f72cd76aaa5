// What a stream of changes does without a notification, and when its token does not hold any more.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SignJWT, importJWK, type JWK } from 'jose';
import { DEVELOPMENT_ISSUER, developmentClient } from '../../src/auth/development-issuer.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { publish } from '../api/tools/entries.js';
import { sequence } from './tools/follower.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

/** A token of RFSU that holds for so many seconds. */
async function tokenFor(seconds: number): Promise<string> {
  const key = JSON.parse(await readFile(join(api.keys, 'issuer.jwk'), 'utf8')) as JWK;
  return new SignJWT({ client_id: developmentClient('rfsu'), scope: 'trends:read' })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.kid! })
    .setIssuer(DEVELOPMENT_ISSUER)
    .setSubject('test')
    .setAudience(api.audience)
    .setIssuedAt()
    .setExpirationTime(`${seconds}s`)
    .setJti(randomUUID())
    .sign(await importJWK(key, 'ES256'));
}

/** Opens a stream; `until` resolves with everything said on it, when a text has been said or the stream has ended. */
async function stream(token: string) {
  const ending = new AbortController();
  const response = await fetch(`${api.address}/graphql/stream`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'text/event-stream',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ query: 'subscription { changed { kind objectId } }' }),
    signal: ending.signal,
  });
  const parts = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let said = '';
  return {
    async until(text: string) {
      for (; !said.includes(text);) {
        const { done, value } = await parts.read();
        if (done) return { said, isOver: true };
        said += value;
      }
      return { said, isOver: false };
    },
    stop: () => ending.abort(),
  };
}

test('a change arrives although its notification was lost, because a node looks by itself', async () => {
  const following = await stream(await tokenFor(300));
  const { id } = await publish(api);
  // The notification of this goes to a channel on which nobody listens.
  await sequence(api);
  expect(await following.until(id)).toMatchObject({ isOver: false });
  following.stop();
});

test('a stream ends with its token, without completion and with a word about coming again; one whose token holds goes on', async () => {
  const [ending, lasting] = [await stream(await tokenFor(5)), await stream(await tokenFor(300))];
  const { said, isOver } = await ending.until('event: complete');
  expect(isOver).toBe(true);
  expect(said).toMatch(/retry: \d{4}\n\n$/);
  const { id } = await publish(api);
  await sequence(api);
  expect(await lasting.until(id)).toMatchObject({ isOver: false });
  lasting.stop();
});
