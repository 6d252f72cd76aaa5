import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Organisation } from './organisation.js';
import { PageArgs, connectionOf } from './paging.js';
import { DateTimeScalar } from './scalars.js';
import { Condition } from './text.js';

@ObjectType({
  simpleResolvers: true,
  description:
    'One audited operation: a read of referrals or contributions, a write, an administrative act or a refusal, under a checkpoint. You see your own, and others\' on objects of yours as far as the objects themselves tell you of them.',
})
export class AuditEvent {
  @Field(() => Int, { nullable: true, description: 'Its place among all events, from 0: the leaf of the tree that it is.' })
  sequence: number;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it happened. Events are in the order in which they were sealed, seconds later.' })
  at: string;
  @Field(() => Organisation, { nullable: true, description: 'Whose it was; null for the clocks and for the operator.' })
  organisation: Organisation | null;
  @Field(() => String, { nullable: true, description: 'The client that sent it, as its tokens name it.' })
  client: string;
  @Field(() => String, { nullable: true, description: "The operation's name in the client's document, its first 100 characters; null where it has none." })
  operation: string | null;
  @Field(() => String, { nullable: true, description: 'The root field; of a refused document all of them, separated by spaces.' })
  action: string;
  @Field(() => [ID], { description: "The objects that it read, wrote or was refused, by their `id`; of others' events those that are yours." })
  objects: string[];
  @Field(() => [String], { description: 'The fields, as `Type.field`, that it asked for and that not every party may read. Never a value.' })
  guardedFields: string[];
  @Field(() => String, {
    nullable: true,
    description: 'DONE; OVERRIDE where consent was overridden; REPEATED where an earlier write was asked for again; otherwise the code of the refusal.',
  })
  outcome: string;
  @Field(() => String, { nullable: true, description: 'Its leaf: SHA-256 of a zero byte and `leafData` (RFC 6962), in base64.' })
  leafHash: string;
  @Field(() => String, {
    nullable: true,
    description: "What `leafHash` is the hash of, as JSON in UTF-8: the event with a random salt and a salted hash of its subject. Null of others' events.",
  })
  leafData: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A signed head of the tree that holds every event: C2SP tlog-checkpoint, signed as a cosignature/v1 (Ed25519).',
})
export class AuditCheckpoint {
  @Field(() => Int, { nullable: true, description: 'How many events it holds.' })
  treeSize: number;
  @Field(() => String, { nullable: true, description: 'The root of the tree (RFC 6962, SHA-256), in base64.' })
  rootHash: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was signed, in whole seconds; the signature is over this too.' })
  at: string;
  @Field(() => String, { nullable: true, description: 'The Ed25519 signature, in base64.' })
  signature: string;
  @Field(() => String, { nullable: true, description: 'The key: the name of the tree, a plus sign, and the hash that C2SP signed-note gives the key.' })
  keyId: string;
}

@ObjectType({ simpleResolvers: true, description: 'What proves that an event is under a checkpoint (RFC 6962, 2.1.1).' })
export class AuditProof {
  @Field(() => Int, { nullable: true, description: 'The place of the event.' })
  sequence: number;
  @Field(() => String, { nullable: true, description: 'Its leaf, in base64.' })
  leafHash: string;
  @Field(() => [String], { description: 'The hashes beside the way from the leaf to the root, in base64; the lowest first.' })
  path: string[];
  @Field(() => AuditCheckpoint, { nullable: true, description: 'The checkpoint that the way leads to: the newest.' })
  checkpoint: AuditCheckpoint;
}

export const AuditEventConnection = connectionOf(AuditEvent, 'AuditEvent');

@InputType({ description: 'Which events; all conditions hold.' })
export class AuditFilter {
  @Condition({ max: 50, description: 'Of the organisation with this code.' })
  organisation?: string | null;
  @Condition({ max: 100, description: 'With this root field, such as `referral` or `acceptReferral`.' })
  action?: string | null;
  @Field(() => ID, { nullable: true, description: 'About this object.' })
  object?: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'At this moment or later: what is older is not looked through.' })
  since?: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Before this moment.' })
  until?: string | null;
}

@ArgsType()
export class AuditEventsArgs extends PageArgs {
  @Field(() => AuditFilter, { nullable: true, description: 'Only these.' })
  filter?: AuditFilter | null;
}
