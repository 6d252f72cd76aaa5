// Relay connections. One factory: a connection says nothing that its nodes do not.
import { ArgsType, Field, Int, ObjectType, type ClassType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'Where a page ends and whether there is more. Relay.' })
class PageInfo {
  @Field({ description: 'Whether another page follows.' })
  hasNextPage: boolean;
  @Field({ description: 'Whether this page was reached with a cursor.' })
  hasPreviousPage: boolean;
  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null on an empty page.' })
  startCursor: string | null;
  @Field(() => String, { nullable: true, description: 'Cursor of the last item, to send as `after`; null on an empty page.' })
  endCursor: string | null;
}

/** How large a page may be, and how large it is unless asked. */
export const PAGE_SIZE = { max: 100, default: 20 } as const;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: `How many items: 1 to ${PAGE_SIZE.max}, ${PAGE_SIZE.default} by default.` })
  first?: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'An `endCursor` of the same list in the same order: the page begins after it. Opaque.',
  })
  after?: string | null;
}

/** The connection and edge types of a node type. */
export function connectionOf<T extends object>(node: ClassType<T>, name: string): ClassType<object> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `One item of a ${name}Connection.` })
  class Edge {
    @Field(() => String, { description: 'Opaque; send as `after` to continue behind this item.' })
    cursor: string;
    @Field(() => node, { description: 'The item.' })
    node: T;
  }
  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of ${name} items. Relay.` })
  class ConnectionType {
    @Field(() => [node], { description: 'The items, without their cursors.' })
    nodes: T[];
    @Field(() => [Edge], { description: 'The items with their cursors.' })
    edges: Edge[];
    @Field(() => PageInfo, { description: 'Where this page ends.' })
    pageInfo: PageInfo;
  }
  return ConnectionType;
}
