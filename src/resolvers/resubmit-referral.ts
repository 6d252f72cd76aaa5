import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { mustHaveChanged, onReferral } from './on-referral.js';
import { acknowledgeBy } from '../domain/referral/clocks.js';
import { supplementErrors } from '../domain/referral/flag.js';
import { Refused } from '../domain/user-error.js';
import { ReferralPayload } from '../schema/referral.js';
import { ResubmitReferralInput } from '../schema/referral-step-inputs.js';
import { moveReferral } from '../store/referral-steps.js';
import type { RequestContext } from '../context.js';

/** What the police may add to or correct in a returned referral. */
const SUPPLEMENT = [
  ...(['urgency', 'origin', 'languages', 'exploitationForm', 'indicators', 'meansOfControl'] as const),
  ...(['needs', 'healthNeeds', 'safetyNote', 'note', 'policeCaseLink'] as const),
] as const;

@Resolver()
export class ResubmitReferral {
  @Mutation(() => ReferralPayload, {
    description: 'The police send in a returned referral again, with what was missing.',
  })
  resubmitReferral(
    @Arg('input', () => ResubmitReferralInput, { description: 'What is added.' })
    input: ResubmitReferralInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const { actor, clocks } = context;
    return onReferral(context, info, input, 'RESUBMIT', async ({ manager, head, to }) => {
      const { comment = null } = input;
      const supplement = Object.fromEntries(
        SUPPLEMENT.map((name) => [name, input[name]] as const).filter(([, value]) => value != null),
      );
      const mistakes = supplementErrors(head.route, supplement);
      if (mistakes.length > 0) throw new Refused(mistakes);
      const step = {
        action: 'RESUBMIT',
        to,
        organisationId: actor.organisation.id,
        reason: null,
        comment,
      } as const;
      const change = { ...supplement, acknowledgeBy: acknowledgeBy(new Date(), clocks), decideBy: null };
      mustHaveChanged(await moveReferral(manager, head, step, change));
    });
  }
}
