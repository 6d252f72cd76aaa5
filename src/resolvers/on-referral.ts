// The frame of every mutation on a referral: find it as the caller sees it, check version and rule, run the effect, read it back.
import type { GraphQLResolveInfo } from 'graphql';
import { perform } from './perform.js';
import { readerOfWritten } from './reader-of.js';
import { requested } from './requested.js';
import { rolesIn } from './roles.js';
import { uuidOf } from '../domain/ids.js';
import { decide, type Action } from '../domain/referral/machine.js';
import { refusalText } from '../domain/referral/refusals.js';
import { refuse } from '../domain/user-error.js';
import { notFound } from '../schema/errors.js';
import { referralHead, type ReferralHead } from '../store/referral-steps.js';
import { findReferral } from '../store/referrals.js';
import type { ReferralStatus } from '../domain/lists/referrals.js';
import type { RequestContext } from '../context.js';
import type { Transaction } from '../store/transaction.js';

interface ReferralCommand {
  readonly id: string;
  readonly idempotencyKey?: string | null | undefined;
  /** Left out where nothing that exists is changed. */
  readonly expectedVersion?: number;
  readonly comment?: string | null | undefined;
}

/** A referral that the caller may now act on, and the state that its action leads to. */
export interface OpenReferral {
  readonly manager: Transaction;
  readonly head: ReferralHead;
  readonly to: ReferralStatus;
}

/** Runs the effect of a mutation on one referral, or refuses it. An effect may say that it overrode consent. */
export async function onReferral(
  context: RequestContext,
  info: GraphQLResolveInfo,
  input: ReferralCommand,
  action: Action,
  effect: (referral: OpenReferral) => Promise<void | 'OVERRIDE'>,
) {
  const { actor } = context;
  const { party } = actor.organisation;
  const { touched, errors } = await perform(context, info, input, async (manager) => {
    const uuid = uuidOf('Referral', input.id);
    const head = uuid && (await referralHead(manager, party, uuid));
    if (!head) throw notFound();
    if (input.expectedVersion !== undefined && head.version !== input.expectedVersion) versionConflict();
    const decision = decide(head, action, rolesIn(head, actor));
    if ('refused' in decision) refuse('INVALID_TRANSITION', refusalText(action, decision.refused), ['id']);
    if (head.route === 'NOTIFICATION' && input.comment != null)
      refuse('INVALID_VALUE', 'comment: a notification carries no text.', ['comment']);
    const remark = await effect({ manager, head, to: decision.to });
    return { type: 'Referral', uuid: head.id, ...(remark && { remark }) };
  });
  const selection = requested(info, 'Referral', 'referral');
  return { errors, referral: touched && (await findReferral(readerOfWritten(context), selection, touched)) };
}

/** Undoes everything when somebody else was faster. */
export function mustHaveChanged(hasChanged: boolean): void {
  if (!hasChanged) versionConflict();
}

function versionConflict(): never {
  refuse('VERSION_CONFLICT', 'Somebody changed the referral first; read it again.', ['expectedVersion']);
}
