import { Field, ObjectType } from 'type-graphql';
import { Organisation } from './organisation.js';
import { PartyEnum } from './enums.js';
import type { Party } from '../domain/parties.js';

@ObjectType({ simpleResolvers: true, description: 'Who is asking, as the API sees it.' })
export class Viewer {
  @Field(() => Organisation, { nullable: true, description: 'The organisation that the client is registered for.' })
  organisation: Organisation;
  @Field(() => String, { nullable: true, description: 'A keyed pseudonym of the token\'s subject; never the subject itself.' })
  subject: string;
  @Field(() => [String], { description: 'The scopes that this token carries and this organisation may use.' })
  scopes: string[];
}

@ObjectType({ simpleResolvers: true, description: 'One cell of the sharing agreement.' })
export class PermissionRow {
  @Field(() => String, { nullable: true, description: '`Type.field`, or the operation.' })
  subject: string;
  @Field(() => PartyEnum, { nullable: true, description: 'The party that the cell is about.' })
  party: Party;
  @Field(() => String, { nullable: true, description: '`X` may call, `R` may read, `-` neither.' })
  access: string;
  @Field(() => String, { nullable: true, description: 'The scope that a token needs for it, if any.' })
  scope: string | null;
  @Field(() => String, { nullable: true, description: 'Which rows, in words; null means every row.' })
  rows: string | null;
}
