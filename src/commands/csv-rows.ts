// The rows of a CSV file, streamed: piece by piece, whole lines at a time, so that memory does not grow with the file.
import { createReadStream } from 'node:fs';
import papaparse from 'papaparse';

export interface CsvRow {
  /** Counted from 1, the head being line 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

const PIECE = 256 * 1024;

/** Lines of a file with comma or semicolon between fields, in lists of many. `onBytes` hears how far it has come. */
export async function* csvRows(file: string, onBytes: (bytes: number) => void): AsyncGenerator<CsvRow[]> {
  let rest = '';
  let line = 1;
  let delimiter = '';
  const rowsOf = (text: string): CsvRow[] => {
    const { data, meta } = papaparse.parse<string[]>(text, { delimiter });
    delimiter ||= meta.delimiter;
    const rows = data.map((fields, index) => ({ line: line + index, fields }));
    line += data.length;
    return rows.filter(({ fields }) => fields.length > 1 || fields[0] !== '');
  };
  for await (const piece of createReadStream(file, { encoding: 'utf8', highWaterMark: PIECE })) {
    const text = rest + (piece as string);
    const end = text.lastIndexOf('\n');
    rest = text.slice(end + 1);
    onBytes(Buffer.byteLength(piece as string));
    if (end >= 0) yield rowsOf(text.slice(0, end));
  }
  if (rest !== '') yield rowsOf(rest);
}
