import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import {
  ActivityKindEnum,
  AdvertChangeEnum,
  AgeGroupEnum,
  ArenaEnum,
  CellStatusEnum,
  DimensionEnum,
  ExploitationFormEnum,
  GenderEnum,
  GranularityEnum,
  MeasureEnum,
  PartyEnum,
  ReferralOutcomeEnum,
} from './enums.js';
import { Release } from './release.js';
import { Lengths } from './length.js';
import { PeriodScalar, RegionCodeScalar } from './scalars.js';
import type { ActivityKind } from '../domain/lists/activity.js';
import type { ExploitationForm, ReferralOutcome } from '../domain/lists/referrals.js';
import type { AgeGroup, CellStatus, Dimension, Granularity, Measure } from '../domain/lists/statistics.js';
import type { AdvertChange, Arena, Gender } from '../domain/lists/trends.js';
import type { Party } from '../domain/parties.js';

@InputType({ description: 'One category of a dimension each; a list, a negation or a free range does not exist.' })
export class StatisticsFilter {
  @Field(() => PeriodScalar, {
    nullable: true,
    description:
      'The period; with PERIOD in `groupBy` also the year or half year that quarters lie in. Three years are named by any year in them.',
  })
  period?: string | null;
  @Field(() => RegionCodeScalar, { nullable: true, description: 'The county; beside municipalities, the county that they lie in.' })
  county?: string | null;
  @Field(() => RegionCodeScalar, { nullable: true, description: 'The municipality.' })
  municipality?: string | null;
  @Field(() => ArenaEnum, { nullable: true, description: 'The arena.' })
  arena?: Arena | null;
  @Field(() => AgeGroupEnum, { nullable: true, description: 'The age group.' })
  ageGroup?: AgeGroup | null;
  @Field(() => GenderEnum, { nullable: true, description: 'The gender.' })
  gender?: Gender | null;
  @Field(() => AdvertChangeEnum, { nullable: true, description: 'What happened to the advert.' })
  change?: AdvertChange | null;
  @Field(() => ExploitationFormEnum, { nullable: true, description: 'The form of exploitation.' })
  exploitationForm?: ExploitationForm | null;
  @Field(() => ReferralOutcomeEnum, { nullable: true, description: 'How the referral ended.' })
  outcome?: ReferralOutcome | null;
  @Field(() => ActivityKindEnum, { nullable: true, description: 'The kind of work.' })
  activityKind?: ActivityKind | null;
  @Field(() => PartyEnum, { nullable: true, description: 'The party whose organisations did the work.' })
  party?: Party | null;
}

@InputType({
  description:
    'A question to the catalogue of tables (docs/disclosure-control.md). The dimensions of `groupBy` and `filter` together must be a table of it; BAD_USER_INPUT names the nearest ones otherwise.',
})
export class StatisticsInput {
  @Field(() => MeasureEnum, { description: 'What is counted.' })
  measure: Measure;
  @Field(() => [DimensionEnum], { defaultValue: [], description: 'What the cells are grouped by, the first varying slowest; each at most once.' })
  groupBy: Dimension[];
  @Field(() => GranularityEnum, { description: 'How long the periods are.' })
  granularity: Granularity;
  @Field(() => StatisticsFilter, {
    nullable: true,
    description: 'Single categories. Without a period here or PERIOD in `groupBy`, the newest period of the release is answered.',
  })
  filter?: StatisticsFilter | null;
  @Field(() => ID, { nullable: true, description: 'The release; the newest unless given.' })
  release?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'One cell of a table.' })
export class StatisticsCell {
  @Field(() => [String], { description: "The cell's categories, in the order of `dimensions`." })
  coordinates: readonly string[];
  @Field(() => Int, {
    nullable: true,
    description: 'The perturbed count: 0, or 5 and more. 0 means none or few. Null unless `status` is ESTIMATED.',
  })
  count: number | null;
  @Field(() => CellStatusEnum, { description: 'What stands in the cell.' })
  status: CellStatus;
}

@ObjectType({ simpleResolvers: true, description: 'What the numbers of a table promise, and what they do not.' })
export class DisclosureGuarantee {
  @Field({ description: 'In plain words, in English and then in Swedish.' })
  text: string;
  @Field({ description: 'The method and its parameters.' })
  method: string;
  @Field(() => Float, { description: 'Standard deviation of the random number in a count, in records.' })
  standardDeviation: number;
  @Field(() => Int, { description: 'No count from 1 to this is ever published.' })
  threshold: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A table of a release. It has every cell of its categories in the order of their lists. Totals are cells of their own and need not be the sum of their parts.',
})
export class StatisticsTable {
  @Field(() => Release, { description: 'Where the numbers come from.' })
  release: Release;
  @Field(() => MeasureEnum, { description: 'What is counted.' })
  measure: Measure;
  @Field(() => [DimensionEnum], { description: 'What the cells are grouped by.' })
  dimensions: readonly Dimension[];
  @Lengths({ isCells: true })
  @Field(() => [StatisticsCell], { description: 'Every cell, the first dimension varying slowest.' })
  cells: StatisticsCell[];
  @Field(() => DisclosureGuarantee, { description: 'What the numbers promise.' })
  guarantee: DisclosureGuarantee;
}
