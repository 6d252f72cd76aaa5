// Measures the screening on the corpus and writes the figures as the page docs/screening.md.
import { screenText } from '../../../../src/domain/screening/screen.js';
import { corpus, KINDS, type Sample } from './corpus.js';
import { DISGUISES } from './disguises.js';
import { REAL_NUMBER, SENTENCES, WRITTEN } from './negatives.js';

const SEED = 20_260_801;
const TODAY = new Date('2026-08-01T12:00:00Z');

interface Measured extends Sample {
  readonly refused: boolean;
  /** Whether the writer is also told the right kind. */
  readonly named: boolean;
}

function measure(sample: Sample): Measured {
  const kinds = screenText(sample.text, TODAY);
  return { ...sample, refused: kinds.length > 0, named: kinds.includes(sample.kind) };
}

export const measured: readonly Measured[] = corpus(SEED).map(measure);
export const formatted = measured.filter(({ disguise }) => disguise === 'none');
export const disguised = measured.filter(({ disguise }) => disguise !== 'none');

const clean = [...SENTENCES.filter((sentence) => !sentence.includes(REAL_NUMBER)), ...WRITTEN];
export const falselyRefused = clean.filter((sentence) => screenText(sentence, TODAY).length > 0);
export const shareOfFalseRefusals = falselyRefused.length / clean.length;

/** The share of samples of which something holds, from 0 to 1. */
export function share(samples: readonly Measured[], what: 'refused' | 'named'): number {
  return samples.filter((sample) => sample[what]).length / samples.length;
}

const figure = (samples: readonly Measured[], what: 'refused' | 'named' = 'refused'): string =>
  samples.length === 0 ? '' : share(samples, what).toFixed(3);

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(row)].join(
    '\n',
  );
}

/** The page. */
export function page(): string {
  const ways = Object.keys(DISGUISES).filter((name) => name !== 'none');
  const of = (name: string, disguise: string): Measured[] =>
    measured.filter((sample) => sample.name === name && sample.disguise === disguise);
  const byKind = KINDS.filter(({ name }) => of(name, 'none').length > 0).map(({ name }) => {
    const samples = of(name, 'none');
    return [name, String(samples.length), figure(samples), figure(samples, 'named')];
  });
  const byWay = KINDS.map(({ name }) => [name, ...ways.map((way) => figure(of(name, way)))]);
  return `# What the screening finds, and what it refuses by mistake

Written by \`npm run -s screening-report\` from a corpus that [test/unit/tools/screening](../test/unit/tools/screening/) generates
with a fixed seed; a test keeps the page and the limits. No number in it is anyone's. **${measured.length} texts** hold an identifier;
**${clean.length} sentences** hold none: the whole text of five public documents, and sentences written to look like trouble.

| | measured | limit |
| --- | ---: | ---: |
| recall of identifiers as people write them | ${figure(formatted)} | 0.990 |
| of these told by the right kind | ${figure(formatted, 'named')} | |
| recall of disguised identifiers | ${figure(disguised)} | 0.970 |
| clean sentences refused | ${falselyRefused.length} of ${clean.length} (${(100 * shareOfFalseRefusals).toFixed(2)} %) | 1 % |

## By kind, as people write them

${table(['kind', 'texts', 'refused', 'right kind'], byKind)}

A name is a warning: the writer may answer it with \`confirmsNoNames\`.

## By disguise

${table(['kind', ...ways], byWay)}

An empty cell is a disguise that the kind does not have. What is known to pass: decimals read aloud without a pause between the two
numbers, a name of three letters that is spread out, a plate whose last letter stands alone with no word for a car before it, names of
people without a cue, and a lone user name made of ordinary words.
`;
}
