import { ArgsType, Extensions, Field, ID, InputType, type ClassType } from 'type-graphql';
import {
  AgeBandEnum,
  ArenaEnum,
  ConfidenceEnum,
  CountUnitEnum,
  DirectionEnum,
  GenderEnum,
  TrendEntryOrderEnum,
  TrendKindEnum,
  TrendStatusEnum,
} from './enums.js';
import { PageArgs } from './paging.js';
import { ChangeInput, CommandInput } from './payload.js';
import { StatisticsInput } from './statistics.js';
import { DateTimeScalar, PeriodScalar, RegionCodeScalar } from './scalars.js';
import { Code, Condition, Conditions, Text, Texts } from './text.js';
import { REGIONS } from '../domain/regions.js';
import { MOST_CELLS_OF_AN_ENTRY } from '../domain/statistics/most-cells.js';
import type {
  AgeBand,
  Arena,
  Confidence,
  CountUnit,
  Direction,
  Gender,
  TrendEntryOrder,
  TrendKind,
  TrendStatus,
} from '../domain/lists/trends.js';

@InputType({ description: 'Every condition must hold; within a list, any value may.' })
export class TrendEntryFilter {
  @Field(() => [TrendKindEnum], { nullable: true, description: 'Of one of these kinds.' })
  kinds?: TrendKind[] | null;
  @Extensions({ mostItems: REGIONS.length })
  @Field(() => [RegionCodeScalar], { nullable: true, description: 'About one of these regions, as the entry names them.' })
  regions?: string[] | null;
  @Field(() => [ArenaEnum], { nullable: true, description: 'Seen on one of these arenas.' })
  arenas?: Arena[] | null;
  @Field(() => [AgeBandEnum], { nullable: true, description: 'About one of these ages.' })
  ageBands?: AgeBand[] | null;
  @Field(() => [GenderEnum], { nullable: true, description: 'About one of these genders.' })
  genders?: Gender[] | null;
  @Conditions({ max: 50, description: 'With one of these keywords.' })
  topics?: string[] | null;
  @Field(() => DirectionEnum, { nullable: true, description: 'Moving this way.' })
  direction?: Direction | null;
  @Field(() => PeriodScalar, { nullable: true, description: 'About a time that ends in or after this period.' })
  periodFrom?: string | null;
  @Field(() => PeriodScalar, { nullable: true, description: 'About a time that begins in or before this period.' })
  periodTo?: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Published later than this.' })
  publishedAfter?: string | null;
  @Condition({
    max: 200,
    description:
      'Full text with Swedish word forms, over exactly the texts that you may read; "quoted" phrases, `or`, and `-` to exclude.',
  })
  search?: string | null;
  @Field(() => [TrendStatusEnum], { nullable: true, description: 'Standing in one of these ways.' })
  status?: TrendStatus[] | null;
}

@ArgsType()
export class TrendEntriesArgs extends PageArgs {
  @Field(() => TrendEntryFilter, { nullable: true, description: 'Which entries; all that you may read unless given.' })
  filter?: TrendEntryFilter | null;
  @Field(() => TrendEntryOrderEnum, { nullable: true, description: 'In which order; the newest first unless given.' })
  orderBy?: TrendEntryOrder | null;
}

/** The content of an entry as input: a draft gives all of it, a revision only what it changes. */
function contentInput<B extends CommandInput>(base: ClassType<B>, nullable: boolean) {
  @InputType()
  class TrendEntryContent extends (base as ClassType<CommandInput>) {
    @Field(() => TrendKindEnum, { nullable, description: 'What sort of knowledge it is.' })
    kind?: TrendKind | null;
    @Text({ max: 200, nullable, description: 'What it says, in a line.' })
    title?: string | null;
    @Text({ max: 1000, nullable, description: 'What it says, in a paragraph.' })
    summary?: string | null;
    @Text({ max: 20_000, nullable, description: 'The whole text.' })
    body?: string | null;
    @Code({ max: 2, nullable: true, description: 'Language of the texts: `sv` (the default) or `en`.' })
    language?: string | null;
    @Field(() => PeriodScalar, { nullable, description: 'The time that the knowledge is about.' })
    period?: string | null;
    @Field(() => [RegionCodeScalar], { nullable: true, description: 'The places it is about; none means the whole country.' })
    regions?: string[] | null;
    @Field(() => [ArenaEnum], { nullable: true, description: 'Where it was seen.' })
    arenas?: Arena[] | null;
    @Field(() => [AgeBandEnum], { nullable: true, description: 'The ages it is about.' })
    ageBands?: AgeBand[] | null;
    @Field(() => [GenderEnum], { nullable: true, description: 'The genders it is about.' })
    genders?: Gender[] | null;
    @Texts({ max: 50, nullable: true, description: 'Keywords.' })
    topics?: string[] | null;
    @Field(() => DirectionEnum, { nullable, description: 'Which way it moves.' })
    direction?: Direction | null;
    @Field(() => ConfidenceEnum, { nullable, description: 'How sure the unit is.' })
    confidence?: Confidence | null;
    @Field(() => CountUnitEnum, { nullable: true, description: 'What was counted, if anything.' })
    countUnit?: CountUnit | null;
    @Text({ max: 2000, nullable, description: 'How it was found out.' })
    method?: string | null;
    @Text({ max: 2000, nullable: true, description: 'What the method covers, and what it misses.' })
    coverage?: string | null;
    @Text({ max: 5000, nullable: true, description: 'Caveats about the method. Read by the unit and municipalities.' })
    methodNotes?: string | null;
    @Texts({ max: 500, nullable: true, description: 'Sources. Read by the unit, the police and municipalities.' })
    sources?: string[] | null;
    @Text({ max: 5000, nullable: true, description: 'Read by the unit and the police.' })
    policingNotes?: string | null;
    @Text({ max: 5000, nullable: true, description: 'Read by the unit, RFSU, RFSL and Smittskyddet.' })
    healthNotes?: string | null;
    @Text({ max: 5000, nullable: true, description: 'Read by all but the police and Smittskyddet; never for policing.' })
    outreachGuidance?: string | null;
    @Field(() => StatisticsInput, {
      nullable: true,
      description: `The table of a release that it rests on, of at most ${MOST_CELLS_OF_AN_ENTRY} cells; of the newest unless one is named. The release is pinned.`,
    })
    statistics?: StatisticsInput | null;
  }
  return TrendEntryContent;
}

@InputType({ description: 'A new trend entry, which nobody but the unit sees until it is published.' })
export class DraftTrendEntryInput extends contentInput(CommandInput, false) {}

@InputType({
  description:
    'Changes to the draft of an entry; on a published entry they open a correction, which readers see once it is published. What is left out stays as it is.',
})
export class ReviseTrendEntryInput extends contentInput(ChangeInput, true) {
  @Field(() => ID, { description: 'The entry.' })
  id: string;
  declare expectedVersion: number;
}

@InputType({ description: 'Makes the draft of an entry the revision that readers see.' })
export class PublishTrendEntryInput extends ChangeInput {
  @Field(() => ID, { description: 'The entry.' })
  id: string;
}

@InputType({ description: 'Takes a published entry back. It stays readable, marked as withdrawn.' })
export class WithdrawTrendEntryInput extends ChangeInput {
  @Field(() => ID, { description: 'The entry.' })
  id: string;
  @Text({ max: 1000, description: 'Why; readers see it.' })
  reason: string;
}
