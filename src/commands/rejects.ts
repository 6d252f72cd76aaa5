// Rows that break a rule. Either they refuse the file, with line, column and rule, or they are written beside it.
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import papaparse from 'papaparse';
import type { CsvRow } from './csv-rows.js';
import { COLUMNS, type Mistake } from '../domain/observations/observation.js';

/** After so many the file is not read on: whoever mends it will see the rest. */
const MOST_NAMED = 100;

export class Rejects {
  count = 0;
  readonly file: string;
  private readonly named: string[] = [];
  private stream: WriteStream | undefined;

  constructor(
    imported: string,
    private readonly keep: boolean,
  ) {
    this.file = `${imported}.rejected.csv`;
  }

  /** Takes a row that is not counted. Throws once there are too many to name. */
  async add(row: CsvRow, mistakes: readonly Mistake[]): Promise<void> {
    this.count += 1;
    if (this.keep) return this.write(row, mistakes);
    this.named.push(...mistakes.map(({ column, rule }) => `  line ${row.line}, ${column}: ${rule}`));
    if (this.named.length >= MOST_NAMED) this.refuse();
  }

  /** Throws when rows were refused; otherwise finishes the file beside. */
  async end(): Promise<void> {
    if (!this.keep && this.count > 0) this.refuse();
    if (!this.stream) return;
    this.stream.end();
    await finished(this.stream);
  }

  private refuse(): never {
    const lines = this.named.slice(0, MOST_NAMED);
    const more = this.named.length >= MOST_NAMED ? '\n  ... and perhaps more after these.' : '';
    throw new Error(`Nothing was imported. Rows that break a rule:\n${lines.join('\n')}${more}`);
  }

  private async write({ fields }: CsvRow, mistakes: readonly Mistake[]): Promise<void> {
    this.stream ??= this.open();
    const reason = mistakes.map(({ column, rule }) => `${column}: ${rule}`).join(' ');
    const isReady = this.stream.write(`${papaparse.unparse([[...fields, reason]])}\n`);
    if (!isReady) await once(this.stream, 'drain');
  }

  private open(): WriteStream {
    const stream = createWriteStream(this.file, { flags: 'wx', mode: 0o600 });
    stream.write(`${[...COLUMNS, 'reason'].join(',')}\n`);
    return stream;
  }
}
