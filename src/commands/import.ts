// `import`: observations from a CSV file, counted into the cube on the login of the organisation that sends them.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { SingleBar } from 'cli-progress';
import { csvRows } from './csv-rows.js';
import { secretsOf } from './development-state.js';
import { countRows } from './count-rows.js';
import { Rejects } from './rejects.js';
import { isGranted } from '../auth/agreement.js';
import { screenText } from '../domain/screening/screen.js';
import { closeBatch, openBatch } from '../store/batches.js';
import { organisationByCode } from '../store/organisations.js';
import { Sources } from '../store/sources.js';
import { COMMAND_LINE } from '../store/audit-trail.js';
import { commit } from '../store/unit-of-work.js';
import type { Config } from '../config.js';

/** As the input `source` of a request has it. */
const MOST_CHARACTERS = 200;

export interface ImportOptions {
  readonly organisation: string;
  readonly skipInvalid?: boolean;
}

/** Imports a file, all of it or, with `skipInvalid`, its good rows. Answers with what was counted, in words. */
export async function importCommand(config: Config, file: string, options: ImportOptions): Promise<string> {
  const { databaseUrl, loginSecret } = await secretsOf(config);
  const { size } = await stat(file);
  const sources = new Sources({ databaseUrl, loginSecret, poolSize: 1 });
  const bar = new SingleBar({ format: '{bar} {percentage} %  {rows} rows', noTTYOutput: false });
  const rejects = new Rejects(file, options.skipInvalid ?? false);
  try {
    const name = sourceOf(file);
    const source = await sources.of(options.organisation);
    const organisation = await organisationByCode(source, options.organisation);
    if (!organisation || !isGranted('Mutation.importObservations', organisation.party))
      throw new Error('--organisation: may not import observations by the agreement.');
    const digest = await digestOf(file);
    const trail = { ...COMMAND_LINE, organisationId: organisation.id, action: 'importObservations' };
    const command = { input: digest.toString('hex'), key: null, guarded: [] };
    if (process.stderr.isTTY) bar.start(size, 0, { rows: 0 });
    let counted = { rows: 0, records: 0 };
    await commit(source, trail, command, async (manager) => {
      // Counting a long file leaves the transaction idle between the few statements that it takes.
      await manager.query('set local idle_in_transaction_session_timeout = 0');
      const uuid = await openBatch(manager, organisation.id, name, digest);
      if (uuid === null) throw new Error('The same content has been imported before.');
      const rows = csvRows(file, (bytes) => bar.increment(bytes, { rows: counted.rows }));
      counted = await countRows(manager, uuid, rows, rejects, (rows) => (counted = { ...counted, rows }));
      await rejects.end();
      await closeBatch(manager, uuid, { rows: counted.rows, rejected: rejects.count });
      return { type: 'Batch', uuid };
    });
    const left = rejects.count > 0 ? ` Left out: ${rejects.count} rows, in ${rejects.file}.` : '';
    return `Counted ${counted.records} records in ${counted.rows} rows.${left}`;
  } finally {
    bar.stop();
    await sources.close();
  }
}

/** The name of the file, which others read as the source of the batch: screened like every text. */
function sourceOf(file: string): string {
  const name = basename(file).slice(0, MOST_CHARACTERS);
  const kinds = screenText(name);
  if (kinds.length > 0)
    throw new Error(`The name of the file seems to identify a person (${kinds.join(', ')}); rename it.`);
  return name;
}

async function digestOf(file: string): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest();
}
