// What belongs to a referral: consent, services, messages and the steps of its history.
import { Field, ObjectType } from 'type-graphql';
import {
  ConsentOverrideEnum,
  ConsentStateEnum,
  NeedEnum,
  ReferralActionEnum,
  ReferralReasonEnum,
  ReferralStatusEnum,
  ServiceStatusEnum,
} from './enums.js';
import { Node } from './node.js';
import { Organisation } from './organisation.js';
import { DateTimeScalar } from './scalars.js';
import type * as lists from '../domain/lists/referrals.js';
import type { ServiceStatus } from '../domain/lists/support.js';

@ObjectType({ simpleResolvers: true, implements: Node, description: 'What a person agreed to, for one organisation.' })
export class Consent extends Node {
  @Field(() => Organisation, { nullable: true, description: 'Whom it lets take part.' })
  organisation: Organisation;
  @Field(() => [NeedEnum], { description: 'The services it covers; empty means whatever the person needs.' })
  services: lists.Need[];
  @Field(() => ConsentStateEnum, { nullable: true, description: 'Whether it is given, limited, refused or withdrawn.' })
  state: lists.ConsentState;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was recorded.' })
  at: string;
  @Field(() => String, { nullable: true, description: 'The version of the text that was read out.' })
  textVersion: string;
  @Field(() => String, { nullable: true, description: 'The language it was read in, ISO 639-1.' })
  language: string | null;
  @Field(() => ConsentOverrideEnum, { nullable: true, description: 'Set where vital interest or statutory duty stands above consent.' })
  override: lists.ConsentOverride | null;
  @Field(() => String, { nullable: true, description: 'Why consent was overridden.' })
  overrideReason: string | null;
}

@ObjectType({ simpleResolvers: true, implements: Node, description: 'One step in the life of a referral.' })
export class ReferralEvent extends Node {
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it happened.' })
  at: string;
  @Field(() => ReferralActionEnum, { nullable: true, description: 'What was done.' })
  action: lists.ReferralAction;
  @Field(() => ReferralStatusEnum, { nullable: true, description: 'The state before; null at submission.' })
  fromStatus: lists.ReferralStatus | null;
  @Field(() => ReferralStatusEnum, { nullable: true, description: 'The state after.' })
  toStatus: lists.ReferralStatus;
  @Field(() => Organisation, { nullable: true, description: 'Who did it; null for the clock.' })
  organisation: Organisation | null;
  @Field(() => ReferralReasonEnum, { nullable: true, description: 'Why, where the action asks for a reason.' })
  reason: lists.ReferralReason | null;
  @Field(() => String, { nullable: true, description: 'A comment on the step.' })
  comment: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A service that an organisation offers or gives to the person.' })
export class ServiceProvided {
  @Field(() => NeedEnum, { nullable: true, description: 'Which service.' })
  service: lists.Need;
  @Field(() => ServiceStatusEnum, { nullable: true, description: 'Where it stands with this record; the newest counts.' })
  status: ServiceStatus;
  @Field(() => Organisation, { nullable: true, description: 'Who provides it.' })
  organisation: Organisation;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was recorded.' })
  at: string;
}

@ObjectType({ simpleResolvers: true, implements: Node, description: 'A message between participants. Nobody outside its audience reads it, the unit neither.' })
export class ReferralMessage extends Node {
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was sent.' })
  at: string;
  @Field(() => Organisation, { nullable: true, description: 'Who wrote it.' })
  organisation: Organisation;
  @Field(() => [Organisation], { description: 'Whom it is for, beside its author.' })
  audience: Organisation[];
  @Field(() => String, { nullable: true, description: 'The text.' })
  body: string;
}
