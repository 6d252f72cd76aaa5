// Files of records with a header, read whole.
import papaparse from 'papaparse';

/** A line of a file with a header, by column name. */
export interface CsvLine {
  readonly number: number;
  readonly fields: ReadonlyMap<string, string>;
}

/** Reads a file with a header; throws an Error that names the first line that does not fit it. */
export function readCsv(text: string): { columns: readonly string[]; lines: readonly CsvLine[] } {
  const { data, errors } = papaparse.parse<string[]>(text.replace(/^\uFEFF/, ''), { delimiter: ',' });
  const [broken] = errors;
  if (broken) throw new Error(`line ${(broken.row ?? 0) + 1}: the quotes do not match.`);
  const [columns = [], ...rest] = data;
  const lines = rest.flatMap((fields, index) => {
    if (fields.length === 1 && fields[0] === '') return [];
    const number = index + 2;
    if (fields.length !== columns.length) {
      throw new Error(`line ${number}: ${fields.length} fields, and the header has ${columns.length}.`);
    }
    return [{ number, fields: new Map(columns.map((column, k) => [column, fields[k]!])) }];
  });
  return { columns, lines };
}

/** One line, quoted where it must be. */
export function csvLine(fields: readonly (string | number)[]): string {
  return papaparse.unparse([[...fields]]);
}
