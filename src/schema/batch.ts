import { ArgsType, Extensions, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { AdvertChangeEnum, AgeBandEnum, ArenaEnum, CountUnitEnum, GenderEnum } from './enums.js';
import { Node } from './node.js';
import { Organisation } from './organisation.js';
import { PageArgs, connectionOf } from './paging.js';
import { CommandInput, payloadOf } from './payload.js';
import { DateTimeScalar, PeriodScalar, RegionCodeScalar } from './scalars.js';
import { Text } from './text.js';
import type { AdvertChange, AgeBand, Arena, CountUnit, Gender } from '../domain/lists/trends.js';

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description:
    'A file or a request of observations from one organisation. They are counted into the cube and then forgotten; a batch can be withdrawn whole.',
})
export class Batch extends Node {
  @Field(() => Organisation, { nullable: true, description: 'Who sent it.' })
  organisation: Organisation;
  @Field(() => String, { nullable: true, description: 'What it is, in the words of the sender; the name of a file.' })
  source: string;
  @Field(() => Int, { nullable: true, description: 'How many rows were counted.' })
  rowCount: number;
  @Field(() => Int, { nullable: true, description: 'How many rows were left out, because they broke a rule and the sender asked for the others.' })
  rejectedCount: number;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it came.' })
  receivedAt: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was withdrawn; null while it counts.' })
  withdrawnAt: string | null;
}

export const BatchConnection = connectionOf(Batch, 'Batch');
export const BatchPayload = payloadOf(Batch, 'Batch', 'batch');

@ArgsType()
export class BatchesArgs extends PageArgs {}

@InputType({ description: 'So many records of one finest cell: anonymous sightings, never anything about one of them.' })
export class ObservationInput {
  @Field(() => PeriodScalar, { description: 'The ISO week, such as 2026-W31; not in the future.' })
  week: string;
  @Field(() => RegionCodeScalar, { description: 'The municipality, such as 0180.' })
  municipality: string;
  @Field(() => ArenaEnum, { description: 'The arena.' })
  arena: Arena;
  @Field(() => AgeBandEnum, { description: 'Age as presented.' })
  ageBand: AgeBand;
  @Field(() => GenderEnum, { description: 'Gender as presented.' })
  gender: Gender;
  @Field(() => AdvertChangeEnum, { description: 'Whether it appeared, was present or was removed.' })
  change: AdvertChange;
  @Field(() => CountUnitEnum, { description: 'What is counted: ADVERTS or PERSONS_MET.' })
  countUnit: CountUnit;
  @Field(() => Int, { description: 'How many records: a whole number from 1 to 100000.' })
  count: number;
}

/** The most rows of one request; a file of any length goes through the command line. */
export const MOST_OBSERVATIONS = 1_000;

@InputType({ description: 'Observations to be counted, all of them or none.' })
export class ImportObservationsInput extends CommandInput {
  @Text({ max: 200, description: 'What this is, in your own words; the same content is recognised whatever it is called.' })
  source: string;
  @Extensions({ mostItems: MOST_OBSERVATIONS })
  @Field(() => [ObservationInput], { description: 'The observations, one or more.' })
  observations: ObservationInput[];
}

@InputType({ description: 'A batch that should not count.' })
export class WithdrawBatchInput extends CommandInput {
  @Field(() => ID, { description: 'The batch, one of your own.' })
  id: string;
}
