// Clients that follow the feeds of their organisations while nodes, worker and database come and go: one is always on, page by page, one
// on a stream, and one was off and resumes from the cursor that it had.
import { expect } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { UNIT } from '../../api/tools/entries.js';
import { POLICE } from '../../api/tools/flags.js';
import {
  apply,
  headOf,
  listed,
  OF_A_CHANGE,
  pagingClient,
  type Change,
  type PagingClient,
  type State,
} from '../../changes/tools/kept-state.js';
import { askAny } from './asking.js';
import type { Installation } from './installation.js';
import type { Servers } from './steadfast-client.js';

const CODES = [UNIT, POLICE, 'socialjouren', 'rfsu', 'rfsl'];
const RETRY_MS = 250;
const FOLLOW = `subscription ($after: String) { changed(after: $after) { ${OF_A_CHANGE} } }`;

/** A client on a stream. It comes again behind the last event that it has received, to any node. */
class StreamingClient {
  readonly state: State = new Map();
  heard = 0;
  streams = 0;
  private readonly ending = new AbortController();
  private readonly running: Promise<void>;

  constructor(
    private readonly servers: Servers,
    private readonly organisation: string,
    public cursor: string,
  ) {
    this.running = this.follow();
  }

  async stop(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  private async follow(): Promise<void> {
    for (; !this.ending.signal.aborted; await pause(RETRY_MS)) {
      await this.stream().catch((error: unknown) => {
        if (error instanceof RefusedStream) throw error;
      });
    }
  }

  private async stream(): Promise<void> {
    const addresses = this.servers.addresses();
    const response = await fetch(`${addresses[this.streams % addresses.length]}/graphql/stream`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${await this.servers.token(this.organisation)}`,
        'last-event-id': this.cursor,
      },
      body: JSON.stringify({ query: FOLLOW }),
      signal: this.ending.signal,
    });
    this.streams += 1;
    let text = '';
    for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
      text += part;
      const events = text.split('\n\n');
      text = events.pop()!;
      for (const event of events) this.receive(event);
    }
  }

  private receive(event: string): void {
    const line = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(event)?.[1];
    if (line('event') !== 'next') return;
    const { data, errors } = JSON.parse(line('data')!) as {
      data?: { changed: Change } | null;
      errors?: { extensions: { code: string } }[];
    };
    const code = errors?.[0]?.extensions.code;
    if (code !== undefined && code !== 'UNAVAILABLE') throw new RefusedStream(event);
    if (!data?.changed) return;
    expect(line('id')).toBe(data.changed.cursor);
    apply(this.state, data.changed);
    this.heard += 1;
    this.cursor = data.changed.cursor;
  }
}

class RefusedStream extends Error {}

interface Following {
  readonly organisation: string;
  readonly on: PagingClient;
  readonly off: PagingClient;
  readonly streaming: StreamingClient;
}

export interface Followed {
  /** Changes that the organisation with the most of them has heard of. */
  readonly most: number;
  /** Streams that were opened, again and again. */
  readonly streams: number;
}

/** Starts a client of each kind for each of some organisations. `end` lets them come to the end and compares what they hold. */
export async function startFollowers(installation: Installation): Promise<() => Promise<Followed>> {
  const ask = askAny(installation);
  let isOver = false;
  const all: Following[] = await Promise.all(
    CODES.map(async (organisation) => ({
      organisation,
      on: await pagingClient(organisation, ask),
      off: await pagingClient(organisation, ask),
      streaming: new StreamingClient(installation, organisation, await headOf(organisation, ask)),
    })),
  );
  const reading = Promise.all(
    all.map(async ({ on }) => {
      for (; !isOver; await pause(RETRY_MS)) await on.read(50);
    }),
  );
  reading.catch(() => (isOver = true)); // and thrown below
  return async () => {
    await settled(installation);
    isOver = true;
    await reading;
    for (const { organisation, on, off, streaming } of all) {
      for (const client of [on, off]) while (await client.read(100));
      const head = await headOf(organisation, ask);
      for (let left = 600; left > 0 && streaming.cursor !== head; left -= 1) await pause(50);
      await streaming.stop();
      const state = await listed(organisation, ask);
      expect([organisation, off.state]).toEqual([organisation, state]);
      expect([organisation, on.state]).toEqual([organisation, state]);
      expect([organisation, streaming.state]).toEqual([organisation, state]);
      expect([organisation, off.heard(), streaming.heard]).toEqual([organisation, on.heard(), on.heard()]);
    }
    return {
      most: Math.max(...all.map(({ on }) => on.heard())),
      streams: all.reduce((total, { streaming }) => total + streaming.streams, 0),
    };
  };
}

const WAITING = 'select count(*)::int as waiting from journal.change where position is null';

/** Waits until the worker has given its place to every change. */
async function settled({ owner }: Installation): Promise<void> {
  for (let left = 600; left > 0; left -= 1) {
    const [{ waiting } = { waiting: 0 }] = await owner.query<{ waiting: number }[]>(WAITING);
    if (waiting === 0) return;
    await pause(50);
  }
  throw new Error('changes wait for their places');
}
