// The one way in which a mutation happens: inspect the input, run the effect once in one transaction, answer with the object
// as the caller may read it, or with the business errors that undid everything.
import { GraphQLError, getNamedType, type GraphQLObjectType, type GraphQLResolveInfo } from 'graphql';
import { inspectInput } from './inspect-input.js';
import { trailOf } from './reader-of.js';
import { requested } from './requested.js';
import { parseId } from '../domain/ids.js';
import { Refused, type UserError } from '../domain/user-error.js';
import { appendLine } from '../store/audit-trail.js';
import { guardedFields } from '../store/guarded-fields.js';
import { KeyReused } from '../store/key-reused.js';
import { commit, type Touched } from '../store/unit-of-work.js';
import { keyReused } from '../schema/errors.js';
import type { RequestContext } from '../context.js';
import type { Transaction } from '../store/transaction.js';

export interface Performed {
  readonly touched: Touched | null;
  readonly errors: UserError[];
}

interface CommandLike {
  readonly id?: string;
  readonly idempotencyKey?: string | null | undefined;
  readonly confirmsNoNames?: boolean | null | undefined;
}

/** Runs the effect of the current mutation field. */
export async function perform(
  context: RequestContext,
  info: GraphQLResolveInfo,
  input: CommandLike,
  effect: (manager: Transaction) => Promise<Touched>,
): Promise<Performed> {
  const inputType = info.parentType
    .getFields()
    [info.fieldName]!.args.find(({ name }) => name === 'input')!.type;
  const errors = inspectInput(inputType, input);
  if (errors.length > 0) return { touched: null, errors };
  const trail = trailOf(context, info);
  const command = { input, key: input.idempotencyKey ?? null, guarded: guardedInPayload(info) };
  try {
    return { touched: await commit(context.source, trail, command, effect), errors: [] };
  } catch (error) {
    const outcome = refusalCode(error);
    if (outcome === null) throw error;
    // Its own transaction: what was refused has been undone.
    await appendLine(context.source, trail, { objects: namedIn(input), guarded: [], outcome });
    if (error instanceof Refused) return { touched: null, errors: error.errors };
    throw error instanceof KeyReused ? keyReused() : error;
  }
}

/** The guarded fields of the object that a payload shows. */
function guardedInPayload(info: GraphQLResolveInfo): readonly string[] {
  const payload = getNamedType(info.returnType) as GraphQLObjectType;
  const object = Object.values(payload.getFields()).find(({ name }) => name !== 'errors')!;
  const type = getNamedType(object.type).name;
  return guardedFields(type, requested(info, type, object.name));
}

/** The code of a refusal; null for what went wrong otherwise. */
function refusalCode(error: unknown): string | null {
  if (error instanceof Refused) return error.errors[0]!.code;
  if (error instanceof KeyReused) return 'IDEMPOTENCY_KEY_REUSED';
  return error instanceof GraphQLError ? String(error.extensions['code']) : null;
}

/** The object that an input is about, as the audit names it. */
function namedIn({ id }: CommandLike): string[] {
  const parsed = id === undefined ? null : parseId(id);
  return parsed ? [`${parsed.type}/${parsed.uuid}`] : [];
}
