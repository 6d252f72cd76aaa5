// The TypeScript of the client kit as programs: compiled by TypeScript, as strictly as a partner may ask.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const KIT = resolve('clients/typescript');

/** Compiles the kit into a new folder, and returns the folder of the programs. */
export async function compileKit(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'samverkan-kit-'));
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  const compilerOptions = {
    ...{ target: 'es2022', module: 'nodenext', lib: ['es2022'], types: ['node'], strict: true },
    ...{ skipLibCheck: true, noUncheckedIndexedAccess: true, outDir: 'out', rootDir: KIT },
    typeRoots: [resolve('node_modules/@types')],
  };
  const files = (await readdir(KIT)).filter((file) => file.endsWith('.ts')).map((file) => join(KIT, file));
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  await run(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '-p', folder], {});
  return join(folder, 'out');
}

/** Runs a program to its end and returns what it printed; fails with what it complained about. */
export async function run(
  program: string,
  args: readonly string[],
  env: Record<string, string>,
  cwd?: string,
): Promise<string> {
  try {
    return (await execute(program, [...args], { env: { PATH: process.env['PATH']!, ...env }, cwd })).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${stdout}${stderr}`, { cause: error });
  }
}
