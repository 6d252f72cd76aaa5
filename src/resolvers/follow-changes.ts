// What a follower of a feed is sent: every change behind its place, each once, in the order of the feed.
import type { GraphQLResolveInfo } from 'graphql';
import { CHANGES, cursorOf, requireOfFeed } from './feed-cursor.js';
import { trailOf } from './reader-of.js';
import { requested } from './requested.js';
import { decodeCursor } from '../schema/cursor.js';
import { badInput } from '../schema/errors.js';
import { readChanges, tellOfFollowed, withObject, type Place } from '../store/changes.js';
import { typesHeardBy } from '../store/changing.js';
import type { RequestContext, Stream } from '../context.js';
import type { Feed } from '../store/feed.js';

export interface Following {
  readonly args: { readonly after?: string | null };
  readonly context: RequestContext;
  readonly info: GraphQLResolveInfo;
}

/** The changes behind a cursor, or from now on, without end. */
export async function followChanges({ args, context, info }: Following): Promise<AsyncIterable<object>> {
  const { actor, source, feeds, stream } = context;
  if (!stream) throw badInput('changed: ask at /graphql/stream.');
  const { id, party } = actor.organisation;
  const reader = { source, party };
  const cursor = stream.lastEventId ?? args.after;
  const key = cursor == null ? null : decodeCursor(CHANGES, cursor);
  const after = key && Number(key[0]);
  const { head, epoch } = await readChanges(reader, new Map(), [], after ?? 0, 1, null);
  if (key) requireOfFeed(key, { head, epoch });
  const place = { position: after ?? head, epoch };
  return feeds.following(id, reader, (feed) => changesOf(feed, context, info, stream, place));
}

async function* changesOf(
  feed: Feed,
  context: RequestContext,
  info: GraphQLResolveInfo,
  stream: Stream,
  after: Place,
): AsyncGenerator<object, void, void> {
  const { actor, source } = context;
  const reader = { source, party: actor.organisation.party };
  const trail = trailOf(context, info);
  const types = typesHeardBy(actor);
  const wantsObject = requested(info, 'Change').has('object');
  const selections = new Map(types.map((type) => [type, requested(info, type, 'object')] as const));
  for (let { position } = after; !stream.signal.aborted;) {
    const seen = feed.growth;
    const behind = await feed.behind(position, types);
    // A stream outlives a database that is put back under its node: its client comes again, and is told.
    requireOfFeed([position, after.epoch], { head: position, epoch: behind.epoch });
    const objects = wantsObject && behind.rows.length > 0 ? await behind.objects(selections) : null;
    const changes = behind.rows.map(({ change }) => change);
    await tellOfFollowed(reader, trail, changes, wantsObject ? selections : null);
    for (const row of behind.rows) {
      await stream.admit(cursorOf({ position: row.position, epoch: after.epoch }));
      if (stream.signal.aborted) return;
      yield objects ? withObject(row.change, objects) : row.change;
    }
    position = behind.upTo;
    if (behind.isWhole) await feed.grown(seen, stream.signal);
  }
}
