import { ArgsType, Field, ID, ObjectType } from 'type-graphql';
import { ChangeKindEnum } from './enums.js';
import { Node } from './node.js';
import { PageArgs, connectionOf } from './paging.js';
import { DateTimeScalar } from './scalars.js';
import type { ChangeKind } from '../domain/lists/changes.js';

@ObjectType({
  simpleResolvers: true,
  description:
    'Something that you can read has changed. Lines come in one order without gaps, those of an object in the order in which it changed.',
})
export class Change {
  @Field(() => String, { nullable: true, description: 'Opaque; send as `after` to continue behind this change. Stays good, unless the database is restored from a copy: then it is refused.' })
  cursor: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it happened. Lines are in the order of their cursors, not of this.' })
  at: string;
  @Field(() => ChangeKindEnum, {
    nullable: true,
    description: 'What has happened; REMOVED exactly when you cannot read the object now, whatever happened then.',
  })
  kind: ChangeKind;
  @Field(() => String, { nullable: true, description: 'The type of the object: TrendEntry, Referral, Contribution or Release.' })
  objectType: string;
  @Field(() => ID, { nullable: true, description: 'The `id` of the object.' })
  objectId: string;
  @Field(() => Node, { nullable: true, description: 'The object as you may read it now, which may be later than the change; null when you may not.' })
  object: Node | null;
}

export const ChangeConnection = connectionOf(Change, 'Change');
Field(() => String, {
  description: 'Cursor of the newest change there is: to follow from now on, take this first, then read the lists.',
})(ChangeConnection.prototype, 'head');

@ArgsType()
export class ChangesArgs extends PageArgs {}
