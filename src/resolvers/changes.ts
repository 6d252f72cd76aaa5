import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { requested } from './requested.js';
import { Change, ChangeConnection, ChangesArgs } from '../schema/change.js';
import { connection, encodeCursor, pageRequest } from '../schema/cursor.js';
import { badInput } from '../schema/errors.js';
import { readChangedObjects, readChanges, type ChangeRow } from '../store/changes.js';
import { typesHeardBy, type ChangingType } from '../store/changing.js';
import type { Reader } from '../store/reader.js';
import type { RequestContext } from '../context.js';

const LIST = 'changes';

@Resolver(() => Change)
export class ChangeResolver {
  @Query(() => ChangeConnection, {
    description:
      'What has changed of all that you may read, oldest first. Keep `pageInfo.endCursor`, also that of an empty page, and continue behind it whenever you like: nothing is missed. What existed before the feed is not in it: take `head`, read the lists, then follow.',
  })
  async changes(
    @Args() page: ChangesArgs,
    @Ctx() { actor, source, isDirect = false }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const request = pageRequest(LIST, page);
    const after = Number(request.after?.[0] ?? 0);
    const reader = { source, party: actor.organisation.party };
    const selection = requested(info, 'Change', 'nodes', 'edges.node');
    const { head, rows } = await readChanges(
      reader,
      selection,
      typesHeardBy(actor),
      after,
      request.first + 1,
    );
    if (after > head)
      throw badInput('after: is ahead of this feed. Read the lists again and follow from `head`.');
    const selectionOf = (type: ChangingType) => requested(info, type, 'nodes.object', 'edges.node.object');
    const changes = await withObjects(
      reader,
      selectionOf,
      rows.map(({ change }) => change),
    );
    const found = rows.map(
      ({ position }, index) => [JSON.stringify(changes[index]), `[${position}]`] as const,
    );
    const list = connection(LIST, request, found, isDirect);
    const cursorOf = (position: number) => encodeCursor(LIST, [position]);
    const isWhole = !list.pageInfo.hasNextPage;
    return Object.assign(list, {
      head: cursorOf(head),
      // A page that ends the feed ends at its head, also where the rest is not for this client.
      pageInfo: { ...list.pageInfo, ...(isWhole && { endCursor: cursorOf(head) }) },
    });
  }

  @FieldResolver(() => String, { nullable: true })
  cursor(@Root() { cursor }: { cursor: number }): string {
    return encodeCursor(LIST, [cursor]);
  }
}

/** Changes with their objects in place, where these are asked for. */
async function withObjects(
  reader: Reader,
  selectionOf: (type: ChangingType) => ReturnType<typeof requested>,
  changes: readonly ChangeRow[],
): Promise<readonly object[]> {
  if (!changes.some(({ object }) => object)) return changes;
  const objects = await readChangedObjects(reader, selectionOf, changes);
  return changes.map((change) => {
    const object = objects.get(change.object!.uuid) ?? null;
    // It may have gone out of sight between two statements.
    return { ...change, object, ...(object === null && 'kind' in change && { kind: 'REMOVED' }) };
  });
}
