// Python as Debian has it; where there is none, what needs it is not tested.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { run } from './typescript.js';

export const FOLDER = 'clients/python';
// No traces of compilation in the folder of the sources.
export const QUIETLY = { PYTHONDONTWRITEBYTECODE: '1' };

export const hasPython =
  spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))']).status === 0;

/** Runs an example of the kit. */
export function runPython(example: string, env: Record<string, string>): Promise<string> {
  return run('python3', [`${FOLDER}/${example}.py`], { ...QUIETLY, ...env });
}

/** The manifest of all documents of the kit, as its module writes it. */
export function manifestOfPython(): Promise<string> {
  const documents = readdirSync(FOLDER).filter((file) => file.endsWith('.graphql'));
  return run('python3', [`${FOLDER}/samverkan.py`, ...documents.map((file) => `${FOLDER}/${file}`)], QUIETLY);
}
