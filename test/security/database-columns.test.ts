// The database layer alone: what each organisation's own login may read and write, without any of our code in between.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { KNOWN_COLUMNS, agreedPrivileges } from './support/columns.js';
import { CODES, ORGANISATIONS } from './support/organisations.js';
import { OWN_LOGINS, WORKER, WRITTEN_TEXTS } from './support/own-logins.js';
import { liveColumns, privilegeDifferences, type Database } from './support/privileges.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { grantDifferences } from '../../src/store/live-grants.js';

let database: TestDatabase;
let owner: Database;
beforeAll(async () => {
  database = await cloneDatabase();
  owner = { query: (sql, parameters) => database.owner.query(sql, parameters) };
});
afterAll(() => database.drop());

test('every column of the database is accounted for', async () => {
  expect(await liveColumns(owner)).toEqual(KNOWN_COLUMNS);
});

test('every login has exactly the privileges that the agreement gives its party', async () => {
  expect(await privilegeDifferences(owner)).toEqual([]);
  expect(await grantDifferences(database.owner)).toEqual([]);
});

test('no login is more than a login, and no party more than a role', async () => {
  const roles = await owner.query<{ name: string; mighty: boolean; login: boolean }>(
    `select rolname as name, rolcanlogin as login,
            rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls as mighty
     from pg_roles where rolname like 'samverkan%' and rolname <> 'samverkan_owner'`,
  );
  expect(roles.length).toBeGreaterThanOrEqual(CODES.length + 9);
  expect(roles.filter(({ mighty }) => mighty)).toEqual([]);
  const logins = roles.filter(({ login }) => login).map(({ name }) => name);
  expect(logins.filter((name) => !/^samverkan_(org_.+|service|worker|proofs)$/.test(name))).toEqual([]);
});

/** Every column whose reading does not go as it should: read where it is agreed, refused where it is not. */
async function readingMistakes(source: Database, agreed: ReadonlySet<string>): Promise<string[]> {
  const wrong: string[] = [];
  for (const name of KNOWN_COLUMNS) {
    const [schema, table, column] = name.split('.');
    const outcome = await source.query(`select "${column}" from ${schema}.${table}`).then(
      () => 'read',
      ({ code: state }: { code: string }) => state,
    );
    if (outcome !== (agreed.has(`SELECT ${name}`) ? 'read' : '42501')) wrong.push(`${name}: ${outcome}`);
  }
  return wrong;
}

describe.each(CODES)('%s', (code) => {
  test('reads each column that it is given, and is refused each other', async () => {
    const source: Database = await database.sources.of(code);
    expect(await readingMistakes(source, agreedPrivileges(ORGANISATIONS[code]!))).toEqual([]);
  });
});

test('so do the look-up of clients, the record of proofs and the worker, and the worker reads no text that somebody wrote', async () => {
  const { sources: all } = database;
  const sources: Database[] = [await all.service(), await all.worker(), await all.proofs()];
  for (const [index, source] of sources.entries())
    expect(await readingMistakes(source, OWN_LOGINS[index]!.agreed)).toEqual([]);
  expect(WRITTEN_TEXTS.filter((text) => !KNOWN_COLUMNS.includes(text.replace('SELECT ', '')))).toEqual([]);
  expect(WRITTEN_TEXTS.filter((text) => WORKER.agreed.has(text))).toEqual([]);
});
