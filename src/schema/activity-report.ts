import { ArgsType, Field, InputType, Int, ObjectType } from 'type-graphql';
import { ActivityKindEnum } from './enums.js';
import { Node } from './node.js';
import { Organisation } from './organisation.js';
import { PageArgs, connectionOf } from './paging.js';
import { CommandInput, payloadOf } from './payload.js';
import { PeriodScalar, RegionCodeScalar } from './scalars.js';
import { Condition, Text } from './text.js';
import type { ActivityKind } from '../domain/lists/activity.js';

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description:
    'What an organisation did in a month, at a general level: a count of one kind of work in one municipality, never anything about a person.',
})
export class ActivityReport extends Node {
  @Field(() => Organisation, { nullable: true, description: 'Who did the work and reports it.' })
  organisation: Organisation;
  @Field(() => PeriodScalar, { nullable: true, description: 'The month that is counted, such as 2026-07.' })
  month: string;
  @Field(() => RegionCodeScalar, { nullable: true, description: 'The municipality where the work was done.' })
  municipality: string;
  @Field(() => ActivityKindEnum, { nullable: true, description: 'What is counted.' })
  kind: ActivityKind;
  @Field(() => Int, { nullable: true, description: 'How many; 0 says that there were none, which is not the same as no report.' })
  count: number;
  @Field(() => String, { nullable: true, description: 'What a reader of the count should know.' })
  note: string | null;
}

export const ActivityReportConnection = connectionOf(ActivityReport, 'ActivityReport');
export const ActivityReportPayload = payloadOf(ActivityReport, 'ActivityReport', 'activityReport');

@InputType({ description: 'Every condition must hold; within a list, any value may.' })
export class ActivityFilter {
  @Field(() => PeriodScalar, { nullable: true, description: 'About this month or a later one. A month, such as 2026-07.' })
  monthFrom?: string | null;
  @Field(() => PeriodScalar, { nullable: true, description: 'About this month or an earlier one. A month, such as 2026-07.' })
  monthTo?: string | null;
  @Field(() => RegionCodeScalar, { nullable: true, description: 'About work in this municipality.' })
  municipality?: string | null;
  @Field(() => [ActivityKindEnum], { nullable: true, description: 'About one of these kinds of work.' })
  kinds?: ActivityKind[] | null;
  @Condition({ max: 50, description: 'Reported by the organisation with this code, such as `rfsu`.' })
  organisation?: string | null;
}

@ArgsType()
export class ActivityReportsArgs extends PageArgs {
  @Field(() => ActivityFilter, { nullable: true, description: 'Which reports; all that you may read unless given.' })
  filter?: ActivityFilter | null;
}

@InputType({
  description:
    'A count of your own work. Reporting the same month, municipality and kind again is the correction: it replaces count and note.',
})
export class ReportActivityInput extends CommandInput {
  @Field(() => PeriodScalar, { description: 'The month that is counted, such as 2026-07; not in the future.' })
  month: string;
  @Field(() => RegionCodeScalar, { description: 'The municipality where the work was done, such as 0180.' })
  municipality: string;
  @Field(() => ActivityKindEnum, { description: 'What is counted.' })
  kind: ActivityKind;
  @Field(() => Int, { description: 'How many: a whole number from 0 to 100000.' })
  count: number;
  @Text({ max: 1000, nullable: true, description: 'What a reader of the count should know; left out, the report has no note.' })
  note?: string | null;
}
