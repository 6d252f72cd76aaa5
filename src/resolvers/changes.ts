import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { CHANGES, followChanges, type Following } from './follow-changes.js';
import { readerOf, trailOf } from './reader-of.js';
import { requested } from './requested.js';
import { Change, ChangeConnection, ChangesArgs } from '../schema/change.js';
import { connection, encodeCursor, pageRequest } from '../schema/cursor.js';
import { badInput } from '../schema/errors.js';
import {
  guardedInObjects,
  readChangedObjects,
  readChanges,
  withObject,
  type ChangeRow,
} from '../store/changes.js';
import { typesHeardBy, type ChangingType } from '../store/changing.js';
import type { RequestContext } from '../context.js';

@Resolver(() => Change)
export class ChangeResolver {
  @Query(() => ChangeConnection, {
    description:
      'What has changed of all that you may read, oldest first. Keep `pageInfo.endCursor`, also that of an empty page, and continue behind it whenever you like: nothing is missed. What existed before the feed is not in it: take `head`, read the lists, then follow.',
  })
  async changes(@Args() page: ChangesArgs, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    const request = pageRequest(CHANGES, page);
    const after = Number(request.after?.[0] ?? 0);
    const reader = readerOf(context, info);
    const selection = requested(info, 'Change', 'nodes', 'edges.node');
    const selectionOf = (type: ChangingType) => requested(info, type, 'nodes.object', 'edges.node.object');
    const guarded = selection.has('object') ? guardedInObjects(selectionOf) : [];
    const { head, rows } = await readChanges(
      reader,
      selection,
      typesHeardBy(context.actor),
      after,
      request.first + 1,
      { trail: trailOf(context, info), guarded, first: request.first },
    );
    if (after > head)
      throw badInput('after: is ahead of this feed. Read the lists again and follow from `head`.');
    const rowsOf = rows.slice(0, request.first).map(({ change }) => change);
    const objects = selection.has('object') ? await readChangedObjects(reader, selectionOf, rowsOf) : null;
    const found = rows.map(
      ({ position, change }) =>
        [JSON.stringify(objects ? withObject(change, objects) : change), `[${position}]`] as const,
    );
    const list = connection(CHANGES, request, found, context.isDirect ?? false);
    const cursorOf = (position: number) => encodeCursor(CHANGES, [position]);
    const isWhole = !list.pageInfo.hasNextPage;
    return Object.assign(list, {
      head: cursorOf(head),
      // A page that ends the feed ends at its head, also where the rest is not for this client.
      pageInfo: { ...list.pageInfo, ...(isWhole && { endCursor: cursorOf(head) }) },
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
  cursor(@Root() { cursor }: { cursor: number }): string {
    return encodeCursor(CHANGES, [cursor]);
  }
}
