// `disclosure`: what the perturbation of counts does, for developers and reviewers. It touches no database.
import { Command, InvalidArgumentError, Option } from 'commander';
import type { PerturbationTable } from '../domain/disclosure/perturbation-table.js';
import { csvLine } from './csv.js';
import { tableOf, withTableOptions, type TableOptions } from './table-options.js';
import { tabulateCommand, type TabulateOptions } from './tabulate.js';

/** Twice what a table of the catalogue may have. Every one doubles the margins. */
const MOST_DIMENSIONS = 6;

/** Runs the command line of its own. */
export async function runDisclosure(args: readonly string[]): Promise<void> {
  const program = new Command('disclosure').description('Perturbation tables, and tables perturbed by them.');
  withTableOptions(program.command('ptable'))
    .description('print a perturbation table, or every row that makes it impossible')
    .action((options: TableOptions) => print(tableLines(tableOf(options))));
  withTableOptions(program.command('tabulate'))
    .description('count the records of a CSV file in every margin of a table and perturb the counts')
    .requiredOption('--micro <file>', 'CSV with a header, one record a line')
    .requiredOption('--dims <columns>', 'the dimensions, separated by commas', dimensions)
    .addOption(
      new Option(
        '--keys <kind>',
        'float: fractions in column rkey; u32: 32 bits, made from column id and the secrets',
      )
        .choices(['float', 'u32'])
        .makeOptionMandatory(),
    )
    .option('--record-secret <secret>', 'u32: what record keys are made with')
    .option('--cell-secret <secret>', 'u32: what cell keys are scrambled with')
    .option('--dataset <name>', 'u32: the data set, part of what is scrambled')
    .action(async (options: TableOptions & TabulateOptions) =>
      print(await tabulateCommand(tableOf(options), options)),
    );
  await program.parseAsync(args, { from: 'user' });
}

function tableLines(table: PerturbationTable): string[] {
  const lines = table.flatMap(({ count, noise, p }) =>
    noise.map((v, k) => csvLine([count, count + v, v, p[k]!.toFixed(15)])),
  );
  return ['i,j,v,p', ...lines];
}

function dimensions(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('') || new Set(names).size < names.length || names.length > MOST_DIMENSIONS) {
    throw new InvalidArgumentError(`One to ${MOST_DIMENSIONS} different columns are expected.`);
  }
  return names;
}

function print(lines: readonly string[]): void {
  console.log(lines.join('\n'));
}
