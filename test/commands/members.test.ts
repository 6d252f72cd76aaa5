// Tokens for members, and a new member that joins while the server runs.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { post } from '../support/api.js';
import { FULL } from '../api/tools/flags.js';
import { run, start, type Running } from './tools/command-line.js';

let dataDir: string;
let server: Running;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'samverkan-members-'));
  server = await start({ DATA_DIR: dataDir });
});
afterAll(async () => {
  await server.end('SIGINT');
  await rm(dataDir, { recursive: true, force: true });
});

const command = (...args: string[]) => run(args, { DATA_DIR: dataDir });

function ask(token: string, query: string, variables: object = {}) {
  return post(
    server.address,
    { authorization: `Bearer ${token.trim()}` },
    JSON.stringify({ query, variables }),
  );
}

describe('token', () => {
  test('prints a token that works, with every scope of its party', async () => {
    const { code, stdout } = await command('token', 'rfsu');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\S+\.\S+\.\S+\n$/);
    const { data } = await ask(stdout, '{ viewer { organisation { code } scopes } }');
    expect(data.viewer.organisation.code).toBe('rfsu');
    expect(data.viewer.scopes).toEqual(expect.arrayContaining(['trends:read', 'referrals:handle']));
    expect(data.viewer.scopes).not.toContain('referrals:submit');
  });

  test('with the scopes that are asked for, which then are all it may do', async () => {
    const { stdout } = await command('token', 'rfsu', '--scope', 'trends:read');
    expect(
      (await ask(stdout, '{ trendEntries { nodes { id } } viewer { scopes } }')).data.viewer.scopes,
    ).toEqual(['trends:read']);
    const { errors } = await ask(stdout, '{ referrals { nodes { id } } }');
    expect(errors[0]?.message).toBe('referrals needs the scope referrals:read.');
  });

  test('of an organisation that there is not tells which there are', async () => {
    const { code, stdout, stderr } = await command('token', 'rfsv');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^No organisation has this code\. The codes are: .*polisen-stockholm, .*rfsu, /);
    const scoped = await command('token', 'rfsv', '--scope', 'trends:read');
    expect(scoped.code).toBe(1);
  });

  test('with a scope that there is not tells which there are', async () => {
    const { code, stderr } = await command('token', 'rfsu', '--scope', 'trends:delete');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Unknown scope\. The scopes are: trends:read, /);
  });
});

describe('add-organisation', () => {
  const GOTEBORG = {
    code: 'socialtjansten-goteborg',
    name: 'Socialtjänsten, Göteborgs stad',
    party: 'MUNICIPALITY',
    mandate: 'Social services of Göteborg: their group on prostitution follows the web.',
    contact: 'Function mailbox of the group',
    services: 'EXIT_SUPPORT,FINANCIAL',
    regions: '1480',
  };
  const join = (options: object) =>
    command(
      'add-organisation',
      ...Object.entries<string>({ ...options }).flatMap(([name, value]) => [`--${name}`, value]),
    );
  const flag = async () => {
    const { encounterDistrict: _district, ...input } = { ...FULL, encounterMunicipality: '1480' };
    const { data } = await ask(
      server.tokens.get('polisen-stockholm')!,
      `mutation ($input: SubmitReferralFlagInput!) { submitReferralFlag(input: $input) {
         referral { id recipient { code } } errors { code } } }`,
      { input },
    );
    return data.submitReferralFlag.referral as { id: string; recipient: { code: string } };
  };

  test.each([
    ['a party that there is not', { party: 'GOTEBORG' }, /--party: /],
    ['a region that there is not', { regions: '1480,9999' }, /--regions\.1: a code of the region lists/],
    ['a service that there is not', { services: 'LIFT' }, /--services\.0: /],
    ['a code in capitals', { code: 'Goteborg' }, /--code: small letters, digits and dashes/],
  ])('refuses %s', async (_name, change, rule) => {
    const { code, stderr } = await join({ ...GOTEBORG, ...change });
    expect(code).toBe(1);
    expect(stderr).toMatch(rule);
  });

  test("lets Göteborg's group join while the server runs: its token, its fields, its referrals", async () => {
    expect((await flag()).recipient.code).toBe('prostitutionsenheten');

    const joined = await join(GOTEBORG);
    expect(joined).toEqual({
      code: 0,
      stdout: 'socialtjansten-goteborg has joined as MUNICIPALITY.\n',
      stderr: '',
    });
    const { stdout: token } = await command('token', GOTEBORG.code);
    const { data } = await ask(
      token,
      '{ viewer { organisation { code party regions services } } trendEntries { nodes { title methodNotes } } }',
    );
    expect(data.viewer.organisation).toEqual({
      code: GOTEBORG.code,
      party: 'MUNICIPALITY',
      regions: ['1480'],
      services: ['EXIT_SUPPORT', 'FINANCIAL'],
    });
    expect(data.trendEntries.nodes.some((node: { methodNotes: string | null }) => node.methodNotes)).toBe(
      true,
    );
    const denied = await ask(token, '{ trendEntries { nodes { policingNotes } } }');
    expect(denied.errors[0]?.message).toBe('TrendEntry.policingNotes is not shared with MUNICIPALITY.');

    const { id, recipient } = await flag();
    expect(recipient.code).toBe(GOTEBORG.code);
    const taken = await ask(
      token,
      `mutation ($input: ReferralActionInput!) { acknowledgeReferral(input: $input) { referral { status } errors { code } } }`,
      { input: { id, expectedVersion: 1 } },
    );
    expect(taken.data.acknowledgeReferral).toEqual({ referral: { status: 'ACKNOWLEDGED' }, errors: [] });
    const malmo = await ask(
      server.tokens.get('socialtjansten-malmo')!,
      'query ($id: ID!) { referral(id: $id) { id } }',
      { id },
    );
    expect(malmo.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  test('said twice, changes nothing', async () => {
    expect((await join({ ...GOTEBORG, name: 'Någon annan' })).code).toBe(0);
    const { data } = await ask(
      server.tokens.get('rfsu')!,
      '{ organisation(code: "socialtjansten-goteborg") { name } }',
    );
    expect(data.organisation.name).toBe(GOTEBORG.name);
  });
});
