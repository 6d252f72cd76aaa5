// What a reader may do with a referral now: one field per mutation, so that no client repeats a rule.
import { Field, ObjectType } from 'type-graphql';
import type { Subject } from '../auth/matrix.js';
import type { Action } from '../domain/referral/machine.js';

interface Ability {
  readonly action: Action;
  readonly mutation: Subject & `Mutation.${string}`;
}

/** The fields of ReferralAccess. */
// prettier-ignore
export const ABILITIES = {
  canAcknowledge:     { action: 'ACKNOWLEDGE',      mutation: 'Mutation.acknowledgeReferral' },
  canAccept:          { action: 'ACCEPT',           mutation: 'Mutation.acceptReferral' },
  canReturn:          { action: 'RETURN',           mutation: 'Mutation.returnReferral' },
  canResubmit:        { action: 'RESUBMIT',         mutation: 'Mutation.resubmitReferral' },
  canDecline:         { action: 'DECLINE',          mutation: 'Mutation.declineReferral' },
  canConfirmDecline:  { action: 'CONFIRM_DECLINE',  mutation: 'Mutation.confirmDecline' },
  canRedirect:        { action: 'REDIRECT',         mutation: 'Mutation.redirectReferral' },
  canRecordContact:   { action: 'RECORD_CONTACT',   mutation: 'Mutation.recordContact' },
  canRecordServices:  { action: 'RECORD_SERVICES',  mutation: 'Mutation.recordServices' },
  canRecordConsent:   { action: 'RECORD_CONSENT',   mutation: 'Mutation.recordConsent' },
  canRecordPermit:    { action: 'RECORD_PERMIT',    mutation: 'Mutation.recordPermit' },
  canInviteSupporter: { action: 'INVITE_SUPPORTER', mutation: 'Mutation.inviteSupporter' },
  canRemoveSupporter: { action: 'REMOVE_SUPPORTER', mutation: 'Mutation.removeSupporter' },
  canSendMessage:     { action: 'SEND_MESSAGE',     mutation: 'Mutation.sendReferralMessage' },
  canClose:           { action: 'CLOSE',            mutation: 'Mutation.closeReferral' },
  canWithdraw:        { action: 'WITHDRAW',         mutation: 'Mutation.withdrawReferral' },
} as const satisfies Record<string, Ability>;

@ObjectType({
  simpleResolvers: true,
  description: 'What you may do with a referral now, by the agreement, your scopes, your part in it and its state.',
})
export class ReferralAccess {}
for (const [name, { mutation }] of Object.entries(ABILITIES)) {
  const description = `You may call ${mutation.replace('Mutation.', '')}.`;
  Field(() => Boolean, { description })(ReferralAccess.prototype, name);
}
