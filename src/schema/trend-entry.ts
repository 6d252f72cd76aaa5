import { Field, Int, ObjectType } from 'type-graphql';
import {
  AgeBandEnum,
  ArenaEnum,
  ConfidenceEnum,
  CountUnitEnum,
  DirectionEnum,
  GenderEnum,
  TrendKindEnum,
  TrendStatusEnum,
} from './enums.js';
import { Contribution } from './contribution.js';
import { Corroboration } from './corroboration.js';
import { Lengths } from './length.js';
import { Node } from './node.js';
import { Organisation } from './organisation.js';
import { connectionOf } from './paging.js';
import { payloadOf } from './payload.js';
import { StatisticsTable } from './statistics.js';
import { DateTimeScalar, PeriodScalar, RegionCodeScalar } from './scalars.js';
import { MOST_CELLS_OF_AN_ENTRY } from '../domain/statistics/most-cells.js';
import type {
  AgeBand,
  Arena,
  Confidence,
  CountUnit,
  Direction,
  Gender,
  TrendKind,
  TrendStatus,
} from '../domain/lists/trends.js';

@ObjectType({ simpleResolvers: true, description: 'What you may do with a trend entry now, by your organisation, your scopes and its state.' })
export class TrendEntryAccess {
  @Field({ description: 'You may change its draft, or open a correction.' })
  canRevise: boolean;
  @Field({ description: 'It has a draft that you may publish.' })
  canPublish: boolean;
  @Field({ description: 'It is published and you may withdraw it.' })
  canWithdraw: boolean;
  @Field({ description: 'It is published and you may say whether you see the same.' })
  canCorroborate: boolean;
}

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description:
    'One published piece of knowledge: a trend, an alert, an analysis, a review or a report. Publishing makes a revision that never changes; a correction is a new revision and the old one stays citable.',
})
export class TrendEntry extends Node {
  @Field(() => Int, { nullable: true, description: 'Number of the revision that this is, from 1.' })
  revision: number;
  @Field(() => Int, { nullable: true, description: 'Grows with every change of the entry; send it as `expectedVersion`.' })
  version: number;
  @Field(() => TrendStatusEnum, { nullable: true, description: 'Where the entry stands.' })
  status: TrendStatus;
  @Field(() => TrendKindEnum, { nullable: true, description: 'What sort of knowledge it is.' })
  kind: TrendKind;
  @Field(() => String, { nullable: true, description: 'What it says, in a line.' })
  title: string;
  @Field(() => String, { nullable: true, description: 'What it says, in a paragraph.' })
  summary: string;
  @Field(() => String, { nullable: true, description: 'The whole text.' })
  body: string;
  @Field(() => String, { nullable: true, description: 'Language of the texts: `sv` or `en`.' })
  language: string;
  @Field(() => PeriodScalar, { nullable: true, description: 'The time that the knowledge is about.' })
  period: string;
  @Field(() => [RegionCodeScalar], { description: 'The places it is about; empty means the whole country.' })
  regions: string[];
  @Field(() => [ArenaEnum], { description: 'Where it was seen.' })
  arenas: Arena[];
  @Field(() => [AgeBandEnum], { description: 'The ages it is about.' })
  ageBands: AgeBand[];
  @Field(() => [GenderEnum], { description: 'The genders it is about.' })
  genders: Gender[];
  @Field(() => [String], { description: 'Keywords.' })
  topics: string[];
  @Field(() => DirectionEnum, { nullable: true, description: 'Which way it moves.' })
  direction: Direction;
  @Field(() => ConfidenceEnum, { nullable: true, description: 'How sure the unit is.' })
  confidence: Confidence;
  @Field(() => CountUnitEnum, { nullable: true, description: 'What was counted; null when nothing was.' })
  countUnit: CountUnit | null;
  @Field(() => String, { nullable: true, description: 'How it was found out.' })
  method: string;
  @Field(() => String, { nullable: true, description: 'What the method covers, and what it misses.' })
  coverage: string;
  @Field(() => Organisation, { nullable: true, description: 'Who published it.' })
  publisher: Organisation;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When this revision was published; null for a draft.' })
  publishedAt: string | null;
  @Field(() => String, { nullable: true, description: 'Why it was withdrawn; null unless it was.' })
  withdrawnReason: string | null;
  @Field(() => [TrendEntry], { description: 'Every revision that you may read, newest first.' })
  revisions: TrendEntry[];
  @Field(() => [Corroboration], {
    description:
      'The verdict of each organisation that has given one on the entry, whatever its revision. Counting them by verdict is open to all; who said what is not, and the order tells nothing of it.',
  })
  corroborations: Corroboration[];
  @Field(() => TrendEntryAccess, { nullable: true, description: 'What you may do with it now.' })
  access: TrendEntryAccess;
  @Field(() => String, { nullable: true, description: 'Caveats about the method, for those who count in the same way.' })
  methodNotes: string | null;
  @Field(() => [String], { description: 'Where the facts and figures come from.' })
  sources: string[];
  @Field(() => String, { nullable: true, description: 'For the police.' })
  policingNotes: string | null;
  @Field(() => String, { nullable: true, description: 'For those who meet people about their health.' })
  healthNotes: string | null;
  @Field(() => String, { nullable: true, description: 'For those who reach out with an offer of help; never for policing.' })
  outreachGuidance: string | null;
  @Lengths({ cells: MOST_CELLS_OF_AN_ENTRY })
  @Field(() => StatisticsTable, {
    nullable: true,
    description: `The table of a release that it rests on, if any, of at most ${MOST_CELLS_OF_AN_ENTRY} cells. The release is pinned, so the numbers never change.`,
  })
  statistics: StatisticsTable | null;
  @Field(() => [Contribution], { description: 'What partners contributed to this revision and to those before it, in the order in which it came.' })
  contributions: Contribution[];
  @Field(() => String, { nullable: true, description: 'Pseudonym of the colleague who drafted this revision.' })
  draftedBy: string;
}

export const TrendEntryConnection = connectionOf(TrendEntry, 'TrendEntry');
export const TrendEntryPayload = payloadOf(TrendEntry, 'TrendEntry', 'trendEntry');
