import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { ArenaEnum, AttributionEnum, ContributionDecisionEnum, ContributionStatusEnum } from './enums.js';
import { Node } from './node.js';
import { Organisation } from './organisation.js';
import { PageArgs, connectionOf } from './paging.js';
import { CommandInput, payloadOf } from './payload.js';
import { DateTimeScalar, PeriodScalar, RegionCodeScalar } from './scalars.js';
import { Text } from './text.js';
import type { Attribution, ContributionDecision, ContributionStatus } from '../domain/lists/contributions.js';
import type { Arena } from '../domain/lists/trends.js';

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description:
    "A partner's observation in words, offered to the unit, which incorporates or declines it. Read by whoever offered it and by the unit.",
})
export class Contribution extends Node {
  @Field(() => Organisation, { nullable: true, description: 'Who offers it.' })
  organisation: Organisation;
  @Field(() => AttributionEnum, { nullable: true, description: 'Whether the unit may name the contributor in what it publishes.' })
  attribution: Attribution;
  @Field(() => ContributionStatusEnum, { nullable: true, description: 'Where it stands.' })
  status: ContributionStatus;
  @Field(() => String, { nullable: true, description: 'What it says, in a line.' })
  title: string;
  @Field(() => String, { nullable: true, description: 'The observation.' })
  text: string;
  @Field(() => PeriodScalar, { nullable: true, description: 'The time that it is about; null when it does not say.' })
  period: string | null;
  @Field(() => [RegionCodeScalar], { description: 'The places it is about; empty when it does not say.' })
  regions: string[];
  @Field(() => [ArenaEnum], { description: 'Where it was seen; empty when it does not say.' })
  arenas: Arena[];
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was offered.' })
  submittedAt: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the unit decided; null until then.' })
  decidedAt: string | null;
  @Field(() => String, { nullable: true, description: 'What the unit says of its decision; always there when it declined.' })
  decisionNote: string | null;
}

export const ContributionConnection = connectionOf(Contribution, 'Contribution');
export const ContributionPayload = payloadOf(Contribution, 'Contribution', 'contribution');

@ArgsType()
export class ContributionsArgs extends PageArgs {
  @Field(() => ContributionStatusEnum, { nullable: true, description: 'Standing so; all that you may read unless given.' })
  status?: ContributionStatus | null;
}

@InputType({ description: 'An observation in words, at a general level: never anything about a person.' })
export class ContributeInput extends CommandInput {
  @Field(() => AttributionEnum, {
    nullable: true,
    description: 'Whether the unit may name your organisation in what it publishes; ANONYMOUS unless given. The unit sees who you are in either case.',
  })
  attribution?: Attribution | null;
  @Text({ max: 200, description: 'What it says, in a line.' })
  title: string;
  @Text({ max: 10_000, description: 'The observation.' })
  text: string;
  @Field(() => PeriodScalar, { nullable: true, description: 'The time that it is about; not in the future.' })
  period?: string | null;
  @Field(() => [RegionCodeScalar], { nullable: true, description: 'The places it is about.' })
  regions?: string[] | null;
  @Field(() => [ArenaEnum], { nullable: true, description: 'Where it was seen.' })
  arenas?: Arena[] | null;
}

@InputType({ description: 'What the unit decides about a contribution. A decision stands.' })
export class ResolveContributionInput extends CommandInput {
  @Field(() => ID, { description: 'The contribution.' })
  id: string;
  @Field(() => ContributionDecisionEnum, { description: 'What is done with it.' })
  decision: ContributionDecision;
  @Field(() => ID, { nullable: true, description: 'With INCORPORATE: the entry whose open draft takes it up.' })
  trendEntry?: string | null;
  @Text({ max: 1000, nullable: true, description: 'What you say of it; needed with DECLINE. Read by the contributor.' })
  note?: string | null;
}
