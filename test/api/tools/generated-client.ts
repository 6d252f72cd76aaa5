// A client as a partner would make it: types generated from the schema that its token is served, compiled by TypeScript.
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { codegen } from '@graphql-codegen/core';
import * as documents from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, parse } from 'graphql';

const execute = promisify(execFile);
const CLIENTS = 'test/api/clients';

/** TypeScript with the types of some documents; throws when they do not fit the schema. */
export function generate(sdl: string, document: string): Promise<string> {
  return codegen({
    filename: 'client.ts',
    schema: parse(sdl),
    schemaAst: buildSchema(sdl),
    documents: [{ location: 'client.graphql', document: parse(document) }],
    config: { useTypeImports: true, defaultScalarType: 'string' },
    plugins: [{ operations: {} }, { documents: {} }],
    pluginMap: { operations, documents },
  });
}

/** The documents of a client, as they are kept beside the tests. */
export function documentsOf(client: string): Promise<string> {
  return readFile(join(CLIENTS, `${client}.graphql`), 'utf8');
}

/** Generates the clients into a new folder, compiles the program that uses them, and returns its file. */
export async function compileProgram(
  sdlOf: Readonly<Record<string, string>>,
): Promise<{ folder: string; file: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'samverkan-client-'));
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  for (const [client, sdl] of Object.entries(sdlOf))
    await writeFile(join(folder, `${client}.ts`), await generate(sdl, await documentsOf(client)));
  await copyFile(join(CLIENTS, 'story.ts.txt'), join(folder, 'story.ts'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  const compilerOptions = {
    ...{ target: 'es2022', module: 'nodenext', lib: ['es2022', 'dom'], types: [], strict: true },
    ...{ skipLibCheck: true, noUncheckedIndexedAccess: true, outDir: 'out', rootDir: '.' },
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['story.ts'] }));
  try {
    await execute(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder]);
  } catch (error) {
    throw new Error((error as { stdout: string }).stdout, { cause: error });
  }
  return { folder, file: join(folder, 'out', 'story.js') };
}
