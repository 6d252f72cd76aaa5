// An organisation leaves: it reads and writes nothing from that moment on, also by SQL that runs on its login already; what it wrote stays;
// and no open referral is left without somebody who carries it.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { loginOf, passwordOf } from '../../src/store/login.js';
import { post, type TestApi } from '../support/api.js';
import { said } from '../api/tools/contributions.js';
import { publish, UNIT } from '../api/tools/entries.js';
import { FULL, MINOR, POLICE, submitted } from '../api/tools/flags.js';
import { CONSENT, SOCIALJOUREN, accepted, read, take } from '../api/tools/steps.js';
import { SECRETS, asSuperuser, install, type Installation } from './tools/installation.js';

let installation: Installation;
let api: TestApi;
beforeAll(async () => {
  installation = await install();
  api = await installation.startNode();
});
afterAll(() => installation.close());

const statusOf = async (organisation: string) =>
  (
    await post(
      api.address,
      { authorization: `Bearer ${await api.token(organisation)}` },
      '{"query":"{ viewer { subject } }"}',
    )
  ).status;

/** A session on the login of an organisation, such as injected SQL would run in. */
async function sessionOf(organisation: string): Promise<pg.Client> {
  const { host, port, database } = installation.server;
  const login = loginOf(organisation);
  const password = passwordOf(login, SECRETS.LOGIN_SECRET);
  const client = new pg.Client({ host, port, database, user: login, password, ssl: false });
  client.on('error', () => {});
  await client.connect();
  return client;
}
const WHO = 'recipient { code } status';

describe('Socialjouren leaves', () => {
  let hostile: pg.Client;
  let remembered: string;
  const entriesWith = (token: string) =>
    post(
      api.address,
      { authorization: `Bearer ${token}` },
      '{"query":"{ trendEntries { nodes { title } } }"}',
    );
  let referrals: {
    ofMinor: string;
    inSupport: string;
    returned: string;
    declined: string;
    supported: string;
    closed: string;
  };

  beforeAll(async () => {
    // Consent of an adult reaches nobody in Stockholm but those named; of a minor it is not asked.
    const ofMinor = (await submitted(api, MINOR)).id;
    const inSupport = await accepted(api, { ...CONSENT, organisations: [SOCIALJOUREN, 'rfsu'] });
    await take(api, SOCIALJOUREN, 'inviteSupporter', { id: inSupport, organisation: 'rfsu' });
    await take(api, SOCIALJOUREN, 'recordContact', { id: inSupport });
    const returned = await accepted(api);
    await take(api, SOCIALJOUREN, 'returnReferral', { id: returned, reason: 'OTHER' });
    const declined = (await submitted(api)).id;
    await take(api, SOCIALJOUREN, 'acknowledgeReferral', { id: declined });
    await take(api, SOCIALJOUREN, 'declineReferral', { id: declined, reason: 'NO_CAPACITY' });
    const closed = await accepted(api);
    await take(api, SOCIALJOUREN, 'closeReferral', { id: closed, outcome: 'SUPPORT_COMPLETED' });
    const supported = (
      await submitted(api, {
        ...FULL,
        encounterMunicipality: '1280',
        encounterDistrict: null,
        consent: { ...CONSENT, organisations: ['socialtjansten-malmo', SOCIALJOUREN] },
      })
    ).id;
    for (const mutation of ['acknowledgeReferral', 'acceptReferral'])
      await take(api, 'socialtjansten-malmo', mutation, { id: supported });
    await take(api, 'socialtjansten-malmo', 'inviteSupporter', { id: supported, organisation: SOCIALJOUREN });
    referrals = { ofMinor, inSupport, returned, declined, supported, closed };

    const { id } = await publish(api, { title: 'Sett av alla' });
    await said(api, SOCIALJOUREN, id, 'CONFIRMS');
    hostile = await sessionOf(SOCIALJOUREN);
    expect((await hostile.query('select title from trends.revision')).rows).toHaveLength(1);
    remembered = await api.token(SOCIALJOUREN);
    expect((await entriesWith(remembered)).text).toContain('Sett av alla');
  });

  test('the command says what it did, and may be repeated', async () => {
    const said = (carried: number, supported: number) => ({
      code: 0,
      stderr: '',
      stdout:
        'socialjouren has left: its login is closed, and its tokens are refused within a minute. ' +
        `Open referrals handed on: ${carried}. Referrals that it no longer supports: ${supported}.\n`,
    });
    // Its own row it may hold, for as long as it likes; nothing waits for that.
    await hostile.query(
      `set idle_in_transaction_session_timeout = 0; begin;
       select from directory.organisation where id = directory.session_organisation() for update`,
    );
    expect(await installation.command('deactivate-organisation', SOCIALJOUREN)).toEqual(said(4, 1));
    expect(await installation.command('deactivate-organisation', SOCIALJOUREN)).toEqual(said(0, 0));
  });

  test('a session that was open is ended, and no other begins', async () => {
    await expect(hostile.query('select title from trends.revision')).rejects.toThrow();
    await expect(sessionOf(SOCIALJOUREN)).rejects.toMatchObject({ code: '28P01' });
    // The others go on.
    const other = await sessionOf('rfsl');
    expect((await other.query('select title from trends.revision')).rows).toHaveLength(1);
    await other.end();
  });

  test('a session that was not ended in time would read nothing: its rights are gone', async () => {
    const reads = `select has_any_column_privilege($1, 'trends.revision', 'select') as reads`;
    const { owner } = api.database;
    expect(await owner.query(reads, [loginOf(SOCIALJOUREN)])).toEqual([{ reads: false }]);
    expect(await owner.query(reads, [loginOf('sodermalm')])).toEqual([{ reads: true }]);
  });

  test('its tokens get no data from now on, and are refused, new ones too, when the node has looked at registrations again', async () => {
    const { status, text } = await entriesWith(remembered);
    expect([401, 503]).toContain(status); // how long the command took decides
    expect(text).not.toContain('Sett av alla');
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 30_000);
    expect((await entriesWith(remembered)).status).toBe(401);
    expect(await statusOf(SOCIALJOUREN)).toBe(401);
    expect(await statusOf('rfsl')).toBe(200);
    clock.mockRestore();
  });

  test('whatever it carried is carried by those whom consent reaches: here the unit, for a minor too', async () => {
    const { ofMinor, inSupport, returned, declined } = referrals;
    for (const id of [ofMinor, inSupport, returned, declined])
      expect(await read(api, UNIT, id, WHO)).toEqual({ recipient: { code: UNIT }, status: 'SUBMITTED' });
    expect(await read(api, 'rfsu', inSupport, 'status')).toEqual({ status: 'SUBMITTED' }); // goes on to support it
    expect(await read(api, POLICE, returned, 'status')).toEqual({ status: 'SUBMITTED' });
    await take(api, UNIT, 'acknowledgeReferral', { id: ofMinor });
  });

  test('what it supported goes on without it, what had ended stays as it was, and what it wrote is read', async () => {
    const { supported, closed } = referrals;
    expect(await read(api, UNIT, supported, `${WHO} supporters { code }`)).toEqual({
      recipient: { code: 'socialtjansten-malmo' },
      status: 'ACCEPTED',
      supporters: [],
    });
    expect(await read(api, UNIT, closed, WHO)).toEqual({
      recipient: { code: SOCIALJOUREN },
      status: 'CLOSED',
    });
    const { data } = await api.as('rfsl')('{ trendEntries { nodes { corroborations { verdict } } } }');
    expect(data.trendEntries.nodes).toEqual([{ corroborations: [{ verdict: 'CONFIRMS' }] }]);
  });

  test('no flag goes to it any more', async () => {
    expect((await submitted(api, MINOR)).recipient.code).toBe(UNIT);
  });

  test('every step is on record', async () => {
    const actions = await api.database.owner.query<{ action: string; count: number }[]>(
      `select action, count(*)::int as count from journal.audit where client = 'command line' group by 1 order by 1`,
    );
    expect(actions).toEqual([
      { action: 'deactivateOrganisation', count: 2 },
      { action: 'redirectReferral', count: 4 },
      { action: 'removeSupporter', count: 1 },
    ]);
  });

  test('migrate, which brings every login up to date, opens none that is closed', async () => {
    expect((await installation.command('migrate')).code).toBe(0);
    await expect(sessionOf(SOCIALJOUREN)).rejects.toMatchObject({ code: '28P01' });
    const again = await installation.command(
      ...[
        'add-organisation',
        '--code',
        SOCIALJOUREN,
        '--name',
        'x',
        '--party',
        'DISTRICT',
        '--mandate',
        'x',
        '--contact',
        'x',
      ],
    );
    expect([again.code, again.stderr]).toEqual([
      1,
      '--code: this organisation has left; `reactivate-organisation` lets it back in.\n',
    ]);
  });

  test('and a member is not added again under another party, whose grants it would have beside its own', async () => {
    const { code, stderr } = await installation.command(
      ...['add-organisation', '--code', 'rfsl', '--name', 'x', '--party', 'POLICE'],
      ...['--mandate', 'x', '--contact', 'x'],
    );
    expect([code, stderr]).toEqual([1, '--party: this organisation is a member already, as RFSL.\n']);
    const { rows } = await asSuperuser(
      installation.superuserUrl,
      `select pg_has_role('samverkan_org_rfsl', 'samverkan_police', 'member') as police,
         pg_has_role('samverkan_org_rfsl', 'samverkan_rfsl', 'member') as own`,
    );
    expect(rows).toEqual([{ police: false, own: true }]);
  });

  test('it may come back, and reads what it may, but not what was handed on', async () => {
    expect(await installation.command('reactivate-organisation', SOCIALJOUREN)).toEqual({
      code: 0,
      stderr: '',
      stdout: 'socialjouren is a member again, with the clients that were registered for it.\n',
    });
    expect(await statusOf(SOCIALJOUREN)).toBe(200);
    expect(await read(api, SOCIALJOUREN, referrals.closed, 'status')).toEqual({ status: 'CLOSED' });
    expect(await read(api, SOCIALJOUREN, referrals.ofMinor, 'status')).toBeNull();
    const own = await sessionOf(SOCIALJOUREN);
    expect((await own.query('select title from trends.revision')).rows).toHaveLength(1);
    await own.end();
    expect((await submitted(api, MINOR)).recipient.code).toBe(SOCIALJOUREN);
    expect((await installation.command('reactivate-organisation', SOCIALJOUREN)).stderr).toBe(
      'The organisation has not left.\n',
    );
  });
});

test('the default recipient of the place takes over from one that is not', async () => {
  const consent = { ...CONSENT, organisations: [SOCIALJOUREN, 'sodermalm'] };
  const id = await accepted(api, consent);
  await take(api, SOCIALJOUREN, 'redirectReferral', { id, recipient: 'sodermalm' });
  expect((await installation.command('deactivate-organisation', 'sodermalm')).code).toBe(0);
  expect(await read(api, UNIT, id, WHO)).toEqual({ recipient: { code: SOCIALJOUREN }, status: 'SUBMITTED' });
  expect(await read(api, SOCIALJOUREN, id, 'status')).toEqual({ status: 'SUBMITTED' });
});

test('an open stream ends, and its client is refused when it comes again', async () => {
  const token = await api.token('farsta');
  const open = () =>
    fetch(`${api.address}/graphql/stream`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ query: 'subscription { changed { cursor } }' }),
    });
  // Only the clock of the checks is hurried, so that the test need not wait for half a minute.
  jest.useFakeTimers({
    doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'setInterval'],
    advanceTimers: 50,
  });
  const stream = await open();
  expect(stream.status).toBe(200);
  const ended = stream.text();
  expect((await installation.command('deactivate-organisation', 'farsta')).code).toBe(0);
  jest.advanceTimersByTime(61_000);
  expect(await ended).not.toMatch(/cursor/);
  jest.useRealTimers();
  // The node may have looked at its registrations just before the organisation left: it does again within a minute.
  const comeAgain = async () => {
    const again = await open();
    await again.body?.cancel();
    return again.status;
  };
  for (const end = Date.now() + 60_000; Date.now() < end && (await comeAgain()) !== 401;) await pause(200);
  expect(await comeAgain()).toBe(401);
});

test.each([
  [UNIT, 'The unit cannot leave: it publishes, and coordinates every referral.\n'],
  ['nobody', 'No organisation has this code.\n'],
])('%s is refused', async (code, stderr) => {
  expect(await installation.command('deactivate-organisation', code)).toEqual({
    code: 1,
    stdout: '',
    stderr,
  });
});

test('what somebody was about to give it while it left is handed on too', async () => {
  const { id } = await submitted(api);
  const client = new pg.Client({ connectionString: installation.superuserUrl, ssl: false });
  await client.connect();
  await client.query('begin');
  await client.query(
    `update referrals.referral set recipient_id = (select id from directory.organisation where code = 'bromma') where id = $1`,
    [id.slice(4)],
  );
  const leaving = installation.command('deactivate-organisation', 'bromma');
  const isWaiting = `select from pg_stat_activity where wait_event = 'advisory' and application_name = 'samverkan-owner'`;
  while ((await asSuperuser(installation.superuserUrl, isWaiting)).rowCount === 0) await pause(50);
  await client.query('commit');
  await client.end();
  expect(await leaving).toMatchObject({ code: 0, stdout: expect.stringContaining('handed on: 1.') });
  const carrier = await read(api, UNIT, id, 'recipient { code }');
  expect(carrier.recipient.code).not.toBe('bromma');
});
