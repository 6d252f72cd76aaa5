// The options that say which perturbation table is meant.
import { InvalidArgumentError, type Command } from 'commander';
import { lastRow } from '../domain/disclosure/row-noise.js';
import {
  attainsVariance,
  buildPerturbationTable,
  ImpossibleTable,
  type PerturbationTable,
} from '../domain/disclosure/perturbation-table.js';

export interface TableOptions {
  readonly maxNoise: number;
  readonly variance: number;
  readonly threshold: number;
  readonly pstay: readonly number[];
  readonly mono: readonly boolean[];
}

/** A table of a hundred is far beyond use, and takes a second. */
const LARGEST = 100;

/** Adds the options of a table to a command. */
export function withTableOptions(command: Command): Command {
  return command
    .requiredOption('--max-noise <D>', `no noise is larger, 1 to ${LARGEST}`, wholeNumber(1, LARGEST))
    .requiredOption('--variance <V>', 'no noise varies more; above 0', positive)
    .requiredOption('--threshold <js>', 'no count from 1 to js is published', wholeNumber(0, LARGEST))
    .option('--pstay <p>', 'least probability of no noise, one for all rows or one per row', stays, [0])
    .option('--mono <bool>', 'probabilities rise up to no noise, one for all rows or one per row', bools, [
      true,
    ]);
}

/** The table that the options name; says on standard error what row 1 does not attain. Throws what cannot be. */
export function tableOf(options: TableOptions): PerturbationTable {
  const { maxNoise, variance, threshold, pstay, mono } = options;
  const limits = { maxNoise, variance, threshold };
  if (threshold >= maxNoise) throw new Error('--threshold: must be smaller than --max-noise.');
  const rows = lastRow(limits);
  for (const [name, list] of Object.entries({ pstay, mono })) {
    if (list.length !== 1 && list.length !== rows) {
      throw new Error(
        `--${name}: one value for all rows or one for each of the ${rows}, not ${list.length}.`,
      );
    }
  }
  try {
    const table = buildPerturbationTable({ ...limits, stay: pstay, rising: mono });
    for (const row of table.slice(1)) {
      if (!attainsVariance(row, limits)) {
        console.error(`Row ${row.count} attains a variance of ${row.variance.toFixed(9)}, not ${variance}.`);
      }
    }
    return table;
  } catch (error) {
    if (!(error instanceof ImpossibleTable)) throw error;
    throw new Error(`There is no such table.\n${error.message}`, { cause: error });
  }
}

function wholeNumber(least: number, most: number) {
  return (text: string): number => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`A whole number from ${least} to ${most} is expected.`);
  };
}

function positive(text: string): number {
  const number = text.trim() === '' ? NaN : Number(text);
  if (number > 0 && Number.isFinite(number)) return number;
  throw new InvalidArgumentError('A number above 0 is expected.');
}

/** `NA` is how the reference tool writes that nothing is demanded. */
function stays(text: string): number[] {
  return text.split(',').map((part) => {
    const number = part.trim() === '' ? NaN : Number(part.trim() === 'NA' ? 0 : part);
    if (number >= 0 && number < 1) return number;
    throw new InvalidArgumentError('Numbers from 0 to below 1, separated by commas, are expected.');
  });
}

function bools(text: string): boolean[] {
  return text.split(',').map((part) => {
    const word = part.trim().toLowerCase();
    if (word === 'true' || word === 'false') return word === 'true';
    throw new InvalidArgumentError('true or false, separated by commas, are expected.');
  });
}
