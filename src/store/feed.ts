// One organisation's feed while clients of this node follow it: what has come is read once, however many they are. The audit is told
// when it goes to one of them (resolvers/follow-changes.ts).
import { EventEmitter, once } from 'node:events';
import { readChangedObjects, readChanges, type Stretch } from './changes.js';
import { CHANGING_TYPES, type ChangingType } from './changing.js';
import type { Reader } from './reader.js';
import type { Selection } from './select.js';

const MOST = 100;
/** How long what one follower has read may be handed to another: rights may change meanwhile. */
const FRESH_MS = 1_000;
const WHOLE_CHANGE: Selection = new Map(
  ['cursor', 'at', 'kind', 'objectType', 'objectId', 'object'].map((name) => [name, null]),
);

interface Batch extends Stretch {
  readonly after: number;
  /** Up to where nothing is missing in it. */
  readonly upTo: number;
  readonly readAt: number;
  /** The objects of its changes, by what was asked for. */
  readonly objects: Map<string, Promise<ReadonlyMap<string, object>>>;
}

/** Changes behind a position. */
export interface Behind {
  readonly epoch: string;
  readonly rows: Stretch['rows'];
  readonly upTo: number;
  /** Whether the feed ended there. */
  readonly isWhole: boolean;
  /** The objects of these changes, as far as they may be read. */
  objects(selections: ReadonlyMap<ChangingType, Selection>): Promise<ReadonlyMap<string, object>>;
}

export class Feed {
  private readonly signals = new EventEmitter().setMaxListeners(0);
  private newest: { readonly growth: number; readonly batch: Promise<Batch> } | undefined;
  /** How often it may have grown. */
  growth = 0;

  constructor(private readonly reader: Reader) {}

  /** Says that the feed may have grown. */
  wake(): void {
    this.growth += 1;
    this.signals.emit('grown');
  }

  /** Waits until it has grown more often than `seen`, or for the signal. */
  async grown(seen: number, signal: AbortSignal): Promise<void> {
    if (this.growth === seen) await once(this.signals, 'grown', { signal }).catch(() => undefined);
  }

  /** The first changes behind a position, of the types given. Followers at the same place share one reading. */
  async behind(position: number, types: readonly ChangingType[]): Promise<Behind> {
    const batch = await this.batchFor(position);
    const heard = new Set<unknown>(types);
    return {
      epoch: batch.epoch,
      rows: batch.rows.filter((row) => row.position > position && heard.has(row.change['objectType'])),
      upTo: Math.max(position, batch.upTo),
      isWhole: batch.rows.length < MOST,
      objects: (selections) => this.objectsOf(batch, selections),
    };
  }

  private async batchFor(position: number): Promise<Batch> {
    for (;;) {
      const current = this.newest;
      if (current?.growth === this.growth) {
        const batch = await current.batch.catch(() => null);
        if (batch && fits(batch, position)) return batch;
        if (this.newest !== current) continue; // somebody else has read meanwhile
      }
      const batch = this.read(position);
      this.newest = { growth: this.growth, batch };
      return batch;
    }
  }

  private async read(after: number): Promise<Batch> {
    const readAt = Date.now();
    const { head, epoch, rows } = await readChanges(
      this.reader,
      WHOLE_CHANGE,
      CHANGING_TYPES,
      after,
      MOST,
      null,
    );
    const upTo = rows.length < MOST ? head : rows.at(-1)!.position;
    return { head, epoch, rows, after, upTo, readAt, objects: new Map() };
  }

  private objectsOf(
    batch: Batch,
    selections: ReadonlyMap<ChangingType, Selection>,
  ): Promise<ReadonlyMap<string, object>> {
    const asked = JSON.stringify([...selections].map(([type, selection]) => [type, words(selection)]));
    const known = batch.objects.get(asked);
    if (known) return known;
    const changes = batch.rows
      .map(({ change }) => change)
      .filter(({ object }) => selections.has(object!.type));
    const untold = { ...this.reader, trail: null };
    const objects = readChangedObjects(untold, (type) => selections.get(type)!, changes);
    batch.objects.set(asked, objects);
    return objects;
  }
}

function fits({ after, upTo, rows, readAt }: Batch, position: number): boolean {
  const reaches = rows.length < MOST || position < upTo;
  return after <= position && reaches && Date.now() - readAt < FRESH_MS;
}

function words(selection: Selection): unknown[] {
  return [...selection].map(([name, nested]) => (nested ? [name, words(nested)] : name));
}
