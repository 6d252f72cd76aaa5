import { ArgsType, Field, InputType } from 'type-graphql';
import {
  AgeBandEnum,
  ConsentStateEnum,
  ExploitationFormEnum,
  GenderEnum,
  IndicatorEnum,
  MeansOfControlEnum,
  NeedEnum,
  OriginEnum,
  ReferralRouteEnum,
  ReferralStatusEnum,
  UrgencyEnum,
} from './enums.js';
import { PageArgs } from './paging.js';
import { CommandInput } from './payload.js';
import { PeriodScalar, RegionCodeScalar } from './scalars.js';
import { Code, Codes, Text } from './text.js';
import type * as lists from '../domain/lists/referrals.js';
import type { AgeBand, Gender } from '../domain/lists/trends.js';

@InputType({ description: 'Every condition must hold; within a list, any value may.' })
export class ReferralFilter {
  @Field(() => [ReferralStatusEnum], { nullable: true, description: 'Standing in one of these states.' })
  status?: lists.ReferralStatus[] | null;
  @Field(() => [UrgencyEnum], { nullable: true, description: 'As urgent as one of these.' })
  urgency?: lists.Urgency[] | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'True: not acknowledged or decided in time, or without any change for so long that the unit was told. False: the others.',
  })
  late?: boolean | null;
}

@ArgsType()
export class ReferralsArgs extends PageArgs {
  @Field(() => ReferralFilter, { nullable: true, description: 'Which referrals; all that you take part in unless given.' })
  filter?: ReferralFilter | null;
}

@InputType({ description: 'What the person agreed to.' })
export class ConsentInput {
  @Field(() => ConsentStateEnum, { description: '`GIVEN`, or `LIMITED` where the person set limits.' })
  state: lists.ConsentState;
  @Codes({
    max: 50,
    description:
      'Codes of the organisations that the person agreed to; the recipient must be among them. An empty list means the recipient alone.',
  })
  organisations: string[];
  @Field(() => [NeedEnum], {
    nullable: true,
    description: 'The services agreed to; none means whatever the person needs.',
  })
  services?: lists.Need[] | null;
  @Code({ max: 2, nullable: true, description: 'The language it was read in, ISO 639-1.' })
  language?: string | null;
  @Text({ max: 50, description: 'The version of the text that was read out.' })
  textVersion: string;
}

@InputType({
  description:
    'A flag about one person, without identity. With the consent of an adult it is a referral; without, a notification, which carries form, place, week, age band, gender and urgency only. A person under 18 is always a referral.',
})
export class SubmitReferralFlagInput extends CommandInput {
  @Field(() => ReferralRouteEnum, { description: 'With consent, or as a notification without.' })
  route: lists.ReferralRoute;
  @Field(() => PeriodScalar, { description: 'The ISO week in which you met the person; not in the future.' })
  encounterWeek: string;
  @Field(() => RegionCodeScalar, { description: 'The municipality where you met the person.' })
  encounterMunicipality: string;
  @Field(() => RegionCodeScalar, { nullable: true, description: 'The Stockholm district, where you know it.' })
  encounterDistrict?: string | null;
  @Field(() => AgeBandEnum, { description: 'Age as presented or believed.' })
  ageBand: AgeBand;
  @Field(() => GenderEnum, { description: 'Gender as the person states it.' })
  gender: Gender;
  @Field(() => OriginEnum, { nullable: true, description: 'Broad origin, never a country.' })
  origin?: lists.Origin | null;
  @Codes({ max: 2, nullable: true, description: 'Languages needed, ISO 639-1.' })
  languages?: string[] | null;
  @Field(() => ExploitationFormEnum, { description: 'The form of exploitation that you suspect.' })
  exploitationForm: lists.ExploitationForm;
  @Field(() => [IndicatorEnum], { nullable: true, description: 'Indicators seen.' })
  indicators?: lists.Indicator[] | null;
  @Field(() => [MeansOfControlEnum], { nullable: true, description: 'Means of control seen.' })
  meansOfControl?: lists.MeansOfControl[] | null;
  @Field(() => [NeedEnum], { nullable: true, description: 'What the person needs.' })
  needs?: lists.Need[] | null;
  @Field(() => [NeedEnum], { nullable: true, description: 'What the person needs from health care.' })
  healthNeeds?: lists.Need[] | null;
  @Field(() => UrgencyEnum, { description: 'How soon help is needed.' })
  urgency: lists.Urgency;
  @Field(() => ConsentInput, {
    nullable: true,
    description: 'Required for a referral about an adult; refused for a notification and for a person under 18.',
  })
  consent?: ConsentInput | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Must be true for a person under 18: the report to the social board (orosanmälan) was made. This flag does not replace it.',
  })
  minorReported?: boolean | null;
  @Text({ max: 2000, nullable: true, description: 'What whoever meets the person must know to be safe.' })
  safetyNote?: string | null;
  @Text({ max: 4000, nullable: true, description: 'What else the recipient should know.' })
  note?: string | null;
  @Text({ max: 64, nullable: true, description: 'Opaque link of your own, read back by the police alone.' })
  policeCaseLink?: string | null;
  @Code({
    max: 50,
    nullable: true,
    description: 'Code of the organisation to receive it; by the place of the encounter unless given.',
  })
  recipient?: string | null;
}
