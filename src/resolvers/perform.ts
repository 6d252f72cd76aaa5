// The one way in which a mutation happens: inspect the input, run the effect once in one transaction, answer with the object
// as the caller may read it, or with the business errors that undid everything.
import type { GraphQLResolveInfo } from 'graphql';
import { inspectInput } from './inspect-input.js';
import { Refused, type UserError } from '../domain/user-error.js';
import { commit, KeyReused, type Touched } from '../store/unit-of-work.js';
import { keyReused } from '../schema/errors.js';
import type { RequestContext } from '../context.js';
import type { Transaction } from '../store/transaction.js';

export interface Performed {
  readonly touched: Touched | null;
  readonly errors: UserError[];
}

interface CommandLike {
  readonly idempotencyKey?: string | null | undefined;
  readonly confirmsNoNames?: boolean | null | undefined;
}

/** Runs the effect of the current mutation field. */
export async function perform(
  { actor, source }: RequestContext,
  info: GraphQLResolveInfo,
  input: CommandLike,
  effect: (manager: Transaction) => Promise<Touched>,
): Promise<Performed> {
  const inputType = info.parentType
    .getFields()
    [info.fieldName]!.args.find(({ name }) => name === 'input')!.type;
  const errors = inspectInput(inputType, input);
  if (errors.length > 0) return { touched: null, errors };
  const writer = { organisationId: actor.organisation.id, client: actor.client, subject: actor.subject };
  const command = { operation: info.fieldName, input, key: input.idempotencyKey ?? null };
  try {
    return { touched: await commit(source, writer, command, effect), errors: [] };
  } catch (error) {
    if (error instanceof Refused) return { touched: null, errors: error.errors };
    throw error instanceof KeyReused ? keyReused() : error;
  }
}
