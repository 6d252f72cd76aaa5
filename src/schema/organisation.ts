import { Field, InputType, ObjectType } from 'type-graphql';
import { NeedEnum, PartyEnum } from './enums.js';
import { Node } from './node.js';
import { connectionOf } from './paging.js';
import { CommandInput, payloadOf } from './payload.js';
import { DateScalar, RegionCodeScalar } from './scalars.js';
import { Code, Text } from './text.js';
import type { Need } from '../domain/lists/referrals.js';
import type { Party } from '../domain/parties.js';

@ObjectType({ simpleResolvers: true, implements: Node, description: 'A member of the agreement, and what it offers: the organisation overview.' })
export class Organisation extends Node {
  @Field(() => String, { nullable: true, description: 'Short name used in tokens, inputs and links, such as `rfsu`.' })
  code: string;
  @Field(() => String, { nullable: true, description: 'Its own Swedish name.' })
  name: string;
  @Field(() => PartyEnum, { nullable: true, description: 'The column of the agreement that decides its rights.' })
  party: Party;
  @Field(() => String, { nullable: true, description: 'What it is responsible for.' })
  mandate: string;
  @Field(() => [NeedEnum], { description: 'The needs of a person that it can meet.' })
  services: Need[];
  @Field(() => [RegionCodeScalar], { description: 'The regions it covers; empty means the whole country.' })
  regions: string[];
  @Field(() => String, { nullable: true, description: 'How to reach its function; never a person.' })
  contact: string;
  @Field(() => DateScalar, { nullable: true, description: 'When it signed the sharing agreement.' })
  agreementSignedAt: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether its clients may use the API.' })
  active: boolean;
}

export const OrganisationConnection = connectionOf(Organisation, 'Organisation');
export const OrganisationPayload = payloadOf(Organisation, 'Organisation', 'organisation');

@InputType({ description: 'New facts for the organisation overview. What is left out stays as it is.' })
export class UpdateOrganisationInput extends CommandInput {
  @Code({ max: 50, description: 'Code of the organisation: your own; the unit may name any.' })
  code: string;
  @Text({ max: 1000, nullable: true, description: 'What it is responsible for.' })
  mandate?: string | null;
  @Field(() => [NeedEnum], { nullable: true, description: 'The needs of a person that it can meet.' })
  services?: Need[] | null;
  @Text({ max: 500, nullable: true, description: 'How to reach its function; never a person.' })
  contact?: string | null;
}
