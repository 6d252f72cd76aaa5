import { Field, Int, ObjectType } from 'type-graphql';
import {
  AgeBandEnum,
  ConsentStateEnum,
  ExploitationFormEnum,
  GenderEnum,
  IndicatorEnum,
  MeansOfControlEnum,
  NeedEnum,
  OriginEnum,
  PermitStatusEnum,
  ReferralOutcomeEnum,
  ReferralRouteEnum,
  ReferralStatusEnum,
  UrgencyEnum,
} from './enums.js';
import { Node } from './node.js';
import { Organisation } from './organisation.js';
import { ReferralAccess } from './referral-access.js';
import { Consent, ReferralEvent, ReferralMessage, ServiceProvided } from './referral-parts.js';
import { connectionOf } from './paging.js';
import { payloadOf } from './payload.js';
import { DateScalar, DateTimeScalar, PeriodScalar, RegionCodeScalar } from './scalars.js';
import type * as lists from '../domain/lists/referrals.js';
import type { PermitStatus } from '../domain/lists/support.js';
import type { AgeBand, Gender } from '../domain/lists/trends.js';

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description:
    'A case handed over, about one person whose identity this system does not hold. Who the person is, the two officers tell each other elsewhere, by the reference.',
})
export class Referral extends Node {
  @Field(() => String, { nullable: true, description: 'The code both sides say on the phone, such as SV-7Q4K-2M9D; random, with a check character.' })
  reference: string;
  @Field(() => ReferralRouteEnum, { nullable: true, description: 'With consent or as a notification without.' })
  route: lists.ReferralRoute;
  @Field(() => ReferralStatusEnum, { nullable: true, description: 'Where it stands.' })
  status: lists.ReferralStatus;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it stands there.' })
  statusSince: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the police submitted it.' })
  submittedAt: string;
  @Field(() => Int, { nullable: true, description: 'Grows with every change that you could see, but for what is added beside others: messages, and services of a supporter. Send it as `expectedVersion`.' })
  version: number;
  @Field(() => Organisation, { nullable: true, description: 'Who submitted it.' })
  flaggedBy: Organisation;
  @Field(() => Organisation, { nullable: true, description: 'Who carries it now.' })
  recipient: Organisation;
  @Field(() => UrgencyEnum, { nullable: true, description: 'How soon help is needed.' })
  urgency: lists.Urgency;
  @Field(() => PeriodScalar, { nullable: true, description: 'The week in which the police met the person.' })
  encounterWeek: string;
  @Field(() => RegionCodeScalar, { nullable: true, description: 'The municipality where the police met the person.' })
  encounterMunicipality: string;
  @Field(() => RegionCodeScalar, { nullable: true, description: 'The Stockholm district of the encounter, if known.' })
  encounterDistrict: string | null;
  @Field(() => AgeBandEnum, { nullable: true, description: 'Age as presented or believed.' })
  ageBand: AgeBand;
  @Field(() => GenderEnum, { nullable: true, description: 'Gender as the person states it.' })
  gender: Gender;
  @Field(() => OriginEnum, { nullable: true, description: 'Broad origin, never a country.' })
  origin: lists.Origin | null;
  @Field(() => [String], { description: 'Languages needed, ISO 639-1.' })
  languages: string[];
  @Field(() => ExploitationFormEnum, { nullable: true, description: 'The form of exploitation that is suspected.' })
  exploitationForm: lists.ExploitationForm;
  @Field(() => [IndicatorEnum], { description: 'Indicators seen. The system never computes a verdict from them.' })
  indicators: lists.Indicator[];
  @Field(() => [MeansOfControlEnum], { description: 'Means of control seen.' })
  meansOfControl: lists.MeansOfControl[];
  @Field(() => [NeedEnum], { description: 'What the person needs.' })
  needs: lists.Need[];
  @Field(() => [NeedEnum], { description: 'What the person needs from health care.' })
  healthNeeds: lists.Need[];
  @Field(() => ConsentStateEnum, { nullable: true, description: 'Where consent stands as a whole.' })
  consentState: lists.ConsentState;
  @Field(() => [Consent], { description: 'Consent per organisation, oldest first.' })
  consents: Consent[];
  @Field(() => Boolean, { nullable: true, description: 'Whether the duty to report to the social board (orosanmälan) was met.' })
  minorReported: boolean;
  @Field(() => String, { nullable: true, description: 'What whoever meets the person must know to be safe.' })
  safetyNote: string | null;
  @Field(() => String, { nullable: true, description: 'What else the police want to say.' })
  note: string | null;
  @Field(() => String, { nullable: true, description: 'Opaque link that only the police can resolve.' })
  policeCaseLink: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the recipient must have acknowledged it.' })
  acknowledgeBy: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the recipient must have decided; set on acknowledgement.' })
  decideBy: string | null;
  @Field(() => ReferralOutcomeEnum, { nullable: true, description: 'How it ended; null unless it is closed.' })
  outcome: lists.ReferralOutcome | null;
  @Field(() => PermitStatusEnum, { nullable: true, description: 'Where a reflection period or a temporary permit stands.' })
  permitStatus: PermitStatus;
  @Field(() => DateScalar, { nullable: true, description: 'The last day of what was granted.' })
  permitUntil: string | null;
  @Field(() => [ServiceProvided], { description: 'Services offered and given, oldest record first.' })
  services: ServiceProvided[];
  @Field(() => [Organisation], { description: 'Who supports the recipient, or did when the referral ended.' })
  supporters: Organisation[];
  @Field(() => String, { nullable: true, description: "The recipient's note for those who carry the case." })
  caseworkerNote: string | null;
  @Field(() => [ReferralMessage], { description: 'Messages that you wrote or that are for you, oldest first.' })
  messages: ReferralMessage[];
  @Field(() => [ReferralEvent], { description: 'Its history, oldest first.' })
  events: ReferralEvent[];
  @Field(() => ReferralAccess, { nullable: true, description: 'What you may do with it now.' })
  access: ReferralAccess;
}

export const ReferralConnection = connectionOf(Referral, 'Referral');
export const ReferralPayload = payloadOf(Referral, 'Referral', 'referral');
