import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { mustHaveChanged, onReferral } from './on-referral.js';
import { organisationsByCode } from './organisations-by-code.js';
import { consentAfter, consentErrors, reachOf } from '../domain/referral/consent.js';
import { Refused } from '../domain/user-error.js';
import { ReferralPayload } from '../schema/referral.js';
import { RecordConsentInput } from '../schema/referral-step-inputs.js';
import { activeOrganisations } from '../store/new-referral.js';
import { consentsOf, endSupport, insertConsents } from '../store/referral-consents.js';
import { changeReferral } from '../store/referral-steps.js';
import type { RequestContext } from '../context.js';

@Resolver()
export class RecordConsent {
  @Mutation(() => ReferralPayload, {
    description:
      'Records what an adult agreed to, or took back. Supporters whom it no longer reaches lose their access with this very change.',
  })
  recordConsent(
    @Arg('input', () => RecordConsentInput, { description: 'What the person decided.' })
    input: RecordConsentInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return onReferral(context, info, input, 'RECORD_CONSENT', async ({ manager, head }) => {
      const { state, services, language = null, textVersion, override = null, overrideReason = null } = input;
      const mistakes = consentErrors(input);
      if (mistakes.length > 0) throw new Refused(mistakes);
      const supporters = head.supporterIds ?? [];
      const [organisations, earlier] = await Promise.all([
        activeOrganisations(manager),
        consentsOf(manager, head.id),
      ]);
      const named = organisationsByCode(organisations, input.organisations, ['organisations']).map(
        ({ id }) => id,
      );
      const isGiven = state === 'GIVEN' || state === 'LIMITED';
      const everybody = new Set([
        head.recipientId,
        ...supporters,
        ...earlier.map(({ organisationId }) => organisationId),
      ]);
      const concerned = named.length > 0 ? named : isGiven ? [head.recipientId] : [...everybody];
      const record = { services: services ?? [], state, textVersion, language, override, overrideReason };
      const records = concerned.map((organisationId) => ({ ...record, organisationId }));
      const consentState = consentAfter(head.consentState, head.recipientId, {
        state,
        organisationIds: named,
        override,
      });
      const all = [...earlier, ...records];
      const leaving = supporters.filter((supporter) => reachOf(consentState, all, supporter) === 'NONE');
      mustHaveChanged(await changeReferral(manager, head, { consentState }));
      await Promise.all([insertConsents(manager, head.id, records), endSupport(manager, head.id, leaving)]);
      return override === null ? undefined : 'OVERRIDE';
    });
  }
}
