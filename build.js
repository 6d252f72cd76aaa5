// Compiles src/ to dist/, file by file, only what is newer than its output: a start that has nothing to compile loses no time.
// The output is CommonJS, which Node loads several times as fast as as many ES modules (docs/adr/0008-plain-build.md).
// `npm start`, `npm run samverkan` and `npm run token` import this before the program, in one process; looking synchronously is several
// times as fast.
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(fileURLToPath(import.meta.url));
const KIND = join(ROOT, 'dist', 'package.json'); // tells Node that these files are not what package.json says of all others
const MODULE = { type: 'commonjs', importInterop: 'node' };
const changedAt = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

async function compile({ source, output }) {
  const { transformFile } = await import('@swc/core');
  const { code, map } = await transformFile(source, {
    ...{ swcrc: true, cwd: ROOT, sourceFileName: source },
    module: MODULE,
  });
  await mkdir(dirname(output), { recursive: true });
  await writeFile(`${output}.map`, map ?? '');
  await writeFile(output, `${code}\n//# sourceMappingURL=${output.split('/').at(-1)}.map\n`);
}

const sources = readdirSync(join(ROOT, 'src'), { recursive: true }).filter((file) => file.endsWith('.ts'));
const files = sources.map((file) => ({
  source: join(ROOT, 'src', file),
  output: join(ROOT, 'dist', file.replace(/\.ts$/, '.js')),
}));
const rules = Math.max(...['build.js', '.swcrc'].map((file) => changedAt(join(ROOT, file))));
const stale = files.filter(({ source, output }) => Math.max(changedAt(source), rules) > changedAt(output));
await Promise.all(stale.map(compile));
if (!changedAt(KIND)) writeFileSync(KIND, '{ "type": "commonjs" }\n');

// What has no source any more must not be imported by mistake.
const outputs = new Set([KIND, ...files.flatMap(({ output }) => [output, `${output}.map`])]);
for (const entry of readdirSync(join(ROOT, 'dist'), { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath, entry.name);
  if (entry.isFile() && !outputs.has(file)) rmSync(file, { force: true });
}
