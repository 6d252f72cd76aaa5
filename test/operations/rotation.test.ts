// From one secret to the next while nodes run, as docs/operations.md says it.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { loginOf, passwordOf } from '../../src/store/login.js';
import { post, type TestApi } from '../support/api.js';
import { SECRETS, asSuperuser, install, letJoin, LATER, type Installation } from './tools/installation.js';

const NEXT = 'the second secret of logins of an installation';

let installation: Installation;
let node: TestApi;
beforeAll(async () => {
  installation = await install();
  await letJoin(installation);
  node = await installation.startNode();
});
afterAll(() => installation.close());

const ask = async (api: TestApi, organisation: string) => {
  const authorization = `Bearer ${await api.token(organisation)}`;
  return post(
    api.address,
    { authorization },
    '{"query":"{ viewer { subject } trendEntries { nodes { id } } }"}',
  );
};

async function canLogIn(organisation: string, secret: string): Promise<boolean> {
  const { host, port, database } = installation.server;
  const user = loginOf(organisation);
  const client = new pg.Client({
    host,
    port,
    database,
    user,
    password: passwordOf(user, secret),
    ssl: false,
  });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: '28P01' });
    return false;
  }
}

describe('LOGIN_SECRET', () => {
  test('migrate gives every login its new password; an old node goes on with what is open, and asks for patience else', async () => {
    expect((await ask(node, 'rfsu')).status).toBe(200);
    const { code, stderr } = await installation.commandWith({ LOGIN_SECRET: NEXT }, 'migrate');
    expect([code, stderr]).toEqual([0, '']);
    for (const organisation of ['rfsu', 'polisen-stockholm', 'prostitutionsenheten', LATER]) {
      expect(await canLogIn(organisation, SECRETS.LOGIN_SECRET)).toBe(false);
      expect(await canLogIn(organisation, NEXT)).toBe(true);
    }
    expect((await ask(node, 'rfsu')).status).toBe(200);
    const { status, errors } = await ask(node, 'rfsl'); // which has no connection yet
    expect([status, errors[0]!.extensions.code]).toEqual([503, 'UNAVAILABLE']);
  });

  test('a node with the new secret answers everybody', async () => {
    const next = await installation.startNode({ loginSecret: NEXT });
    for (const organisation of ['rfsu', 'rfsl', 'farsta'])
      expect((await ask(next, organisation)).status).toBe(200);
    await next.close();
  });

  test('a stream on an old node ends when nobody can be asked about its token any more', async () => {
    const asked = await fetch(`${node.address}/graphql/stream`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await node.token('rfsu')}`,
        accept: 'text/event-stream',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ query: 'subscription { changed { kind } }' }),
    });
    expect(asked.status).toBe(200);
    await asSuperuser(
      installation.superuserUrl,
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'samverkan_service'`,
    );
    expect(await asked.text()).toMatch(/retry: \d{4}\n\n$/);
  }, 90_000);

  test('sessions that the old one opened end when they are told to', async () => {
    await asSuperuser(
      installation.superuserUrl,
      `select pg_terminate_backend(pid) from pg_stat_activity where usename like 'samverkan\\_org%'`,
    );
    expect((await ask(node, 'rfsu')).errors[0]!.extensions.code).toBe('UNAVAILABLE');
    await node.close();
  });
});

test('SUBJECT_SECRET: with another one a person has another pseudonym, and everything else is as before', async () => {
  const [before, after] = [
    await installation.startNode({ loginSecret: NEXT }),
    await installation.startNode({
      loginSecret: NEXT,
      subjectSecret: 'the second secret of subjects of an installation',
    }),
  ];
  const answers = [await ask(before, 'rfsu'), await ask(after, 'rfsu')];
  const [one, other] = answers.map(({ data }) => data.viewer.subject as string);
  expect([one, other]).toEqual([expect.stringMatching(/^[\w-]{22}$/), expect.stringMatching(/^[\w-]{22}$/)]);
  expect(one).not.toBe(other);
  expect(answers.map(({ data }) => data.trendEntries)).toEqual([{ nodes: [] }, { nodes: [] }]);
});
