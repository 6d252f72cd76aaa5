// The steps of a referral that need nothing but a state, a reason or an outcome.
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { mustHaveChanged, onReferral } from './on-referral.js';
import { decideBy } from '../domain/referral/clocks.js';
import { refuse } from '../domain/user-error.js';
import { ReferralPayload } from '../schema/referral.js';
import {
  CloseReferralInput,
  ReferralActionInput,
  ReferralReasonInput,
} from '../schema/referral-step-inputs.js';
import { moveReferral, type ReferralChange } from '../store/referral-steps.js';
import type { ReferralAction, ReferralOutcome, ReferralReason } from '../domain/lists/referrals.js';
import type { RequestContext } from '../context.js';

@Resolver()
export class ReferralSteps {
  @Mutation(() => ReferralPayload, { description: 'The recipient has seen the referral and is deciding.' })
  acknowledgeReferral(
    @Arg('input', () => ReferralActionInput, { description: 'Which referral.' }) input: ReferralActionInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return takeStep(context, info, input, 'ACKNOWLEDGE', () => ({
      decideBy: decideBy(new Date(), context.clocks),
    }));
  }

  @Mutation(() => ReferralPayload, { description: 'The recipient takes the referral on.' })
  acceptReferral(
    @Arg('input', () => ReferralActionInput, { description: 'Which referral.' }) input: ReferralActionInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return takeStep(context, info, input, 'ACCEPT');
  }

  @Mutation(() => ReferralPayload, {
    description: 'The recipient sends the referral back to the police for more.',
  })
  returnReferral(
    @Arg('input', () => ReferralReasonInput, { description: 'Which referral.' }) input: ReferralReasonInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return takeStep(context, info, input, 'RETURN');
  }

  @Mutation(() => ReferralPayload, {
    description: 'The recipient declines the referral; the unit reviews it.',
  })
  declineReferral(
    @Arg('input', () => ReferralReasonInput, { description: 'Which referral.' }) input: ReferralReasonInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return takeStep(context, info, input, 'DECLINE');
  }

  @Mutation(() => ReferralPayload, { description: 'The unit confirms a decline, which closes the referral.' })
  confirmDecline(
    @Arg('input', () => ReferralActionInput, { description: 'Which referral.' }) input: ReferralActionInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return takeStep(context, info, input, 'CONFIRM_DECLINE', () => ({ outcome: 'DECLINE_CONFIRMED' }));
  }

  @Mutation(() => ReferralPayload, { description: 'The recipient has met or reached the person.' })
  recordContact(
    @Arg('input', () => ReferralActionInput, { description: 'Which referral.' }) input: ReferralActionInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return takeStep(context, info, input, 'RECORD_CONTACT');
  }

  @Mutation(() => ReferralPayload, {
    description: 'The recipient ends the referral with an outcome. It is erased some time later.',
  })
  closeReferral(
    @Arg('input', () => CloseReferralInput, { description: 'Which referral.' }) input: CloseReferralInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return takeStep(context, info, input, 'CLOSE', () => ({ outcome: outcomeOfRecipient(input.outcome) }));
  }

  @Mutation(() => ReferralPayload, {
    description:
      'The police take the referral back; the unit and the recipient may when the person has withdrawn consent.',
  })
  withdrawReferral(
    @Arg('input', () => ReferralReasonInput, { description: 'Which referral.' }) input: ReferralReasonInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return takeStep(context, info, input, 'WITHDRAW');
  }
}

/** A decline is confirmed by the unit; every other outcome is the recipient's to give. */
function outcomeOfRecipient(outcome: ReferralOutcome): ReferralOutcome {
  if (outcome === 'DECLINE_CONFIRMED')
    refuse('INVALID_VALUE', 'outcome: a decline is confirmed by the unit, with confirmDecline.', ['outcome']);
  return outcome;
}

/** Moves a referral; `change` is what the step sets beside the state, or refuses to. */
function takeStep(
  context: RequestContext,
  info: GraphQLResolveInfo,
  input: ReferralActionInput & { reason?: ReferralReason },
  action: Exclude<ReferralAction, 'SUBMIT'>,
  change: () => ReferralChange = () => ({}),
) {
  const organisationId = context.actor.organisation.id;
  const { comment = null, reason = null } = input;
  return onReferral(context, info, input, action, async ({ manager, head, to }) => {
    const step = { action, to, organisationId, reason, comment };
    mustHaveChanged(await moveReferral(manager, head, step, change()));
  });
}
