// Sends fuzzed requests to an API on the small world, as every party in turn, and keeps what must never come: a 5xx, an answer without
// end, a word that the asker may not read in whatever way.
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { buildSchema } from 'graphql';
import { fuzzedRequest, type Fuzzer, type FuzzedRequest } from './requests.js';
import { anyBytes, say } from './sockets.js';
import { FULL } from '../../security/support/committed.js';
import { PARTIES, type Party } from '../../security/support/agreement.js';
import { SPOKESMEN } from '../../security/support/organisations.js';
import { knownOf, learn, secretsIn, type KnownOfWorlds } from '../../security/hidden-worlds/known.js';
import { sightOf } from '../../security/hidden-worlds/sight.js';
import { arrangeSmallWorld } from '../../security/hidden-worlds/small-world.js';
import { overhear } from '../../security/two-worlds/asking.js';
import { openLog } from '../../../src/log.js';
import { startTestApi, type TestApi } from '../../support/api.js';
import { chanceFrom } from '../../support/generator/chance.js';

const AT_ONCE = 8;
const MOST_FINDINGS = 5;
const MOST_TRIES = 60;
const PAUSE_MS = 500;

export interface Wanted {
  readonly inProcess: number;
  readonly overHttp: number;
  readonly onSockets: number;
  readonly seed: number;
  readonly progress?: (sent: number) => void;
}

export interface Heard {
  readonly sent: number;
  /** How often each status came. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly findings: readonly string[];
  /** How many words and keys were watched for. */
  readonly watched: number;
  readonly log: readonly string[];
}

interface Client {
  readonly fuzzer: Fuzzer;
  readonly known: KnownOfWorlds;
}

/** An API on the small world, and what each party must never read of it, whatever else happens. */
export async function openFuzz() {
  const log: string[] = [];
  const api = await startTestApi({ log: openLog('warn', { write: (line) => log.push(line) }) });
  await arrangeSmallWorld(api.database);
  return { api, fuzz: (wanted: Wanted) => fuzzListening(api, log, wanted), close: () => api.close() };
}

async function fuzzListening(api: TestApi, log: string[], wanted: Wanted): Promise<Heard> {
  log.length = 0;
  const stop = overhear((line) => log.push(line));
  return fuzz(api, log, wanted).finally(stop);
}

async function clientOf(api: TestApi, party: Party, seed: number): Promise<Client> {
  const code = SPOKESMEN[party];
  const sight = sightOf(code);
  // Mutations may let somebody see more rows, and never another column; of the journal and the cube nobody sees a row.
  const forGood = Object.entries(sight.rows).map(([table, condition]) => [
    table,
    /^(journal|cube|directory)\./.test(table) ? condition : 'true',
  ]);
  // Nor does a draft stay one: what is published becomes a revision.
  const readsColumn = (table: string, column: string) =>
    sight.readsColumn(table === 'trends.draft' ? 'trends.revision' : table, column);
  const known = await knownOf([api.database], { ...sight, rows: Object.fromEntries(forGood), readsColumn });
  const file = new URL(`../../../schema/${party.toLowerCase()}.graphql`, import.meta.url);
  const fuzzer = {
    ...{ chance: chanceFrom(seed), known, schema: buildSchema(readFileSync(file, 'utf8')), full: FULL },
    authorization: `Bearer ${await api.token(code)}`,
  };
  return { fuzzer, known };
}

async function fuzz(
  api: TestApi,
  log: readonly string[],
  { inProcess, overHttp, onSockets, seed, progress }: Wanted,
): Promise<Heard> {
  const clients: Client[] = [];
  for (const [index, party] of PARTIES.entries()) clients.push(await clientOf(api, party, seed + index));
  const statuses: Record<string, number> = {};
  const findings: string[] = [];
  let sent = 0;
  const judge = ({ known }: Client, request: unknown, status: number, text: string) => {
    statuses[status] = (statuses[status] ?? 0) + 1;
    const secrets = secretsIn(known, text);
    if (status >= 500 || secrets.length > 0)
      findings.push(
        `${secrets.join()} ${status} ${text.slice(0, 300)}: ${JSON.stringify(request).slice(0, 2_500)}`,
      );
    learn(known, text);
    sent += 1;
    if (sent % 1_000 === 0) progress?.(sent);
  };
  const send = async (count: number, transport: (request: FuzzedRequest) => Promise<[number, string]>) => {
    for (let done = 0; done < count && findings.length < MOST_FINDINGS; done += AT_ONCE) {
      const some = Array.from({ length: Math.min(AT_ONCE, count - done) }, (_, index) => {
        const client = clients[(done + index) % clients.length]!;
        return { client, request: fuzzedRequest(client.fuzzer) };
      });
      const answers = await Promise.all(some.map(({ request }) => untilAnswered(() => transport(request))));
      for (const [index, [status, text]] of answers.entries())
        judge(some[index]!.client, some[index]!.request, status, text);
    }
  };
  await send(inProcess, (request) => inject(api, request));
  await send(overHttp, (request) => fetched(api, request));
  const { port } = new URL(api.address);
  for (let done = 0; done < onSockets; done += 1) {
    const client = clients[done % clients.length]!;
    const bytes = anyBytes(client.fuzzer.chance, client.fuzzer.authorization);
    const heard = await say(Number(port), bytes);
    judge(
      client,
      bytes.toString('latin1').slice(0, 300),
      Number(/^HTTP\/1.1 (\d+)/.exec(heard)?.[1] ?? 0),
      heard,
    );
  }
  const watched = clients.reduce((sum, { known }) => sum + known.secrets.size, 0);
  return { sent, statuses, findings, watched, log };
}

/** Again while the server is too busy, which is no finding. */
async function untilAnswered(send: () => Promise<[number, string]>): Promise<[number, string]> {
  for (let left = MOST_TRIES; ; left -= 1) {
    const [status, text] = await send();
    if (left === 1 || status !== 503) return [status, text];
    await pause(PAUSE_MS);
  }
}

async function inject(api: TestApi, { payload, ...request }: FuzzedRequest): Promise<[number, string]> {
  const { statusCode, headers, body } = await api.app.inject({
    ...(request as { method: 'POST'; url: string; headers: Record<string, string> }),
    ...(payload !== undefined && { payload }),
  });
  return [statusCode, JSON.stringify(headers) + body];
}

async function fetched(
  api: TestApi,
  { method, url, headers, payload }: FuzzedRequest,
): Promise<[number, string]> {
  // What fetch itself does not send, a socket may.
  const sendable = Object.entries(headers).filter(([name]) => !['host', 'content-encoding'].includes(name));
  const response = await fetch(api.address + url, {
    method,
    headers: Object.fromEntries(sendable),
    ...(payload !== undefined && { body: new Uint8Array(Buffer.from(payload)) }),
  });
  return [response.status, JSON.stringify([...response.headers]) + (await response.text())];
}
