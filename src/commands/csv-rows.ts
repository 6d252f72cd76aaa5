// The rows of a CSV file, streamed: piece by piece, whole lines at a time, so that memory does not grow with the file.
import { createReadStream } from 'node:fs';
import papaparse from 'papaparse';

export interface CsvRow {
  /** Counted from 1, the head being line 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

const PIECE = 64 * 1024;

/**
 * Lines of a file, many at a time; the first of comma, semicolon, tab and bar that the head has is what stands between fields.
 * A row is one line: no value that may be imported has a line break in it. `onBytes` hears how far it has come.
 */
export async function* csvRows(
  file: string,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Iterable<CsvRow>> {
  let rest = '';
  let line = 0;
  let delimiter = '';
  function* rowsOf(text: string): Generator<CsvRow> {
    const lines = line === 0 ? text.replace(/^\uFEFF/, '') : text;
    delimiter ||= /[,;\t|]/.exec(lines)?.[0] ?? ',';
    for (const fields of fieldsOf(lines, delimiter)) {
      line += 1;
      if (fields.length > 1 || fields[0] !== '') yield { line, fields };
    }
  }
  for await (const piece of createReadStream(file, { encoding: 'utf8', highWaterMark: PIECE })) {
    const text = rest + (piece as string);
    // A return at the very end may be the first half of a line end.
    const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r', text.length - 2));
    rest = text.slice(end + 1);
    if (end >= 0) yield rowsOf(withLineFeeds(text.slice(0, end + 1)).slice(0, -1));
    if (rest.length > PIECE) throw new Error(`Line ${line + 1}: longer than any row can be.`);
    onBytes(Buffer.byteLength(piece as string));
  }
  if (rest !== '') yield rowsOf(withLineFeeds(rest));
}

function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** The fields of every line. A quote that is not closed spoils its own line only. */
function* fieldsOf(text: string, delimiter: string): Generator<string[]> {
  const lines = text.split('\n');
  if (!text.includes('"')) {
    for (const line of lines) yield line.split(delimiter);
    return;
  }
  const parse = (some: string) => papaparse.parse<string[]>(some, { delimiter, newline: '\n' }).data;
  const rows = parse(text);
  yield* rows.length === lines.length ? rows : lines.map((line) => parse(line)[0] ?? ['']);
}
