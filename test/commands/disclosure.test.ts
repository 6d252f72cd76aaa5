// `npm run disclosure`: prints what the reference vectors say, and refuses by name.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { REFERENCE_TABLES, vector, vectorPath } from '../unit/tools/reference-vectors.js';
import { run } from './tools/command-line.js';

const STRICT = ['--max-noise', '10', '--variance', '10', '--threshold', '4'];
const MILD = ['--max-noise', '5', '--variance', '3', '--threshold', '2'];
const SECRETS = ['--record-secret', 'dev-record-secret', '--cell-secret', 'dev-cell-pepper'];
const U32 = ['--keys', 'u32', ...SECRETS, '--dataset', 'observations'];

const disclosure = (...args: string[]) => run(args, {}, 'dist/disclosure.js');
const tabulate = (micro: string, dims: string, ...others: string[]) =>
  disclosure('tabulate', '--micro', micro, '--dims', dims, ...others);
const fixture = (name: string) => readFileSync(vectorPath(name), 'utf8');
const microWith = (text: string) => {
  const path = join(mkdtempSync(join(tmpdir(), 'samverkan-micro-')), 'micro.csv');
  writeFileSync(path, text);
  return path;
};

test('npm run disclosure builds what it runs', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect(scripts.disclosure).toBe('node build.js && NODE_ENV=production node dist/disclosure.js');
});

describe('ptable', () => {
  test.each(REFERENCE_TABLES)('prints $id', async ({ id, maxNoise, variance, threshold, stay, rising }) => {
    const { stdout, code } = await disclosure(
      ...['ptable', '--max-noise', String(maxNoise), '--variance', String(variance)],
      ...['--threshold', String(threshold), '--pstay', stay.join(), '--mono', rising.join()],
    );
    expect(code).toBe(0);
    const [header, ...lines] = stdout.trimEnd().split('\n');
    expect(header).toBe('i,j,v,p');
    const expected = vector(`table_${id}.csv`);
    expect(lines.map((line) => line.split(',').slice(0, 3))).toEqual(
      expected.map((line) => line.slice(0, 3)),
    );
    lines.forEach((line, k) => {
      const p = line.split(',')[3]!;
      expect(p).toMatch(/^[01]\.\d{15}$/);
      expect(Math.abs(Number(p) - Number(expected[k]![3]))).toBeLessThan(1e-9);
    });
  });

  test('says which row varies less than asked', async () => {
    const { stderr } = await disclosure('ptable', ...STRICT);
    expect(stderr).toBe('Row 1 attains a variance of 5.662786782, not 10.\n');
    expect((await disclosure('ptable', ...MILD)).stderr).toBe('');
  });

  test('refuses an impossible table with its rows and reasons, and prints none', async () => {
    const tight = await disclosure('ptable', '--max-noise', '10', '--variance', '5', '--threshold', '4');
    expect([tight.code, tight.stdout]).toEqual([1, '']);
    expect(tight.stderr).toMatch(
      /^There is no such table\.\nRow 2: .*at least 6, and 5 is allowed.*\nRow 3: .*\n$/,
    );
    const stays = await disclosure('ptable', ...MILD, '--pstay', '0,0,0.5,0.5,0.5,0.5,0.5,0.9');
    expect(stays.stderr).toMatch(
      /^There is no such table\.\nRow 8: the variance 3 is not attained: .*0\.9.*\n$/,
    );
  });

  test.each([
    ['--max-noise', ['--max-noise', '0', '--variance', '1', '--threshold', '0']],
    ['--max-noise', ['--max-noise', '2.5', '--variance', '1', '--threshold', '0']],
    ['--max-noise', ['--variance', '1', '--threshold', '0']],
    ['--variance', ['--max-noise', '2', '--variance', '-1', '--threshold', '0']],
    ['--variance', ['--max-noise', '2', '--variance', 'much', '--threshold', '0']],
    ['--threshold', ['--max-noise', '2', '--variance', '1', '--threshold', '2']],
    ['--threshold', ['--max-noise', '2', '--variance', '1']],
    ['--pstay', [...MILD, '--pstay', '1']],
    ['--pstay', [...MILD, '--pstay', '0.1,0.2']],
    ['--mono', [...MILD, '--mono', 'yes']],
    ['--mono', [...MILD, '--mono', 'true,false']],
    ['--what', [...MILD, '--what']],
  ])('names %s when it does not fit: %j', async (name, args) => {
    const { code, stdout, stderr } = await disclosure('ptable', ...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(name);
  });
});

describe('tabulate', () => {
  const micro = vectorPath('micro_800.csv');
  const wide = 'year,region,arena,status';

  test('prints the worked examples, every cell of them', async () => {
    const strict = await tabulate(micro, wide, ...STRICT, '--keys', 'float');
    expect(strict.stdout).toBe(fixture('float_year_region_arena_status_D10_V10_js4.csv'));
    const mild = await tabulate(micro, 'region,gender,age_band', ...MILD, '--keys', 'float');
    expect(mild.stdout).toBe(fixture('float_region_gender_age_D5_V3_js2.csv'));
    const words = await tabulate(micro, wide, ...STRICT, ...U32);
    expect(words.stdout).toBe(fixture('u32_year_region_arena_status_D10_V10_js4.csv'));
  });

  test('adds fractions exactly, and reads quoted fields', async () => {
    const path = microWith('rkey,"place"\r\n0.1,"a ""b"""\r\n0.2,"a ""b"""\r\n0.7,"c, d"\r\n');
    const { stdout } = await tabulate(path, 'place', ...MILD, '--keys', 'float');
    const cells = stdout.split('\n').map((line) => /^(.*?),\d,(0\.\d+)/.exec(line)?.slice(1));
    expect(cells).toEqual([
      undefined,
      ...[
        ['Total', '0.00000000'],
        ['"a ""b"""', '0.30000000'],
        ['"c, d"', '0.70000000'],
      ],
      undefined,
    ]);
  });

  test.each([
    ['--keys', micro, 'year', ['--keys', 'u64']],
    ['--keys', micro, 'year', []],
    ['--keys', micro, 'year', ['--keys', 'u32', ...SECRETS]],
    ['--dims: the file has no column month', micro, 'year,month', ['--keys', 'float']],
    ['--dims', micro, 'year,year', ['--keys', 'float']],
    ['--micro: the file cannot be read (ENOENT)', 'nowhere.csv', 'year', ['--keys', 'float']],
    ['--micro: the file has no column rkey', microWith('a\n1\n'), 'a', ['--keys', 'float']],
    ['--micro: line 3: rkey', microWith('a,rkey\n1,0.5\n1,1.5\n'), 'a', ['--keys', 'float']],
    ['--micro: line 2: 3 fields', microWith('a,rkey\n1,0.5,2\n'), 'a', ['--keys', 'float']],
    ['--micro: line 2: the quotes', microWith('a,rkey\n"1,0.5\n'), 'a', ['--keys', 'float']],
    ['--micro: line 2: a is Total', microWith('a,rkey\nTotal,0.5\n'), 'a', ['--keys', 'float']],
  ])('says %s', async (message, path, dims, args) => {
    const { code, stdout, stderr } = await tabulate(path, dims, ...MILD, ...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
  });
});
