import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { perform } from './perform.js';
import { requested } from './requested.js';
import { rolesIn } from './roles.js';
import { uuidOf } from '../domain/ids.js';
import { decideBy } from '../domain/referral/clocks.js';
import { nextStatus, type TRANSITIONS } from '../domain/referral/machine.js';
import { refuse } from '../domain/user-error.js';
import { notFound } from '../schema/errors.js';
import { ReferralPayload } from '../schema/referral.js';
import { ReferralActionInput } from '../schema/referral-inputs.js';
import { moveReferral, referralHead } from '../store/referral-writes.js';
import { findReferral } from '../store/referrals.js';
import type { RequestContext } from '../context.js';

@Resolver()
export class ReferralSteps {
  @Mutation(() => ReferralPayload, { description: 'The recipient has seen the referral and is deciding.' })
  acknowledgeReferral(
    @Arg('input', () => ReferralActionInput, { description: 'Which referral.' }) input: ReferralActionInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return takeStep(context, info, input, 'ACKNOWLEDGE');
  }

  @Mutation(() => ReferralPayload, { description: 'The recipient takes the referral on.' })
  acceptReferral(
    @Arg('input', () => ReferralActionInput, { description: 'Which referral.' }) input: ReferralActionInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return takeStep(context, info, input, 'ACCEPT');
  }
}

async function takeStep(
  context: RequestContext,
  info: GraphQLResolveInfo,
  input: ReferralActionInput,
  action: keyof typeof TRANSITIONS,
) {
  const { actor, source, clocks } = context;
  const { touched, errors } = await perform(context, info, input, async (manager) => {
    const uuid = uuidOf('Referral', input.id);
    const head = uuid && (await referralHead(manager, uuid));
    if (!head) throw notFound();
    const moved = () =>
      refuse('VERSION_CONFLICT', 'Somebody changed the referral first; read it again.', ['expectedVersion']);
    if (head.version !== input.expectedVersion) moved();
    const next = nextStatus(head.status, action, rolesIn(head, actor));
    if ('refused' in next) {
      const rule =
        next.refused === 'ROLE'
          ? 'Only the recipient may do this.'
          : 'The referral is not in a state that allows this.';
      refuse('INVALID_TRANSITION', rule, ['id']);
    }
    const step = {
      action,
      to: next.to,
      organisationId: actor.organisation.id,
      comment: input.comment ?? null,
    };
    const set = action === 'ACKNOWLEDGE' ? { decideBy: decideBy(new Date(), clocks) } : {};
    if (!(await moveReferral(manager, head, step, set))) moved();
    return { type: 'Referral', uuid: head.id };
  });
  const reader = { source, party: actor.organisation.party };
  return {
    errors,
    referral: touched && (await findReferral(reader, requested(info, 'Referral', 'referral'), touched)),
  };
}
