// What the steps in the life of a referral take.
import { Field, ID, InputType } from 'type-graphql';
import {
  ConsentOverrideEnum,
  ConsentStateEnum,
  ExploitationFormEnum,
  IndicatorEnum,
  MeansOfControlEnum,
  NeedEnum,
  OriginEnum,
  PermitStatusEnum,
  ReferralOutcomeEnum,
  ReferralReasonEnum,
  ServiceStatusEnum,
  UrgencyEnum,
} from './enums.js';
import { ChangeInput, CommandInput } from './payload.js';
import { DateScalar } from './scalars.js';
import { Code, Codes, Text } from './text.js';
import type * as lists from '../domain/lists/referrals.js';
import type { PermitStatus, ServiceStatus } from '../domain/lists/support.js';

@InputType()
export class ReferralChangeInput extends ChangeInput {
  @Field(() => ID, { description: 'The referral.' })
  id: string;
}

@InputType({ description: 'A step in the life of a referral.' })
export class ReferralActionInput extends ReferralChangeInput {
  @Text({
    max: 1000,
    nullable: true,
    description: 'A comment on the step. Not read by RFSU, RFSL and Smittskyddet; refused for a notification.',
  })
  comment?: string | null;
}

@InputType({ description: 'A step that needs a reason.' })
export class ReferralReasonInput extends ReferralActionInput {
  @Field(() => ReferralReasonEnum, { description: 'Why.' })
  reason: lists.ReferralReason;
}

@InputType({ description: 'How a referral ended.' })
export class CloseReferralInput extends ReferralActionInput {
  @Field(() => ReferralOutcomeEnum, {
    description: 'The outcome. `DECLINE_CONFIRMED` is the unit\'s to give, with confirmDecline.',
  })
  outcome: lists.ReferralOutcome;
}

@InputType({ description: 'Passing a referral on.' })
export class RedirectReferralInput extends ReferralActionInput {
  @Code({
    max: 50,
    nullable: true,
    description: 'Code of the new recipient, whom the consent must reach; the board of the district of the encounter unless given.',
  })
  recipient?: string | null;
}

@InputType({
  description:
    'A returned referral with more: what is given replaces what was there, what is left out stays. Who was met, where and when does not change; withdraw and submit anew where that was wrong.',
})
export class ResubmitReferralInput extends ReferralActionInput {
  @Field(() => UrgencyEnum, { nullable: true, description: 'How soon help is needed.' })
  urgency?: lists.Urgency | null;
  @Field(() => OriginEnum, { nullable: true, description: 'Broad origin, never a country.' })
  origin?: lists.Origin | null;
  @Codes({ max: 2, nullable: true, description: 'Languages needed, ISO 639-1.' })
  languages?: string[] | null;
  @Field(() => ExploitationFormEnum, { nullable: true, description: 'The form of exploitation that you suspect.' })
  exploitationForm?: lists.ExploitationForm | null;
  @Field(() => [IndicatorEnum], { nullable: true, description: 'Indicators seen.' })
  indicators?: lists.Indicator[] | null;
  @Field(() => [MeansOfControlEnum], { nullable: true, description: 'Means of control seen.' })
  meansOfControl?: lists.MeansOfControl[] | null;
  @Field(() => [NeedEnum], { nullable: true, description: 'What the person needs.' })
  needs?: lists.Need[] | null;
  @Field(() => [NeedEnum], { nullable: true, description: 'What the person needs from health care.' })
  healthNeeds?: lists.Need[] | null;
  @Text({ max: 2000, nullable: true, description: 'What whoever meets the person must know to be safe.' })
  safetyNote?: string | null;
  @Text({ max: 4000, nullable: true, description: 'What else the recipient should know.' })
  note?: string | null;
  @Text({ max: 64, nullable: true, description: 'Opaque link of your own, read back by the police alone.' })
  policeCaseLink?: string | null;
}

@InputType({ description: 'What an adult agreed to, or took back.' })
export class RecordConsentInput extends ReferralChangeInput {
  @Field(() => ConsentStateEnum, {
    description:
      '`GIVEN` or `LIMITED`, `REFUSED` or `WITHDRAWN`. With an override: what the person really decided, `NOT_ASKED`, `REFUSED` or `WITHDRAWN`.',
  })
  state: lists.ConsentState;
  @Codes({
    max: 50,
    description:
      'Codes of the organisations that it is about. An empty list means the recipient when consent is given, and everybody when it is refused or withdrawn.',
  })
  organisations: string[];
  @Field(() => [NeedEnum], { nullable: true, description: 'The services agreed to; none means whatever the person needs.' })
  services?: lists.Need[] | null;
  @Code({ max: 2, nullable: true, description: 'The language it was read in, ISO 639-1.' })
  language?: string | null;
  @Text({ max: 50, description: 'The version of the text that was read out.' })
  textVersion: string;
  @Field(() => ConsentOverrideEnum, {
    nullable: true,
    description: 'Lets the organisations take part although the person does not consent. Stands out in the audit.',
  })
  override?: lists.ConsentOverride | null;
  @Text({ max: 500, nullable: true, description: 'Why consent is overridden; required with an override.' })
  overrideReason?: string | null;
}

@InputType({ description: 'An organisation that supports the recipient.' })
export class SupporterInput extends ReferralChangeInput {
  @Code({ max: 50, description: 'Code of the organisation.' })
  organisation: string;
}

@InputType({ description: 'One service and where it stands.' })
export class ServiceInput {
  @Field(() => NeedEnum, { description: 'Which service.' })
  service: lists.Need;
  @Field(() => ServiceStatusEnum, { description: 'Where it stands.' })
  status: ServiceStatus;
}

@InputType({ description: 'Services that your organisation offers or gives, within what the person consented to.' })
export class RecordServicesInput extends ReferralChangeInput {
  @Field(() => [ServiceInput], { description: 'The services, each as it stands now.' })
  services: ServiceInput[];
  @Field(() => [NeedEnum], {
    nullable: true,
    description: "The recipient's: what the person needs from health care, replacing what was there.",
  })
  healthNeeds?: lists.Need[] | null;
  @Text({ max: 4000, nullable: true, description: "The recipient's: a note for those who carry the case, replacing what was there." })
  caseworkerNote?: string | null;
}

@InputType({ description: 'Where a reflection period or a temporary permit stands.' })
export class RecordPermitInput extends ReferralChangeInput {
  @Field(() => PermitStatusEnum, { description: 'Where it stands.' })
  status: PermitStatus;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The last day of what was granted, not in the past; required for a permit, 30 days from today for a reflection period unless given.',
  })
  until?: string | null;
}

@InputType({ description: 'A message to participants of a referral.' })
export class ReferralMessageInput extends CommandInput {
  @Field(() => ID, { description: 'The referral.' })
  id: string;
  @Codes({
    max: 50,
    description:
      'Codes of the organisations that it is for, each another participant whose part you can see: the recipient and the unit; for the unit and social services also the police who sent it and the supporters.',
  })
  audience: string[];
  @Text({ max: 4000, description: 'The text.' })
  body: string;
}
