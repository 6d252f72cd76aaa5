// A server that is killed again and again while clients work, and what its database must then hold.
import { setTimeout as pause } from 'node:timers/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloneDatabase, cluster, type TestDatabase } from '../../support/database.js';
import { FULL, POLICE } from '../../api/tools/flags.js';
import { start, type Running } from './command-line.js';
import { SteadfastClient, type Asked } from './steadfast-client.js';

const CLIENTS = 6;
const SOCIALJOUREN = 'socialjouren';

export interface Survived {
  readonly asked: readonly Asked[];
  /** Requests that a kill cut off, and that were sent again. */
  readonly cut: number;
  /** What the database holds, by mutation and referral. */
  readonly outbox: readonly string[];
  readonly audit: readonly string[];
  readonly keys: readonly string[];
  /** Steps of the histories, by action and referral. */
  readonly events: readonly string[];
  /** Messages and services, by referral. */
  readonly messages: readonly string[];
  readonly services: readonly string[];
  readonly referrals: readonly string[];
}

/** The name of what was asked, as the journal has it. */
export function nameOf({ mutation, id }: Asked): string {
  return `${mutation} ${id.slice(4)}`;
}

/** Clients live referrals from flag to message while the server dies `kills` times; all of them end what they began. */
export async function killWhileWorking(kills: number): Promise<Survived> {
  const database = await cloneDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'samverkan-kill-'));
  const env = { DATA_DIR: dataDir, DATABASE_URL: database.url, LOGIN_SECRET: cluster.loginSecret };
  let server: Running = await start(env);
  let isOver = false;
  const clients = Array.from(
    { length: CLIENTS },
    (_, index) => new SteadfastClient(`klient ${index}`, () => server),
  );
  const answered = () => clients.reduce((total, { asked }) => total + asked.length, 0);
  const working = Promise.all(clients.map((client) => work(client, () => isOver)));
  working.catch(() => (isOver = true)); // and thrown below
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      // In the midst of work: some mutations after the last kill, and anywhere in a request.
      const enough = answered() + 5 + Math.random() * 25;
      while (!isOver && answered() < enough) await pause(1);
      await pause(Math.random() * 20);
      await server.end('SIGKILL');
      server = await start(env);
    }
    isOver = true;
    await working;
    const asked = clients.flatMap((client) => client.asked);
    const cut = clients.reduce((total, client) => total + client.cut, 0);
    return { asked, cut, ...(await held(database)) };
  } finally {
    isOver = true;
    await server.end('SIGTERM');
    await database.drop();
    await rm(dataDir, { recursive: true });
  }
}

/** Lives one referral after another, until it is over; the last is lived to its end. */
async function work(client: SteadfastClient, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const { id } = await client.have(POLICE, 'submitReferralFlag', 'SubmitReferralFlagInput', FULL);
    const step = (mutation: string, inputType: string, input: object) =>
      client.have(SOCIALJOUREN, mutation, inputType, { id, ...input });
    await step('acknowledgeReferral', 'ReferralActionInput', { expectedVersion: 1 });
    await step('acceptReferral', 'ReferralActionInput', { expectedVersion: 2 });
    const services = [{ service: 'MEDICAL', status: 'OFFERED' }];
    await step('recordServices', 'RecordServicesInput', { expectedVersion: 3, services });
    await step('sendReferralMessage', 'ReferralMessageInput', { audience: [POLICE], body: 'Hej.' });
  }
}

async function held({ owner }: TestDatabase): Promise<Omit<Survived, 'asked' | 'cut'>> {
  const linesOf = async (expression: string, table: string, condition = 'true') => {
    const rows = await owner.query<{ line: string }[]>(
      `select ${expression} as line from ${table} where ${condition} order by 1`,
    );
    return rows.map(({ line }) => line).sort();
  };
  return {
    outbox: await linesOf(`kind || ' ' || object_id`, 'journal.outbox'),
    // A repeat that was answered has its own line, which says so; what was read is told of by lines without an outbox.
    audit: await linesOf(
      `action || ' ' || split_part(objects[1], '/', 2)`,
      'journal.audit',
      `outcome = 'DONE' and action in (select kind from journal.outbox)`,
    ),
    keys: await linesOf(`operation || ' ' || (outcome ->> 'uuid')`, 'journal.idempotency'),
    events: await linesOf(`action || ' ' || referral_id`, 'referrals.event'),
    messages: await linesOf('referral_id::text', 'referrals.message'),
    services: await linesOf('referral_id::text', 'referrals.service'),
    referrals: await linesOf(`id || ' ' || status || ' ' || version`, 'referrals.referral'),
  };
}
