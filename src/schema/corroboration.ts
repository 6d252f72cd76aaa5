import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { VerdictEnum } from './enums.js';
import { Node } from './node.js';
import { Organisation } from './organisation.js';
import { CommandInput, payloadOf } from './payload.js';
import { DateTimeScalar } from './scalars.js';
import { Text } from './text.js';
import type { Verdict } from '../domain/lists/contributions.js';

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: 'What an organisation says of a published entry: one current verdict of each.',
})
export class Corroboration extends Node {
  @Field(() => VerdictEnum, { nullable: true, description: 'What it says.' })
  verdict: Verdict;
  @Field(() => DateTimeScalar, { nullable: true, description: 'The day on which it was said, as its beginning in UTC; no moment is kept here.' })
  at: string;
  @Field(() => Organisation, { nullable: true, description: 'Who says it.' })
  organisation: Organisation;
  @Field(() => String, { nullable: true, description: 'What it adds in words.' })
  comment: string | null;
}

export const CorroborationPayload = payloadOf(Corroboration, 'Corroboration', 'corroboration');

@InputType({ description: 'Your verdict on a published entry; it takes the place of the one that you gave before.' })
export class CorroborateInput extends CommandInput {
  @Field(() => ID, { description: 'The entry.' })
  id: string;
  @Field(() => VerdictEnum, { description: 'What you say of it.' })
  verdict: Verdict;
  @Text({ max: 1000, nullable: true, description: 'What you add in words; read by the unit alone.' })
  comment?: string | null;
}
