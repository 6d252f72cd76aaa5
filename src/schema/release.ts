import { ArgsType, Field, InputType, ObjectType } from 'type-graphql';
import { MeasureEnum } from './enums.js';
import { Node } from './node.js';
import { PageArgs, connectionOf } from './paging.js';
import { CommandInput, payloadOf } from './payload.js';
import { DateTimeScalar, PeriodScalar } from './scalars.js';
import { Text } from './text.js';
import type { Measure } from '../domain/lists/statistics.js';

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description:
    'A dated publication of statistics that never changes: every table of the catalogue for every period that was frozen by then.',
})
export class Release extends Node {
  @Field(() => PeriodScalar, { nullable: true, description: 'The period that it freezes; tables of earlier periods are in it too.' })
  period: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was published; null while it is being built, which only the unit sees.' })
  publishedAt: string | null;
  @Field(() => String, { nullable: true, description: 'What a reader of its numbers should know.' })
  notes: string | null;
}

export const ReleaseConnection = connectionOf(Release, 'Release');
export const ReleasePayload = payloadOf(Release, 'Release', 'release');

@ArgsType()
export class ReleasesArgs extends PageArgs {}

@InputType({ description: 'A release to be built and published.' })
export class PublishReleaseInput extends CommandInput {
  @Field(() => PeriodScalar, {
    description:
      'The quarter, half year or year that it freezes; over. One that is released already is revised, at most once in a calendar quarter and only where ten records or more are new or gone.',
  })
  period: string;
  @Field(() => [MeasureEnum], {
    nullable: true,
    description: 'What was collected in the period, everything unless given; the others are NOT_COLLECTED.',
  })
  measures?: Measure[] | null;
  @Text({ max: 2000, nullable: true, description: 'What a reader of the numbers should know.' })
  notes?: string | null;
}
