// What the project is made of besides itself: under which licences, from where, and that the list for others (SBOM) is complete.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');

interface Package {
  readonly name?: string;
  readonly version: string;
  readonly license?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
}

const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Package>;
};
/** Where a package comes from whose address the lockfile leaves out. */
const REGISTRY = 'https://registry.npmjs.org/';

const packages = Object.entries(lock.packages)
  .filter(([path]) => path !== '')
  .map(([path, each]) => ({
    ...each,
    name: each.name ?? path.slice(path.lastIndexOf('node_modules/') + 13),
  }));

/** Licences that let an authority run and pass on the whole, and ask for nothing but that they are kept. */
const PERMISSIVE = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
];
/** Only for what is never passed on: data that a tool reads while tests run (caniuse-lite). */
const OF_TOOLS = [...PERMISSIVE, 'CC-BY-4.0'];

/** Whether an SPDX expression of names with AND or OR, without mixing them, allows what we do. */
function isAllowed(expression: string | undefined, allowed: readonly string[]): boolean {
  const names = (expression ?? '').replace(/[()]/g, '').split(/ (?:AND|OR) /);
  if (/ AND .* OR | OR .* AND /.test(expression ?? '')) return false;
  return / OR /.test(expression ?? '')
    ? names.some((name) => allowed.includes(name))
    : names.every((name) => allowed.includes(name));
}

test('every licence is one of the list', () => {
  const others = packages.filter(
    ({ license, dev = false }) => !isAllowed(license, dev ? OF_TOOLS : PERMISSIVE),
  );
  expect(others.map(({ name, license }) => `${name}: ${license ?? 'none'}`)).toEqual([]);
});

test.each([
  ['GPL-3.0-only', false],
  ['MIT AND GPL-2.0-only', false],
  ['(MIT OR CC0-1.0)', true],
  ['Apache-2.0 AND MIT', true],
  ['UNLICENSED', false],
  ['SEE LICENSE IN LICENSE.md', false],
  [undefined, false],
])('%s is allowed: %s', (expression, expected) => expect(isAllowed(expression, PERMISSIVE)).toBe(expected));

test('every package comes from the registry, as it was when it was locked', () => {
  const strangers = packages.filter(
    ({ resolved = REGISTRY, integrity = '' }) =>
      !`${resolved}/`.startsWith(REGISTRY) || !/^sha512-[\w+/]+=*$/.test(integrity),
  );
  expect(strangers.map(({ name }) => name)).toEqual([]);
});

test('the SBOM lists exactly what a production installation has', async () => {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'sbom'], {
    cwd: ROOT,
    maxBuffer: 64e6,
  });
  const { bomFormat, components } = JSON.parse(stdout) as {
    bomFormat: string;
    components: { name: string; version: string; licenses?: unknown[]; hashes?: unknown[] }[];
  };
  expect(bomFormat).toBe('CycloneDX');
  const listed = components.map(({ name, version }) => `${name}@${version}`);
  const installed = packages
    .filter(({ dev, optional, devOptional }) => !dev && !optional && !devOptional)
    .map(({ name, version }) => `${name}@${version}`);
  expect([...new Set(listed)].sort()).toEqual([...new Set(installed)].sort());
  expect(components.filter(({ licenses, hashes }) => !licenses?.length || !hashes?.length)).toEqual([]);
});
