import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { mustHaveChanged, onReferral } from './on-referral.js';
import { permitErrors, permitUntil } from '../domain/referral/permit.js';
import { Refused } from '../domain/user-error.js';
import { ReferralPayload } from '../schema/referral.js';
import { RecordPermitInput } from '../schema/referral-step-inputs.js';
import { changeReferral } from '../store/referral-steps.js';
import type { RequestContext } from '../context.js';

@Resolver()
export class RecordPermit {
  @Mutation(() => ReferralPayload, {
    description:
      'Records where a reflection period or a temporary permit stands: the recipient and the police.',
  })
  recordPermit(
    @Arg('input', () => RecordPermitInput, { description: 'Where it stands.' }) input: RecordPermitInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return onReferral(context, info, input, 'RECORD_PERMIT', async ({ manager, head }) => {
      const now = new Date();
      const { status, until = null } = input;
      const mistakes = permitErrors(status, until, now);
      if (mistakes.length > 0) throw new Refused(mistakes);
      const change = { permitStatus: status, permitUntil: permitUntil(status, until, now) };
      mustHaveChanged(await changeReferral(manager, head, change));
    });
  }
}
