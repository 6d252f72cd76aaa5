// One node after the other is told to end and started again, while clients ask through a proxy that sends nothing twice.
import { setTimeout as pause } from 'node:timers/promises';
import { CONTENT, UNIT } from '../../api/tools/entries.js';
import { tell } from './asking.js';
import { Balancer } from './balancer.js';
import type { Installation } from './installation.js';

const DRAFT = `mutation ($input: DraftTrendEntryInput!) {
  draftTrendEntry(input: $input) { trendEntry { id } errors { code } } }`;
const LIST = '{ trendEntries(first: 20) { nodes { id title summary } } }';

export interface Rolled {
  readonly answered: number;
  /** Every request that was not answered with data, and how. */
  readonly failed: readonly string[];
  /** How each node ended: its exit code. */
  readonly exits: readonly (number | null)[];
  /** What the last events of streams said when their node went. */
  readonly lastWords: readonly string[];
  /** What nodes complained about. */
  readonly complaints: string;
}

/** Restarts both nodes so many times, in turns, while so many clients ask. */
export async function restartInTurns(
  installation: Installation,
  rounds: number,
  clientsAtOnce: number,
): Promise<Rolled> {
  let starting: Installation['nodes'][number] | null = null;
  const balancer = new Balancer(() =>
    installation.nodes.filter((node) => node !== starting).map((node) => node.address),
  );
  const address = await balancer.start();
  const failed: string[] = [];
  let answered = 0;
  let isOver = false;
  const clients = Array.from({ length: clientsAtOnce }, async (_, client) => {
    for (let sent = 0; !isOver; sent += 1) {
      const input = { ...CONTENT, idempotencyKey: `rullande ${Date.now()} ${client} ${sent}` };
      const [query, variables] = sent % 4 === 0 ? [DRAFT, { input }] : [LIST, {}];
      const how = await tell(installation, address, UNIT, query, variables).then(
        ({ code, status }) => (code === 'OK' ? null : `${status} ${code}`),
        (error: unknown) => `${String(error)} ${String((error as Error).cause)}`,
      );
      if (how === null) answered += 1;
      else failed.push(how);
    }
  });
  const exits: (number | null)[] = [];
  const lastWords: string[] = [];
  let complaints = '';
  for (let round = 0; round < rounds; round += 1) {
    for (const node of installation.nodes) {
      const { said: lastWord } = await openStream(installation, node.address);
      const complained = node.complaints;
      exits.push(await node.end('SIGTERM'));
      lastWords.push(await lastWord);
      complaints += worryingLines(await complained);
      // A node's first connections, which others find open, may take it longer than a request waits, beside other tests.
      starting = node;
      await node.start();
      await Promise.all(clients.map(() => untilAnswered(installation, node.address)));
      starting = null;
      await balancer.untilReady(installation.nodes.length);
      await pause(200);
    }
  }
  isOver = true;
  await Promise.all(clients);
  await balancer.stop();
  return { answered, failed, exits, lastWords, complaints };
}

/** Asks a node until it answers. */
async function untilAnswered(installation: Installation, address: string): Promise<void> {
  while ((await tell(installation, address, UNIT, LIST)).code !== 'OK') await pause(100);
}

/** Opens a stream of changes at a node; `said` resolves with the last thing said on it. */
async function openStream(installation: Installation, address: string): Promise<{ said: Promise<string> }> {
  const response = await fetch(`${address}/graphql/stream`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${await installation.token('rfsu')}`,
    },
    body: JSON.stringify({ query: 'subscription { changed { kind } }' }),
  });
  return { said: response.text().then((text) => text.trimEnd().split('\n\n').at(-1)!) };
}

/** What a node said beside its log, and that the server of tests is older than production's. */
function worryingLines(said: string): string {
  const lines = said.split('\n').filter((line) => line !== '');
  return lines.filter((line) => !/^{"level":|^The database server is PostgreSQL /.test(line)).join('\n');
}
