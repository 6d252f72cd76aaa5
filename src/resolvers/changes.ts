import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { CHANGES, cursorOf, requireOfFeed } from './feed-cursor.js';
import { followChanges, type Following } from './follow-changes.js';
import { readerOf, trailOf } from './reader-of.js';
import { requested } from './requested.js';
import { Change, ChangeConnection, ChangesArgs } from '../schema/change.js';
import { connection, pageRequest } from '../schema/cursor.js';
import {
  guardedInObjects,
  readChangedObjects,
  readChanges,
  withObject,
  type ChangeRow,
  type Place,
} from '../store/changes.js';
import { typesHeardBy, type ChangingType } from '../store/changing.js';
import type { RequestContext } from '../context.js';

@Resolver(() => Change)
export class ChangeResolver {
  @Query(() => ChangeConnection, {
    description:
      'What has changed of all that you may read, oldest first. Keep `pageInfo.endCursor`, also that of an empty page, and continue behind it whenever you like: nothing is missed but what is as old as events of the audit whose content is gone. What existed before the feed is not in it: take `head`, read the lists, then follow; and again when a cursor is refused, because the database was restored from a copy.',
  })
  async changes(@Args() page: ChangesArgs, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    const request = pageRequest(CHANGES, page);
    const after = Number(request.after?.[0] ?? 0);
    const reader = readerOf(context, info);
    const selection = requested(info, 'Change', 'nodes', 'edges.node');
    const selectionOf = (type: ChangingType) => requested(info, type, 'nodes.object', 'edges.node.object');
    const guarded = selection.has('object') ? guardedInObjects(selectionOf) : [];
    const { head, epoch, rows } = await readChanges(
      reader,
      selection,
      typesHeardBy(context.actor),
      after,
      request.first + 1,
      { trail: trailOf(context, info), guarded, first: request.first },
    );
    if (request.after) requireOfFeed(request.after, { head, epoch });
    const rowsOf = rows.slice(0, request.first).map(({ change }) => change);
    const objects = selection.has('object') ? await readChangedObjects(reader, selectionOf, rowsOf) : null;
    const found = rows.map(
      ({ position, change }) =>
        [
          JSON.stringify(objects ? withObject(change, objects) : change),
          JSON.stringify([position, epoch]),
        ] as const,
    );
    const list = connection(CHANGES, request, found, context.isDirect ?? false);
    const end = cursorOf({ position: head, epoch });
    const isWhole = !list.pageInfo.hasNextPage;
    return Object.assign(list, {
      head: end,
      // A page that ends the feed ends at its head, also where the rest is not for this client.
      pageInfo: { ...list.pageInfo, ...(isWhole && { endCursor: end }) },
    });
  }

  @Subscription(() => Change, {
    description:
      'Pushes what `changes` lists, as a stream of events at /graphql/stream (GraphQL over SSE, distinct connections). A connection that ends is opened again behind the last cursor received.',
    subscribe: ({ args, context, info }: Following) => followChanges({ args, context, info }),
  })
  changed(
    @Root() change: ChangeRow,
    @Arg('after', () => String, {
      nullable: true,
      description:
        'A cursor of `changes`: begins behind it, otherwise now. The header Last-Event-ID comes before it.',
    })
    _after: string | null,
  ): ChangeRow {
    return change;
  }

  @FieldResolver(() => String, { nullable: true })
  cursor(@Root() { cursor }: { cursor: Place }): string {
    return cursorOf(cursor);
  }
}
