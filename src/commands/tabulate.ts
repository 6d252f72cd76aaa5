// `disclosure tabulate`: every margin of a table of a file of records, with its noise.
import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { recordKey, scrambledKey, type KeyedHash } from '../domain/disclosure/keys.js';
import { lookUp32, lookUpFraction, TWO_TO_32 } from '../domain/disclosure/look-up.js';
import { tabulate, TOTAL, type Cell } from '../domain/disclosure/tabulate.js';
import type { PerturbationTable } from '../domain/disclosure/perturbation-table.js';
import { csvLine, readCsv, type CsvLine } from './csv.js';

export interface TabulateOptions {
  readonly micro: string;
  readonly dims: readonly string[];
  readonly keys: 'float' | 'u32';
  readonly recordSecret?: string;
  readonly cellSecret?: string;
  readonly dataset?: string;
}

/** How one kind of keys is read, looked up and printed. */
interface Keys {
  readonly column: string;
  readonly modulus: number;
  readonly keyOf: (text: string) => number;
  readonly header: readonly string[];
  readonly printed: (cell: Cell) => readonly (string | number)[];
}

const MOST_CELLS = 1_000_000;

// Fractions are added as whole numbers, so that the sum does not depend on the order: 15 decimals are what a double can hold.
const DECIMALS = 15;
const FRACTION = 10 ** DECIMALS;

/** The lines of the CSV. */
export async function tabulateCommand(table: PerturbationTable, options: TabulateOptions): Promise<string[]> {
  const { micro, dims } = options;
  const keys = options.keys === 'float' ? fractionKeys(table) : wordKeys(table, options);
  const { columns, lines } = await readFile(micro, 'utf8').then(
    (text) => naming('--micro', () => readCsv(text)),
    (error: NodeJS.ErrnoException) => {
      throw new Error(`--micro: the file cannot be read (${error.code}).`);
    },
  );
  const missing = dims.filter((dimension) => !columns.includes(dimension));
  if (missing.length > 0) throw new Error(`--dims: the file has no column ${missing.join(', ')}.`);
  if (!columns.includes(keys.column)) throw new Error(`--micro: the file has no column ${keys.column}.`);

  const records = naming('--micro', () => lines.map((line) => recordOf(line, dims, keys)));
  const sizes = dims.map((_, d) => 1 + new Set(records.map(({ categories }) => categories[d])).size);
  const cells = sizes.reduce((product, size) => product * size, 1);
  if (cells > MOST_CELLS) throw new Error(`--dims: ${cells} cells, and ${MOST_CELLS} are the most.`);
  return [
    csvLine([...dims, 'n', ...keys.header]),
    ...tabulate(records, dims.length, keys.modulus).map((cell) =>
      csvLine([...cell.categories, cell.count, ...keys.printed(cell)]),
    ),
  ];
}

function recordOf({ number, fields }: CsvLine, dims: readonly string[], keys: Keys) {
  const categories = dims.map((dimension) => fields.get(dimension)!);
  const clash = dims.find((_, d) => categories[d] === TOTAL);
  if (clash) throw new Error(`line ${number}: ${clash} is ${TOTAL}, which is how sums are called.`);
  const key = keys.keyOf(fields.get(keys.column)!);
  if (Number.isNaN(key)) throw new Error(`line ${number}: ${keys.column} is not a number from 0 to below 1.`);
  return { categories, key };
}

/** Keys that the file brings, as the reference tool draws them. */
function fractionKeys(table: PerturbationTable): Keys {
  const noiseOf = lookUpFraction(table);
  return {
    column: 'rkey',
    modulus: FRACTION,
    keyOf: fractionOf,
    header: ['ckey', 'pert', 'perturbed'],
    printed: ({ count, key }) => {
      const noise = noiseOf(count, key / FRACTION);
      return [printedFraction(key), noise, count + noise];
    },
  };
}

function fractionOf(text: string): number {
  const fraction = text.trim() === '' ? NaN : Number(text);
  return fraction >= 0 && fraction < 1 ? Math.round(fraction * FRACTION) % FRACTION : NaN;
}

/** The reference tool's keys have eight decimals; more are printed where there are more. */
function printedFraction(key: number): string {
  return `0.${String(key)
    .padStart(DECIMALS, '0')
    .replace(/0{1,7}$/, '')}`;
}

/** Keys of 32 bits from the records' identifiers; the noise by plain cell keys, and by scrambled ones, which is the real thing. */
function wordKeys(table: PerturbationTable, options: TabulateOptions): Keys {
  const { recordSecret, cellSecret, dataset } = options;
  if (recordSecret === undefined || cellSecret === undefined || dataset === undefined) {
    throw new Error('--keys: u32 needs --record-secret, --cell-secret and --dataset.');
  }
  const [ofRecord, ofCell] = [keyedHash(recordSecret), keyedHash(cellSecret)];
  const noiseOf = lookUp32(table);
  return {
    column: 'id',
    modulus: TWO_TO_32,
    keyOf: (id) => recordKey(ofRecord, id),
    header: [
      ...['cell_key', 'noise_plain', 'perturbed_plain'],
      ...['u_scrambled', 'noise_scrambled', 'perturbed_scrambled'],
    ],
    printed: ({ count, key }) => {
      const scrambled = count === 0 ? 0 : scrambledKey(ofCell, dataset, count, key);
      const [plain, noise] = [noiseOf(count, key), noiseOf(count, scrambled)];
      return [key, plain, count + plain, scrambled, noise, count + noise];
    },
  };
}

function keyedHash(secret: string): KeyedHash {
  return (message) => createHmac('sha256', secret).update(message).digest();
}

/** Puts the name of the option at fault before what is wrong. */
function naming<T>(option: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(`${option}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
