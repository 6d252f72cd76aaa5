// The layers of ARCHITECTURE.md as a test: who may import whom, no circles, no barrels.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { expect, test } from '@jest/globals';

const SRC = join(import.meta.dirname, '../../src');

/** What each folder of src may import from; files at the root may import everything. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  embedded: [],
  entities: ['domain'],
  auth: ['domain'],
  store: ['entities', 'domain', 'auth'],
  schema: ['domain', 'auth'],
  resolvers: ['schema', 'store', 'domain', 'auth', 'context.ts'],
  http: ['auth', 'schema', 'store', 'domain', 'context.ts'],
  demonstration: ['domain'],
  worker: ['store', 'domain'],
  commands: [
    ...['http', 'store', 'auth', 'domain', 'embedded', 'demonstration', 'worker'],
    ...['server.ts', 'api-schema.ts', 'config.ts', 'log.ts'],
  ],
};

/** Libraries that only some folders may know. */
const CONFINED: Readonly<Record<string, readonly string[]>> = {
  typeorm: ['entities', 'store'],
  'type-graphql': ['schema', 'resolvers', 'api-schema.ts'],
  'graphql-shield': ['auth'],
  fastify: ['http', 'server.ts', 'commands', 'demonstration'],
  '@apollo/server': ['http'],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const imports: Import[] = files.flatMap((file) => {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, to = '']) => ({
    from: file,
    to: to.startsWith('.')
      ? relative(SRC, normalize(join(SRC, dirname(file), to.replace(/\.js$/, '.ts'))))
      : to,
  }));
});
const ours = imports.filter(({ to }) => to.endsWith('.ts'));
const folderOf = (file: string) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : file);

test('the walk finds the imports it is about', () => {
  expect(ours.length).toBeGreaterThan(200);
  expect(ours.every(({ to }) => files.includes(to))).toBe(true);
});

test('every folder imports only what its layer may', () => {
  const offending = ours.filter(({ from, to }) => {
    const [folder, target] = [folderOf(from), folderOf(to)];
    return folder in ALLOWED && folder !== target && !ALLOWED[folder]!.includes(target);
  });
  expect(offending.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
});

test('ARCHITECTURE.md says the same', () => {
  const page = readFileSync(join(SRC, '../ARCHITECTURE.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)\/` +\|[^|]*\|([^|]*)\|$/gm)];
  const written = rows.map(([, folder, imports = '']): [string, string[]] => [
    folder!,
    [...imports.matchAll(/`([^`]+)`/g)].map(([, name]) => name!).sort(),
  ]);
  const allowed = Object.entries(ALLOWED).map(([folder, imports]) => [folder, [...imports].sort()] as const);
  expect(Object.fromEntries(written)).toEqual(Object.fromEntries(allowed));
});

test('libraries stay in the folders that they are confined to', () => {
  const offending = imports.filter(({ from, to }) => {
    const [library] = Object.keys(CONFINED).filter((name) => to === name || to.startsWith(`${name}/`));
    return library !== undefined && !CONFINED[library]!.includes(folderOf(from));
  });
  expect(offending.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
});

test('no file imports itself through others', () => {
  const next = new Map<string, string[]>();
  for (const { from, to } of ours) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const circleFrom = (file: string, path: string[]): string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const target of next.get(file) ?? []) {
      const circle = circleFrom(target, [...path, file]);
      if (circle) return circle;
    }
    done.add(file);
    return null;
  };
  expect(files.map((file) => circleFrom(file, [])).filter(Boolean)).toEqual([]);
});

test('the client kit and src know nothing of each other', () => {
  const kit = join(SRC, '../clients');
  const programs = readdirSync(kit, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(ts|js)$/.test(file),
  );
  expect(programs.length).toBeGreaterThan(8);
  const texts = programs.map((file) => readFileSync(join(kit, file), 'utf8'));
  expect(texts.filter((text) => /from '[^']*(src|dist|test)\//.test(text))).toEqual([]);
  expect(imports.filter(({ to }) => to.includes('clients/'))).toEqual([]);
});

test('there are no barrels, and only src/config.ts reads the environment', () => {
  expect(files.filter((file) => file.endsWith('index.ts'))).toEqual([]);
  const readers = files.filter((file) => readFileSync(join(SRC, file), 'utf8').includes('process.env'));
  expect(readers).toEqual(['config.ts']);
});

test('only the development server delivers webhooks to its own machine', () => {
  const importersOf = (file: string) => [
    ...new Set(ours.filter(({ to }) => to === file).map(({ from }) => from)),
  ];
  const [server, worker] = ['commands/development-server.ts', 'commands/development-worker.ts'];
  expect(importersOf('domain/webhooks/local-receivers.ts').sort()).toEqual([server, worker]);
  expect(importersOf(worker)).toEqual([server]);
  // Which nothing but `start` imports, and `start` is refused in production (test/commands/start.test.ts).
  expect(importersOf(server)).toEqual(['commands/start.ts']);
});
