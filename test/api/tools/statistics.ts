// A year of observations, and a release of it, through the API and the worker.
import { createHmac } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { TestApi } from '../../support/api.js';
import { UNIT } from './entries.js';
import { buildRelease } from '../../../src/worker/releases.js';

export const CELL_SECRET = 'the secret of cells of a test, long enough';

export interface ObservationRow {
  readonly week: string;
  readonly municipality: string;
  readonly arena: string;
  readonly ageBand: string;
  readonly gender: string;
  readonly change: string;
  readonly countUnit: string;
  readonly count: number;
}

export const ROW: ObservationRow = {
  week: '2025-W10',
  municipality: '0180',
  arena: 'ESCORT_SITE',
  ageBand: 'AGE_21_24',
  gender: 'WOMAN',
  change: 'PRESENT',
  countUnit: 'ADVERTS',
  count: 1,
};

const IMPORT = `mutation ($input: ImportObservationsInput!) { importObservations(input: $input) {
  batch { id } errors { code path message } } }`;
const PUBLISH = `mutation ($input: PublishReleaseInput!) { publishRelease(input: $input) {
  release { id period publishedAt notes } errors { code path message } } }`;
const ASK = `query ($input: StatisticsInput!) { statistics(input: $input) {
  release { id period publishedAt } measure dimensions cells { coordinates count status }
  guarantee { text method standardDeviation threshold } } }`;

/** Counts observations as an organisation; answers with the batch's identifier. */
export async function send(
  api: TestApi,
  observations: readonly object[],
  organisation = UNIT,
): Promise<string> {
  const { data, text } = await api.as(organisation)(IMPORT, {
    input: { source: 'Observationer', observations },
  });
  if (!data?.importObservations.batch) throw new Error(text);
  return data.importObservations.batch.id;
}

/** Asks for a release as the unit. */
export async function ask(api: TestApi, input: object) {
  const { data, errors } = await api.as(UNIT)(PUBLISH, { input });
  return data?.publishRelease ?? { refused: errors[0] };
}

/** Publishes a release and builds it as the worker does; answers with its identifier. */
export async function release(api: TestApi, period: string, more: object = {}): Promise<string> {
  const { release: asked, errors } = await ask(api, { period, ...more });
  if (!asked) throw new Error(JSON.stringify(errors));
  if (!(await buildRelease(await api.database.sources.worker(), CELL_SECRET)))
    throw new Error('nothing was built');
  return asked.id;
}

/** The answer to a question as an organisation gets it. */
export async function statistics(api: TestApi, organisation: string, input: object) {
  const { data, errors } = await api.as(organisation)(ASK, { input });
  return data?.statistics ?? { refused: errors[0] };
}

/** The noise that the specification gives to a cell, computed here from its words alone. */
export function scrambled(n: number, cellKey: number): number {
  const digest = createHmac('sha256', CELL_SECRET).update(`ck1|samverkan|${n}|${cellKey}`).digest();
  return digest.readUInt32BE(0);
}

/** Withdraws a batch as the organisation that sent it. */
export async function withdrawBatch(api: TestApi, id: string, organisation = UNIT): Promise<void> {
  const { data, text } = await api.as(organisation)(
    'mutation ($input: WithdrawBatchInput!) { withdrawBatch(input: $input) { batch { id } } }',
    { input: { id } },
  );
  if (!data?.withdrawBatch.batch) throw new Error(text);
}

/** Changes what never changes, as only somebody who has the whole database in hand can: its triggers rest. */
export async function tamper(owner: DataSource, ...statements: readonly string[]): Promise<void> {
  await owner.transaction(async (manager) => {
    await manager.query('set local session_replication_role = replica');
    for (const statement of statements) await manager.query(statement);
  });
}
