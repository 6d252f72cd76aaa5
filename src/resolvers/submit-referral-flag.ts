import { randomBytes } from 'node:crypto';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { perform } from './perform.js';
import { organisationsByCode } from './organisations-by-code.js';
import { readerOfWritten } from './reader-of.js';
import { requested } from './requested.js';
import { makeReference } from '../domain/reference.js';
import { acknowledgeBy } from '../domain/referral/clocks.js';
import { consentStateOf, flagErrors, recipientErrors } from '../domain/referral/flag.js';
import { canReceive, defaultRecipient } from '../domain/referral/routing.js';
import { Refused, refuse } from '../domain/user-error.js';
import { ReferralPayload } from '../schema/referral.js';
import { SubmitReferralFlagInput } from '../schema/referral-inputs.js';
import { activeOrganisations, insertReferral, type AgreedConsent } from '../store/new-referral.js';
import { findReferral } from '../store/referrals.js';
import type { RequestContext } from '../context.js';

type Organisations = Awaited<ReturnType<typeof activeOrganisations>>;

@Resolver()
export class SubmitReferralFlag {
  @Mutation(() => ReferralPayload, {
    description:
      'Hands a case over: a referral with the consent of an adult or about a person under 18, or a notification without consent.',
  })
  async submitReferralFlag(
    @Arg('input', () => SubmitReferralFlagInput, { description: 'The flag.' }) input: SubmitReferralFlagInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const { actor, clocks } = context;
    const { touched, errors } = await perform(context, info, input, async (manager) => {
      const now = new Date();
      const mistakes = flagErrors(input, now);
      if (mistakes.length > 0) throw new Refused(mistakes);
      const organisations = await activeOrganisations(manager);
      const recipient = recipientOf(input, organisations);
      const limits = recipientErrors(input, recipient.code);
      if (limits.length > 0) throw new Refused(limits);
      const uuid = await insertReferral(
        manager,
        {
          reference: makeReference(randomBytes),
          route: input.route,
          flaggedById: actor.organisation.id,
          recipientId: recipient.id,
          urgency: input.urgency,
          encounterWeek: input.encounterWeek,
          encounterMunicipality: input.encounterMunicipality,
          encounterDistrict: input.encounterDistrict ?? null,
          ageBand: input.ageBand,
          gender: input.gender,
          origin: input.origin ?? null,
          languages: input.languages ?? [],
          exploitationForm: input.exploitationForm,
          indicators: input.indicators ?? [],
          meansOfControl: input.meansOfControl ?? [],
          needs: input.needs ?? [],
          healthNeeds: input.healthNeeds ?? [],
          consentState: consentStateOf(input),
          minorReported: input.minorReported ?? false,
          safetyNote: input.safetyNote ?? null,
          note: input.note ?? null,
          policeCaseLink: input.policeCaseLink ?? null,
          acknowledgeBy: acknowledgeBy(now, clocks),
        },
        consentsOf(input, organisations, recipient.code),
      );
      return { type: 'Referral', uuid };
    });
    const reader = readerOfWritten(context);
    return {
      errors,
      referral: touched && (await findReferral(reader, requested(info, 'Referral', 'referral'), touched)),
    };
  }
}

function recipientOf(input: SubmitReferralFlagInput, organisations: Organisations): Organisations[number] {
  const routed = defaultRecipient(input.route, input.encounterMunicipality, organisations);
  if (!routed) throw new Error('no organisation can receive a flag');
  if (input.recipient == null) return routed;
  const chosen = organisations.find(({ code }) => code === input.recipient);
  if (!chosen)
    refuse('UNKNOWN_ORGANISATION', 'recipient: no active organisation has this code.', ['recipient']);
  if (!canReceive(chosen))
    refuse('INVALID_VALUE', 'recipient: the police send referrals, they do not carry them.', ['recipient']);
  if (input.route === 'NOTIFICATION' && chosen !== routed) {
    refuse('INVALID_VALUE', 'recipient: a notification reaches the unit alone.', ['recipient']);
  }
  return chosen;
}

/** One consent per organisation that the person named, the recipient alone where none was. */
function consentsOf(
  { consent }: SubmitReferralFlagInput,
  organisations: Organisations,
  recipient: string,
): AgreedConsent[] {
  if (!consent || consent.state === 'NOT_REQUIRED_MINOR') return [];
  const named = consent.organisations.length > 0 ? consent.organisations : [recipient];
  const { services, state, textVersion, language = null } = consent;
  const record = { services: services ?? [], state, textVersion, language };
  return organisationsByCode(organisations, named, ['consent', 'organisations']).map(({ id }) => ({
    ...record,
    organisationId: id,
  }));
}
