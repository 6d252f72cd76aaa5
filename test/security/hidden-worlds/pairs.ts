// The pairs of worlds: one that all share, and for each party's spokesman another that differs in what it may not see.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { askBoth, type Found, type Questions } from './asking-both.js';
import { knownOf, secretsIn, wordsIn, type KnownOfWorlds } from './known.js';
import { otherWorldFor } from './other-world.js';
import { keyOf, sightOf } from './sight.js';
import { arrangeSmallWorld } from './small-world.js';
import { contentState, databaseState } from '../../api/tools/rows.js';
import { AUDIENCE } from '../../support/api.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { SPOKESMEN } from '../support/organisations.js';
import type { Party } from '../support/agreement.js';
import { openWorld, overhear, type Heard, type Plant, type Server } from '../two-worlds/asking.js';
import { differences } from '../two-worlds/mask.js';
import { developmentClient, openDevelopmentIssuer } from '../../../src/auth/development-issuer.js';
import { SCOPES } from '../../../src/auth/scopes.js';

export interface PairOfWorlds {
  readonly party: Party;
  readonly first: TestDatabase;
  readonly second: TestDatabase;
  readonly known: KnownOfWorlds;
}

type Servers = readonly [Server, Server];
/** What is done to each server first, by the database that it runs on. */
type PlantOf = (database: TestDatabase) => Plant;

export interface Compared {
  readonly found: Found;
  /** Differences in metrics and logs, what was said beside them, and tables that have changed. */
  readonly rest: readonly string[];
  /** How many lines asking has left in the audit. */
  readonly lines: number;
}

/** Makes the first world. The others are made when they are asked for. */
export async function openPairs() {
  const keys = await mkdtemp(join(tmpdir(), 'samverkan-keys-'));
  const issuer = await openDevelopmentIssuer(keys);
  const template = await cloneDatabase();
  await arrangeSmallWorld(template);
  await template.disconnect();
  const first = await cloneDatabase(template.name);
  const pairs = new Map<Party, PairOfWorlds>();
  const open = new Map<Party, Servers>();

  async function pairOf(party: Party): Promise<PairOfWorlds> {
    const made = pairs.get(party);
    if (made) return made;
    const sight = sightOf(SPOKESMEN[party]);
    const second = await otherWorldFor(sight, template);
    const pair = { party, first, second, known: await knownOf([first, second], sight) };
    pairs.set(party, pair);
    return pair;
  }

  async function serversOf({ first: one, second }: PairOfWorlds, plantOf: PlantOf): Promise<Servers> {
    return [await openWorld(one, issuer, plantOf(one)), await openWorld(second, issuer, plantOf(second))];
  }

  /**
   * Asks both worlds of a pair, as its party or another. With a plant, of servers of their own; with texts, searching for nothing but words
   * of theirs.
   */
  async function compare(
    party: Party,
    questions: Questions,
    { asker = party, plantOf, texts }: { asker?: Party; plantOf?: PlantOf; texts?: string } = {},
  ): Promise<Compared> {
    const pair = await pairOf(party);
    const { second } = pair;
    const known = texts ? { ...pair.known, words: await wordsIn([first, second], texts) } : pair.known;
    const token = await issuer.sign({
      client: developmentClient(SPOKESMEN[asker]),
      subject: 'test',
      scopes: SCOPES,
      audience: AUDIENCE,
    });
    const servers = plantOf
      ? await serversOf(pair, plantOf)
      : (open.get(party) ?? (await serversOf(pair, () => () => undefined)));
    if (!plantOf) open.set(party, servers);
    for (const { log } of servers) log.splice(0);
    const before = [await contentState(first.owner), await contentState(second.owner)];
    const linesBefore = [await linesOf(first), await linesOf(second)] as const;
    const said: string[] = [];
    const stop = overhear((line) => said.push(line));
    let found: Found;
    try {
      found = await askBoth({ servers, party: asker, token, known: { ...known, cursors: [] } }, questions);
    } finally {
      stop();
    }
    const streams = await streamsOf(servers, token, first, SPOKESMEN[asker]);
    const metrics = await metricsOf(servers);
    const [one, other] = servers.map(({ log }, index) => ({
      ...{ answers: [], metrics: metrics[index]!, log: [...log] },
    }));
    if (plantOf) for (const server of servers) await server.close();
    const after = [await contentState(first.owner), await contentState(second.owner)];
    // Asking leaves lines, which whoever asked will read: the same in both.
    const lines = await linesBeside(linesBefore[0], first);
    const otherLines = await linesBeside(linesBefore[1], second);
    const changed = after.flatMap((state, index) =>
      Object.keys(state).filter((table) => state[table]!.digest !== before[index]![table]!.digest),
    );
    const isAway = (line: string) => line.includes('"code":"UNAVAILABLE"');
    // What was sent again to a busy server is counted again.
    const isWhole = ![one!.metrics, other!.metrics].some((metrics) => metrics.includes('code="UNAVAILABLE"'));
    const noise = (line: string) => !isWhole && line.startsWith('metric');
    const everything = [...streams, one!.metrics, other!.metrics, ...one!.log, ...other!.log, ...said];
    const rest = [
      ...differences(streamed(streams[0]), streamed(streams[1])),
      ...streams.filter((stream) => !stream.includes('"cursor":')).map((stream) => `stream: ${stream}`),
      ...everything.flatMap((text) => secretsIn(known, text)).map((secret) => `secret: ${secret}`),
      ...differences(
        { ...one!, metrics: sorted(one!.metrics), log: one!.log.filter((line) => !isAway(line)) },
        { ...other!, metrics: sorted(other!.metrics), log: other!.log.filter((line) => !isAway(line)) },
      ).filter((line) => !noise(line)),
      ...said.map((line) => `said: ${line}`),
      ...(isWhole ? differences(told(lines), told(otherLines)) : []).map((line) => `audit: ${line}`),
      ...changed.map((table) => `changed: ${table}`),
      ...one!.log.filter((line) => line.includes('INTERNAL_SERVER_ERROR')),
    ];
    return { found, rest, lines: lines.length };
  }

  /** The tables in which two worlds differ. */
  async function differingTables(...worlds: readonly [TestDatabase, TestDatabase]): Promise<string[]> {
    const [one, other] = [await databaseState(worlds[0].owner), await databaseState(worlds[1].owner)];
    return Object.keys(one).filter((table) => one[table]!.digest !== other[table]!.digest);
  }

  async function close(): Promise<void> {
    for (const server of [...open.values()].flat()) await server.close();
    for (const { second } of pairs.values()) await second.drop();
    await first.drop();
    await template.drop();
    await rm(keys, { recursive: true });
  }

  return { compare, pairOf, differingTables, close };
}

export type Pairs = Awaited<ReturnType<typeof openPairs>>;

async function linesOf({ owner }: TestDatabase): Promise<string[]> {
  const rows = await owner.query<{ id: string }[]>('select id from journal.audit');
  return rows.map(({ id }) => id);
}

/**
 * What every other line of the audit says, but for what is random or a moment, in an order that does not depend on what was answered
 * first. The numbers of lines do not tell which are new: they are among what is hidden, and so differ between the worlds.
 */
async function linesBeside(before: readonly string[], { owner }: TestDatabase): Promise<string[]> {
  const rows = await owner.query<{ line: string }[]>(
    `select (to_jsonb(a) - '{id,at,transaction,salt,subject_salt,subject_mark}'::text[])::text as line
     from journal.audit a where id <> all ($1)`,
    [before],
  );
  return rows.map(({ line }) => line).sort();
}

/** The metrics, once both servers have noticed that nobody follows a stream any more. Looking is counted, so it is done as often at both. */
async function metricsOf(servers: Servers): Promise<string[]> {
  for (let left = MOST_LOOKS; ; left -= 1) {
    const metrics = await Promise.all(servers.map((server) => server.metrics()));
    if (left === 1 || metrics.every((one) => /^samverkan_streams_open 0$/m.test(one))) return metrics;
    await pause(PAUSE_MS);
  }
}
const MOST_LOOKS = 100;
const PAUSE_MS = 50;

/** Lines of metrics come in the order in which the first answers of their kinds left; several are under way at once. */
const sorted = (metrics: string) => metrics.split('\n').sort().join('\n');

const told = (answers: readonly string[]): Heard => ({ answers, metrics: '', log: [] });
const streamed = (stream: string): Heard => ({ answers: [stream], metrics: '', log: [] });

/** The whole feed of an organisation, as both servers push it. */
async function streamsOf(
  servers: readonly [Server, Server],
  token: string,
  { owner }: TestDatabase,
  code: string,
): Promise<readonly [string, string]> {
  // The epoch says that there was a restore and nothing of what is hidden: both worlds agree in it.
  const [feed] = await owner.query<{ lines: number; epoch: string }[]>(
    `select count(c)::int as lines, epoch from journal.epoch left join journal.change c on organisation_id = ${keyOf(code)} group by epoch`,
  );
  const beginning = Buffer.from(JSON.stringify(['changes', 0, feed!.epoch])).toString('base64url');
  const [one, other] = servers.map((server) => server.follow(token, beginning, feed!.lines));
  return [await one!, await other!];
}
