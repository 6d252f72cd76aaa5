// The log of the database server, which no permission reaches: nothing that was stored or sent stands in it.
import { AUDIT_SECRET } from '../api/tools/audit.js';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { run } from '../commands/tools/command-line.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { namePostgres } from '../support/named-postgres.js';
import { cloneDatabase, cluster, openSources, type TestDatabase } from '../support/database.js';
import { settingsThatLogValues } from '../../src/store/server-log.js';

/** What PostgreSQL would do unless told otherwise, and what operators like to switch on. */
const DEFAULTS: Readonly<Record<string, string>> = {
  log_error_verbosity: 'default',
  log_min_messages: 'warning',
  log_min_error_statement: 'error',
  log_parameter_max_length: '-1',
  log_parameter_max_length_on_error: '-1',
};

const told = (database: TestDatabase, settings: Readonly<Record<string, string>>) =>
  database.owner.query(
    Object.entries(settings)
      .map(([name, value]) => `alter database ${database.name} set ${name} = '${value}'`)
      .join('; '),
  );

async function log(): Promise<string> {
  const note = await readFile(join(cluster.dataDir, 'moved-to.json'), 'utf8').catch(() => null);
  const home = note === null ? cluster.dataDir : (JSON.parse(note) as { home: string }).home;
  return readFile(join(home, 'postgres.log'), 'utf8');
}

const WAYS = [
  'a key that exists already',
  'a row that breaks a check',
  'a row without what it must have',
  'a value that is no date',
  'a parameter of a statement that fails',
  'a statement that is written out',
  'a cursor made by hand',
];

/** Makes statements fail in every way that quotes what they were about; each way has a word of its own. */
async function stumble(api: TestApi): Promise<Readonly<Record<string, string>>> {
  const words = Object.fromEntries(WAYS.map((way) => [way, `vittne${randomBytes(6).toString('hex')}`]));
  const [existing, checked, missing, date, parameter, literal, cursor] = Object.values(words);
  const source = await api.database.sources.of('rfsu');
  const own = `(select id from directory.organisation where code = 'rfsu')`;
  const key = `insert into journal.idempotency (organisation_id, key, operation, fingerprint) values (${own}, $1, 'x', '')`;
  const report =
    'insert into activity.report (organisation_id, month, municipality, kind, note, count) values';
  const failures: readonly (readonly [string, unknown[]])[] = [
    [key, [existing]],
    [`${report} (${own}, '2026-01', '0180', 'CHAT', $1, -1)`, [checked]],
    [`${report} (${own}, '2026-01', '0180', 'CHAT', $1, null)`, [missing]],
    ['select $1::date', [date]],
    ['select 1 / length(left($1::text, 0))', [parameter]],
    [`select 1 / length(left('${literal}', 0))`, []],
  ];
  await source.query(key, [existing]);
  for (const [sql, values] of failures) await expect(source.query(sql, values)).rejects.toThrow();
  const after = Buffer.from(JSON.stringify(['referrals', cursor, cursor])).toString('base64url');
  const { errors } = await api.as('rfsu')(`{ referrals(after: "${after}") { nodes { id } } }`);
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  return words;
}

let talkative: TestDatabase;
beforeAll(async () => {
  talkative = await cloneDatabase();
});
afterAll(() => talkative.drop());

describe('what statements stumble over', () => {
  test('stands nowhere in the log', async () => {
    const api = await startTestApi();
    const words = await stumble(api);
    await api.close();
    const text = await log();
    expect(WAYS.filter((way) => text.includes(words[way]!))).toEqual([]);
  });

  test('would stand there under the settings that PostgreSQL comes with', async () => {
    const api = await startTestApi();
    // The pool of an organisation opens when it first asks.
    await told(api.database, DEFAULTS);
    const words = await stumble(api);
    await api.close();
    const text = await log();
    expect(WAYS.filter((way) => !text.includes(words[way]!))).toEqual([]);
  });
});

describe('a server whose log would hold values', () => {
  const settings = async () => {
    const sources = openSources(talkative.url, 1);
    return settingsThatLogValues(await sources.service()).finally(() => sources.close());
  };

  test('is told by each setting; the embedded one is none', async () => {
    expect(await settings()).toEqual([]);
    for (const [name, value] of Object.entries({ ...DEFAULTS, log_statement: 'ddl' })) {
      await told(talkative, { [name]: value });
      expect(await settings()).toEqual([expect.stringContaining(`${name} is ${value}: must be `)]);
      await talkative.owner.query(`alter database ${talkative.name} reset ${name}`);
    }
  });

  test.each(['api', 'worker'])('%s refuses to run on it in production', async (command) => {
    await told(talkative, { log_error_verbosity: 'default' });
    const server = await namePostgres(talkative.url, '18.7');
    const secret = 'a secret of thirty-two characters or more';
    const { code, stdout, stderr } = await run([command], {
      ...{ MODE: 'production', DATABASE_URL: server.urlOf(talkative.url), LOGIN_SECRET: cluster.loginSecret },
      ...{
        SUBJECT_SECRET: secret,
        CELL_SECRET: secret,
        WEBHOOK_KEY: secret,
        AUDIT_KEY: AUDIT_SECRET,
        PUBLIC_URL: 'https://samverkan.test',
        PORT: '0',
      },
    });
    await server.close();
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('log_error_verbosity is default: must be terse');
  });
});

test('the shipped settings of PostgreSQL are silent: what they do not say is as PostgreSQL comes', async () => {
  const file = await readFile(join(import.meta.dirname, '../../deploy/postgres/samverkan.conf'), 'utf8');
  const shipped = Object.fromEntries(
    [...file.matchAll(/^(\w+) = '?([^'\n]*)'?$/gm)].map(([, name, setting]) => [name!, setting!]),
  );
  const withFile = (settings: Readonly<Record<string, string>>) => ({
    query: async (_sql: string, [names]: [string[]]) => {
      const rows = await talkative.owner.query<{ name: string; boot_val: string }[]>(
        'select name, boot_val from pg_settings where name = any ($1)',
        [names],
      );
      return rows.map(({ name, boot_val }) => ({ name, setting: settings[name] ?? boot_val }));
    },
  });
  const loud = async (settings: Readonly<Record<string, string>>) =>
    (await settingsThatLogValues(withFile(settings) as never)).map((line) => line.split(' ')[0]);
  expect(await loud(shipped)).toEqual([]);
  expect(await loud({})).toContain('log_min_messages');
});
