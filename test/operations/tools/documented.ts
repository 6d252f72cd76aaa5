// The names in the first column of a table of docs/operations.md.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const HANDBOOK = join(import.meta.dirname, '../../../docs/operations.md');

/** The names that a table documents, found by the heads of its columns. */
export async function documentedIn(...heads: readonly string[]): Promise<string[]> {
  const lines = (await readFile(HANDBOOK, 'utf8')).split('\n');
  const cells = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  const start = lines.findIndex((line) => heads.every((head, place) => cells(line)[place] === head));
  if (start < 0) throw new Error(`no table with ${heads.join(', ')}`);
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  return lines
    .slice(start + 2, start + length)
    .flatMap((line) => [...cells(line)[0]!.matchAll(/`(\w+)`/g)].map(([, name = '']) => name));
}
