// Compiles src/ to dist/, file by file, only what is newer than its output: a start that has nothing to compile loses no time.
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(fileURLToPath(import.meta.url));
const changedAt = (file) => stat(file).then(({ mtimeMs }) => mtimeMs, () => 0); // prettier-ignore

async function compile({ source, output }) {
  const { transformFile } = await import('@swc/core');
  const { code, map } = await transformFile(source, { swcrc: true, cwd: ROOT, sourceFileName: source });
  await mkdir(dirname(output), { recursive: true });
  await writeFile(`${output}.map`, map ?? '');
  await writeFile(output, `${code}\n//# sourceMappingURL=${output.split('/').at(-1)}.map\n`);
}

const sources = (await readdir(join(ROOT, 'src'), { recursive: true })).filter((file) =>
  file.endsWith('.ts'),
);
const files = sources.map((file) => ({
  source: join(ROOT, 'src', file),
  output: join(ROOT, 'dist', file.replace(/\.ts$/, '.js')),
}));
const isStale = await Promise.all(
  files.map(async ({ source, output }) => (await changedAt(source)) > (await changedAt(output))),
);
await Promise.all(files.filter((_, index) => isStale[index]).map(compile));

// What has no source any more must not be imported by mistake.
const outputs = new Set(files.flatMap(({ output }) => [output, `${output}.map`]));
const built = await readdir(join(ROOT, 'dist'), { recursive: true, withFileTypes: true }).catch(() => []);
await Promise.all(
  built
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !outputs.has(file))
    .map((file) => rm(file, { force: true })),
);
