// Holds a table in the form of src/auth/matrix.ts against the signed agreement, cell by cell.
import { PARTIES, SIGNED, signedRow } from './agreement.js';

type Table = Readonly<Record<string, readonly (string | null)[]>>;

/** Every difference between a table and the paper, in words. `rules` are the words of the table's row rules. */
export function matrixDifferences(table: Table, rules: Readonly<Record<string, string>>): string[] {
  const missing = SIGNED.filter(({ subject }) => !(subject in table)).map(
    ({ subject }) => `${subject}: no row`,
  );
  return [
    ...missing,
    ...Object.keys(table).flatMap((subject) => rowDifferences(subject, table[subject]!, rules)),
  ];
}

export function rowDifferences(
  subject: string,
  row: readonly (string | null)[],
  rules: Readonly<Record<string, string>>,
): string[] {
  const signed = signedRow(subject);
  if (!signed) return [`${subject}: not in the agreement`];
  const isAboutTheReader = signed.subject !== subject;
  const [scope = null, rule = null] = row.slice(PARTIES.length);
  const differences = PARTIES.filter((party, index) => row[index] !== signed.cells[party]).map(
    (party) => `${subject}: ${party}`,
  );
  if (scope !== signed.scope) differences.push(`${subject}: scope`);
  // "as above" on the paper repeats the rule of the type's first row.
  const words = signed.rows === 'as above' ? firstRuleOf(subject) : signed.rows;
  if (!isAboutTheReader && (rule === null ? null : (rules[rule] ?? '?')) !== words)
    differences.push(`${subject}: rows`);
  return differences;
}

function firstRuleOf(subject: string): string | null {
  const [type] = subject.split('.');
  return SIGNED.find((row) => row.subject.startsWith(`${type}.`))?.rows ?? null;
}
