// `import` on the real command line: a file counted, refused with line and column, or counted without its bad rows.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneDatabase, cluster, type TestDatabase } from '../support/database.js';
import { run } from './tools/command-line.js';

const HEAD = 'week,municipality,arena,age_band,gender,change,count_unit,count';
const ROW = '2026-W31,0180,ESCORT_SITE,AGE_21_24,WOMAN,APPEARED,ADVERTS,2';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await cloneDatabase();
  folder = await mkdtemp(join(tmpdir(), 'samverkan-import-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

let files = 0;
function importing(lines: readonly string[], ...options: string[]) {
  return importingAs(`${(files += 1)}.csv`, lines, ...options);
}

async function importingAs(name: string, lines: readonly string[], ...options: string[]) {
  const file = join(folder, name);
  await writeFile(file, lines.join('\n'));
  const secrets = { LOGIN_SECRET: cluster.loginSecret };
  const environment = { DATA_DIR: folder, DATABASE_URL: database.url, ...secrets };
  const args = ['import', file, '--organisation', 'prostitutionsenheten', ...options];
  return { file, ...(await run(args, environment)) };
}

const counted = async () => {
  const [row] = await database.owner.query<{ n: number }[]>(
    'select coalesce(sum(n), 0)::int as n from cube.cell',
  );
  return row!.n;
};

test('counts a file, in whatever order its columns are and with Excel in Swedish between them', async () => {
  const { code, stdout } = await importing([HEAD, ROW, ROW]);
  expect([code, stdout]).toEqual([0, 'Counted 4 records in 2 rows.\n']);
  const turned = (line: string) => line.split(',').reverse().join(';');
  const { stdout: second } = await importing([`\uFEFF${turned(HEAD)}`, turned(ROW), '']);
  expect(second).toBe('Counted 2 records in 1 rows.\n');
  expect(await counted()).toBe(6);
});

test('recognises a file that has been counted', async () => {
  const { code, stderr } = await importing([HEAD, ROW, ROW]);
  expect([code, stderr]).toEqual([1, 'The same content has been imported before.\n']);
});

test('refuses a file with line, column and rule, and imports nothing of it', async () => {
  const before = await counted();
  const bad = [
    ROW.replace('0180', '9999').replace(/2$/, '0'),
    ROW.replace(',2', ''),
    ROW.replace('W31', 'W54'),
  ];
  const { code, stderr } = await importing([HEAD, ROW, ...bad]);
  expect(code).toBe(1);
  expect(stderr.trimEnd().split('\n')).toEqual([
    'Nothing was imported. Rows that break a rule:',
    '  line 3, municipality: the code of a municipality, such as 0180.',
    '  line 3, count: a whole number from 1 to 100000.',
    '  line 4, row: 8 fields, as the head has.',
    '  line 5, week: an ISO 8601 week, such as 2026-W31.',
  ]);
  expect(await counted()).toBe(before);
});

test('names lines as an editor counts them, whatever ends them and however they are quoted', async () => {
  const before = await counted();
  const quoted = ROW.split(',')
    .map((field) => `"${field}"`)
    .join();
  const bad = quoted.replace('WOMAN', 'KVINNA');
  const lines = [`\uFEFF${HEAD}`, quoted, '', bad, ROW.replace('0180', '"0180'), quoted, `${ROW},`, bad];
  for (const end of ['\r\n', '\r', '\n']) {
    const { stderr } = await importing([lines.join(end)]);
    expect(stderr.trimEnd().split('\n')).toEqual([
      'Nothing was imported. Rows that break a rule:',
      '  line 4, gender: one of WOMAN, MAN, OTHER, UNKNOWN.',
      '  line 5, row: 8 fields, as the head has.',
      '  line 7, row: 8 fields, as the head has.',
      '  line 8, gender: one of WOMAN, MAN, OTHER, UNKNOWN.',
    ]);
  }
  const { stdout } = await importing([[lines[0]!, quoted, quoted].join('\r\n')]);
  expect(stdout).toBe('Counted 4 records in 2 rows.\n');
  expect((await counted()) - before).toBe(4);
});

test('reads a long file piece by piece: no row is lost where one ends, and every line keeps its number', async () => {
  const before = await counted();
  // Rows of several lengths, so that pieces end at every place of a row.
  const rows = Array.from({ length: 20_000 }, (_, index) => ROW.replace(/2$/, String(1 + (index % 1_001))));
  const { stdout } = await importing([[HEAD, ...rows].join('\r\n')]);
  const records = rows.reduce((sum, row) => sum + Number(row.split(',')[7]), 0);
  expect(stdout).toBe(`Counted ${records} records in 20000 rows.\n`);
  expect((await counted()) - before).toBe(records);
  const { stderr } = await importing([[HEAD, ...rows, ROW.replace('W31', 'W54')].join('\r\n')]);
  expect(stderr).toContain('line 20002, week:');
});

test('refuses what has no lines, instead of holding it', async () => {
  const { stderr } = await importing([HEAD, 'x'.repeat(300_000)]);
  expect(stderr).toBe('Line 2: longer than any row can be.\n');
});

test('stops naming bad rows after a hundred', async () => {
  const { stderr } = await importing([
    HEAD,
    ...Array.from({ length: 300 }, () => ROW.replace('WOMAN', 'KVINNA')),
  ]);
  expect(stderr.trimEnd().split('\n')).toHaveLength(102);
});

test('leaves bad rows beside the file when it is asked to', async () => {
  const before = await counted();
  const bad = ROW.replace('WOMAN', 'KVINNA');
  const { stdout, file } = await importing([HEAD, bad, ROW.replace('W31', 'W30')], '--skip-invalid');
  expect(stdout).toBe(`Counted 2 records in 1 rows. Left out: 1 rows, in ${file}.rejected.csv.\n`);
  const kept = await readFile(`${file}.rejected.csv`, 'utf8');
  expect(kept).toBe(`${HEAD},reason\n${bad},"gender: one of WOMAN, MAN, OTHER, UNKNOWN."\n`);
  expect((await counted()) - before).toBe(2);
});

test('refuses a head that is not the one, an empty file, and a party that may not import', async () => {
  expect((await importing(['week,count', '2026-W31,1'])).stderr).toMatch(
    /^Line 1: the head must name the columns week,/,
  );
  expect((await importing([''])).stderr).toBe('The file is empty.\n');
  const { stderr } = await importing([HEAD, ROW], '--organisation', 'rfsu');
  expect(stderr).toBe('--organisation: may not import observations by the agreement.\n');
});

test('refuses a file whose name seems to identify somebody, because others read the name', async () => {
  const { code, stderr } = await importingAs('anna@example.com.csv', [HEAD, ROW.replace('W31', 'W29')]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^The name of the file seems to identify a person \(EMAIL/);
  expect(stderr).not.toContain('anna');
});
