// Comma-separated values, as RFC 4180 has them except that no field spans lines.

/** A line of a file with a header, by column name. */
export interface CsvLine {
  readonly number: number;
  readonly fields: ReadonlyMap<string, string>;
}

/** A field with the comma before it. */
const FIELD = /,(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/gy;

/** Reads a file with a header; throws an Error that names the first line that does not fit it. */
export function readCsv(text: string): { columns: readonly string[]; lines: readonly CsvLine[] } {
  const [header = '', ...rest] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const columns = fieldsOf(header, 1);
  const lines = rest.flatMap((line, index) => {
    if (line === '') return [];
    const number = index + 2;
    const fields = fieldsOf(line, number);
    if (fields.length !== columns.length) {
      throw new Error(`line ${number}: ${fields.length} fields, and the header has ${columns.length}.`);
    }
    return [{ number, fields: new Map(columns.map((column, k) => [column, fields[k]!])) }];
  });
  return { columns, lines };
}

/** One line, quoted where it must be. */
export function csvLine(fields: readonly (string | number)[]): string {
  return fields
    .map(String)
    .map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',');
}

function fieldsOf(line: string, number: number): string[] {
  const matches = [...`,${line}`.matchAll(FIELD)];
  const read = matches.reduce((length, [text]) => length + text.length, 0);
  if (read !== line.length + 1) throw new Error(`line ${number}: the quotes do not match.`);
  return matches.map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain);
}
