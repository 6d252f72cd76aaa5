// What every mutation takes besides its own fields, and what every mutation returns.
import { Field, InputType, Int, ObjectType, type ClassType } from 'type-graphql';
import { UserErrorCodeEnum } from './enums.js';
import { Code } from './text.js';
import type { UserErrorCode } from '../domain/user-error.js';

@InputType()
export class CommandInput {
  @Code({
    max: 100,
    nullable: true,
    description:
      'Makes a repeat harmless: the same key with the same input changes nothing again and answers with the same object, as it is by then; with another input IDEMPOTENCY_KEY_REUSED.',
  })
  idempotencyKey?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'The writer has read again what was refused as PERSON_NAME and confirms that it names no one. Lifts no other refusal.',
  })
  confirmsNoNames?: boolean | null;
}

@InputType()
export class ChangeInput extends CommandInput {
  @Field(() => Int, {
    description: 'The `version` that the change was decided on; VERSION_CONFLICT when somebody was faster.',
  })
  expectedVersion: number;
}

@ObjectType('UserError', { simpleResolvers: true, description: 'Why a mutation changed nothing: a mistake in the input or a rule of the work.' })
class UserErrorType {
  @Field(() => UserErrorCodeEnum, { description: 'The kind of refusal.' })
  code: UserErrorCode;
  @Field({ description: 'Names the field and the rule, never the value.' })
  message: string;
  @Field(() => [String], { description: 'Path into the input, outermost first.' })
  path: string[];
}

/** The payload type of mutations that change one kind of object: the object, or the reasons why nothing was changed. */
export function payloadOf<T extends object>(node: ClassType<T>, name: string, field: string): ClassType<object> {
  @ObjectType(`${name}Payload`, { simpleResolvers: true, description: `What a mutation did to a ${name}.` })
  class PayloadType {
    @Field(() => [UserErrorType], { description: 'Empty when the change was made; otherwise nothing was changed.' })
    errors: UserErrorType[];
  }
  Field(() => node, { nullable: true, description: 'The object after the change; null when it was refused.' })(
    PayloadType.prototype,
    field,
  );
  return PayloadType;
}
