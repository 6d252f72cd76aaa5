// `generate-observations`: synthetic observations as a CSV file that `import` takes, for demonstrations and for scale.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { syntheticObservations, type Wanted } from '../demonstration/observations.js';
import { COLUMNS } from '../domain/observations/observation.js';
import { isWeek, periodRange } from '../domain/period.js';

const MOST_ROWS = 1_000_000_000;
const MOST_SEED = 2 ** 32 - 1;
const ROWS_AT_ONCE = 4_096;

export interface GenerateOptions {
  readonly rows: string;
  readonly from: string;
  readonly to: string;
  readonly seed: string;
  /** `true` when no name is given. */
  readonly out?: string | true;
}

/** Writes the file, or to standard output. Answers in words where the rows went. */
export async function generateObservationsCommand(options: GenerateOptions): Promise<string> {
  const wanted = wantedOf(options, new Date().toISOString().slice(0, 10));
  const rows = Readable.from(csvOf(wanted), { objectMode: false });
  if (options.out === undefined) {
    await pipeline(rows, process.stdout).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error; // whoever read has read enough
    });
    return 'SYNTHETIC: every row is invented.';
  }
  const file = options.out === true ? proposedName(wanted) : options.out;
  await pipeline(rows, createWriteStream(file, { flags: 'wx' })).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`--out: the file cannot be written (${error.code}).`, { cause: error });
  });
  return `SYNTHETIC: ${wanted.rows} rows in ${file}, every one invented.`;
}

/** Every option by its rule, all mistakes at once. */
function wantedOf({ rows, from, to, seed }: GenerateOptions, today: string): Wanted {
  const wanted = { rows: wholeNumber(rows), from, to, seed: wholeNumber(seed) };
  const mistakes: string[] = [];
  const aWeek = 'an ISO 8601 week, such as 2026-W31.';
  if (!(wanted.rows >= 1 && wanted.rows <= MOST_ROWS))
    mistakes.push(`--rows: a whole number from 1 to ${MOST_ROWS}.`);
  if (!isWeek(from)) mistakes.push(`--from: ${aWeek}`);
  if (!isWeek(to)) mistakes.push(`--to: ${aWeek}`);
  else if (periodRange(to).from > today) mistakes.push('--to: not in the future.');
  else if (isWeek(from) && to < from) mistakes.push('--to: not before --from.');
  if (!(wanted.seed <= MOST_SEED)) mistakes.push(`--seed: a whole number from 0 to ${MOST_SEED}.`);
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  return wanted;
}

/** Digits alone, and not many; NaN otherwise. */
function wholeNumber(text: string): number {
  return /^\d{1,10}$/.test(text) ? Number(text) : NaN;
}

/** The name goes with the batch as its source. */
function proposedName({ from, to, rows, seed }: Wanted): string {
  return `SYNTHETIC-observations-${from}-${to}-rows-${rows}-seed-${seed}.csv`;
}

function* csvOf(wanted: Wanted): Generator<string> {
  let text = `${COLUMNS.join()}\n`;
  let rows = 0;
  for (const { codes, count } of syntheticObservations(wanted)) {
    text += `${codes.join()},${count}\n`;
    rows += 1;
    if (rows % ROWS_AT_ONCE === 0) {
      yield text;
      text = '';
    }
  }
  yield text;
}
